import {describe, expect, it} from "vitest";
import {mahalanobis} from "../../../src/engine/detect/mahalanobis.js";
import {namesOf, scoreOf, scoresOf} from "./detector-tables.js";
import {normalRows} from "./isolation-forest/forests.js";

const learn = (rows: Float32Array, columns: number, scales?: readonly ("linear" | "log")[]) =>
  mahalanobis.fit(rows, columns, {seed: 1, names: namesOf(columns), ...(scales && {scales})});

/** Two columns that rise and fall together. */
function correlated(count: number): Float32Array {
  return normalRows(count, 2, 1).map((x, k, all) => (k % 2 ? (all[k - 1] ?? 0) + 0.2 * x : x));
}

describe("mahalanobis", () => {
  it("puts the mean at 0 and a row against the correlation above one along it that is farther out", () => {
    const rows = correlated(4000);
    const fitted = learn(rows, 2);
    let sum = 0;
    rows.forEach((x, k) => {
      if (k % 2 === 0) sum += x;
    });
    const mean = (2 * sum) / rows.length;
    expect(scoreOf(fitted, [mean, mean])).toBeLessThan(0.01);
    expect(scoreOf(fitted, [1, -1])).toBeGreaterThan(scoreOf(fitted, [2, 2]));
  });

  it("has a mean over its training rows of at most the number of columns, as shrinkage only lowers it", () => {
    const rows = normalRows(5000, 6, 2);
    const scores = scoresOf(learn(rows, 6), rows);
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    expect(mean).toBeLessThan(6);
    expect(mean).toBeGreaterThan(4);
  });

  it("is the squared standardised distance, shrunk or not, where columns are uncorrelated", () => {
    const rows: number[] = [];
    for (const a of [-1, 1]) for (const b of [-1, 1]) for (let i = 0; i < 100; ++i) rows.push(10 * a, b);
    const fitted = learn(Float32Array.from(rows), 2);
    expect(scoreOf(fitted, [30, 1])).toBeCloseTo(9 + 1, 6);
    const {parts} = fitted.explain(Float32Array.from([30, 1]));
    expect(parts[0]).toBeCloseTo(9, 6);
    expect(parts[1]).toBeCloseTo(1, 6);
  });

  it("gives a negative part to a column whose value the others lead to expect from a row this far out", () => {
    const {parts, total} = learn(correlated(4000), 2).explain(Float32Array.from([0.2, 2]));
    expect(parts[1]).toBeGreaterThan(total);
    expect(parts[0]).toBeLessThan(0);
  });

  it("takes columns that are sums of others, and more columns than rows", () => {
    const sums = normalRows(200, 3, 3).map((x, k, all) =>
      k % 3 === 2 ? (all[k - 1] ?? 0) + (all[k - 2] ?? 0) : x
    );
    expect(scoresOf(learn(sums, 3), sums).every(Number.isFinite)).toBe(true);
    const wide = normalRows(5, 40, 4);
    expect(scoresOf(learn(wide, 40), wide).every(score => Number.isFinite(score) && score >= 0)).toBe(true);
  });

  it("sees log columns as logarithms", () => {
    const rows = normalRows(2000, 1, 5).map(x => Math.exp(3 * x + 10));
    const fitted = learn(rows, 1, ["log"]);
    const up = scoreOf(fitted, [Math.exp(16)]);
    const down = scoreOf(fitted, [Math.exp(4)]);
    expect(Math.abs(up / down - 1)).toBeLessThan(0.15);
  });

  it("takes a switch that is set in a row of a thousand for far less than the thousand its rarity alone would make it", () => {
    const rows = normalRows(2000, 2, 6).map((x, k) => (k % 2 ? (k % 2000 === 1 ? 1 : 0) : x));
    const fitted = learn(rows, 2);
    expect(scoreOf(fitted, [0, 1])).toBeLessThan(400);
    expect(scoreOf(fitted, [0, 1])).toBeGreaterThan(scoreOf(fitted, [3, 0]));
  });
});
