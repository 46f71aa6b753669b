import {describe, expect, it} from "vitest";
import {defaults, oneClassSvm} from "../../../src/engine/detect/one-class-svm.js";
import {namesOf, scoreOf, scoresOf} from "./detector-tables.js";
import {normalRows} from "./isolation-forest/forests.js";

const learn = (rows: Float32Array, columns: number, seed = 1) =>
  oneClassSvm.fit(rows, columns, {seed, names: namesOf(columns)});

/** Two blobs with nothing between them. */
function blobs(count: number, seed: number): Float32Array {
  return normalRows(count, 2, seed).map((x, k) => 0.3 * x + (k % 4 < 2 ? 3 : -3));
}

describe("oneClassSvm", () => {
  it("leaves about the share nu of its training rows below the plane", () => {
    const rows = normalRows(3000, 3, 1);
    const outside = scoresOf(learn(rows, 3), rows).filter(score => score > 0).length;
    expect(Math.abs(outside / 3000 - defaults.nu)).toBeLessThan(0.005);
  });

  it("finds what lies between two clusters, which is near the mean, more unusual than either", () => {
    const fitted = learn(blobs(2000, 1), 2);
    const benign = scoresOf(fitted, blobs(500, 2)).sort();
    expect(scoreOf(fitted, [0, 0])).toBeGreaterThan(benign[494] ?? 0);
    expect(scoreOf(fitted, [3, -3])).toBeGreaterThan(benign[494] ?? 0);
  });

  it("explains a score by the column that sets a row apart", () => {
    const fitted = learn(normalRows(2000, 3, 3), 3);
    const {base, parts, total} = fitted.explain(Float32Array.from([0, 6, 0]));
    expect(base).toBeLessThan(0);
    expect(total).toBeCloseTo(scoreOf(fitted, [0, 6, 0]), 10);
    expect(parts[1]).toBeGreaterThan(0.9 * (total - base));
  });

  it("gives other random features for another seed", () => {
    const rows = normalRows(500, 2, 4);
    expect(scoresOf(learn(rows, 2, 1), rows)).not.toEqual(scoresOf(learn(rows, 2, 2), rows));
  });
});
