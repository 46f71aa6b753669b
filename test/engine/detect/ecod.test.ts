import {describe, expect, it} from "vitest";
import {ecod} from "../../../src/engine/detect/ecod.js";
import {namesOf, scoreOf} from "./detector-tables.js";

const learn = (rows: readonly number[], columns: number) =>
  ecod.fit(Float32Array.from(rows), columns, {seed: 1, names: namesOf(columns)});

describe("ecod", () => {
  it("adds up -log tail probabilities, floored at one row more than there were", () => {
    // Skewed to the right: the longer tail is the right one.
    const fitted = learn([0, 0, 0, 0, 0, 0, 1, 1, 4, 10], 1);
    expect(scoreOf(fitted, [10])).toBeCloseTo(-Math.log(1 / 10), 12);
    expect(scoreOf(fitted, [4])).toBeCloseTo(-Math.log(2 / 10), 12);
    expect(scoreOf(fitted, [5])).toBeCloseTo(-Math.log(1 / 10), 12);
    expect(scoreOf(fitted, [11])).toBeCloseTo(-Math.log(1 / 11), 12);
    expect(scoreOf(fitted, [-1])).toBeCloseTo(-Math.log(1 / 11), 12);
    expect(scoreOf(fitted, [0])).toBeCloseTo(-Math.log(6 / 10), 12);
  });

  it("is the greatest of the sums over left tails, right tails and each column's longer tail", () => {
    const right = [0, 0, 0, 0, 1, 1, 2, 9];
    const rows = right.flatMap(x => [x, -x]);
    const fitted = learn(rows, 2);
    // Both longer tails at once: more than either side alone.
    expect(scoreOf(fitted, [9, -9])).toBeCloseTo(2 * Math.log(8), 12);
    // Low in both columns: the left side, of which the first column's is not the longer.
    expect(scoreOf(fitted, [-1, -9])).toBeCloseTo(Math.log(9) + Math.log(8), 12);
    expect(scoreOf(fitted, [9, 1])).toBeCloseTo(Math.log(8) + Math.log(9), 12);
  });

  it("explains by the terms of the sum that was the greatest", () => {
    const fitted = learn([0, 5, 0, 5, 0, 5, 1, 5, 9, 6], 2);
    const {base, parts, total} = fitted.explain(Float32Array.from([9, 5]));
    expect(base).toBe(0);
    expect(parts[0]).toBeCloseTo(Math.log(5), 12);
    expect(parts[1]).toBeCloseTo(0, 12);
    expect(total).toBe(scoreOf(fitted, [9, 5]));
  });
});
