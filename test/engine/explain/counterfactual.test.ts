import {expect, it} from "vitest";
import {fit as fitForest} from "../../../src/engine/detect/isolation-forest/fit.js";
import {scoreBlock} from "../../../src/engine/detect/isolation-forest/score.js";
import {
  clearTogether,
  findCounterfactual,
  type Judge,
  nearestClearing,
  splitCandidates
} from "../../../src/engine/explain/counterfactual.js";
import {createRandom, randomInteger} from "../../../src/engine/random.js";
import {normalRows} from "../detect/isolation-forest/forests.js";

const columns = 4;
const rows = normalRows(1500, columns, 2);
const forest = fitForest(rows, columns, {seed: 3, trees: 40});
const usual = new Float32Array(columns);
const judge: Judge = {
  score: (some, out) => scoreBlock(forest, some, columns, out),
  threshold: 0.6
};

function scoreOf(row: Float32Array): number {
  const out = new Float64Array(1);
  judge.score(row, out);
  return out[0] ?? Number.NaN;
}

/** Rows with one or more values far out, all at or above the threshold. */
function unusualRows(count: number, seed: number): Float32Array[] {
  const random = createRandom(seed);
  const found: Float32Array[] = [];
  while (found.length < count) {
    const row = normalRows(1, columns, randomInteger(random, 1e6));
    for (let k = 0; k < columns; ++k) if (random() < 0.4) row[k] = (row[k] ?? 0) * 5;
    if (scoreOf(row) >= judge.threshold) found.push(row);
  }
  return found;
}

it("no value nearer than the one found would clear the row", () => {
  const random = createRandom(8);
  let cleared = 0;
  for (const row of unusualRows(25, 4)) {
    for (let column = 0; column < columns; ++column) {
      const value = row[column] ?? 0;
      const found = nearestClearing(judge, row, column, splitCandidates(forest, column), "linear");
      const changed = row.slice();
      if (found !== null) {
        ++cleared;
        changed[column] = found;
        expect(scoreOf(changed)).toBeLessThan(judge.threshold);
      }
      const reach = found === null ? 30 : Math.abs(found - value);
      for (let k = 0; k < 200; ++k) {
        changed[column] = value + reach * (2 * random() - 1);
        if (Math.abs((changed[column] ?? 0) - value) >= reach) continue;
        expect(scoreOf(changed)).toBeGreaterThanOrEqual(judge.threshold);
      }
    }
  }
  expect(cleared).toBeGreaterThan(10);
});

it("candidates lie on both sides of every threshold of the column", () => {
  const small = fitForest(rows, columns, {seed: 1, trees: 1, samples: 8});
  const candidates = splitCandidates(small, 2);
  const thresholds = small.split.filter((_, node) => small.feature[node] === 2);
  expect(thresholds.length).toBeGreaterThan(0);
  expect(candidates.length).toBe(2 * new Set(thresholds).size);
  for (const threshold of thresholds) {
    const above = candidates[candidates.indexOf(threshold) + 1] ?? 0;
    expect(above).toBeGreaterThan(threshold);
    // Halfway there is no 32-bit float.
    expect([threshold, above]).toContain(Math.fround((threshold + above) / 2));
  }
});

/** Cleared outside an interval of the only column. */
function outside(low: number, high: number): Judge {
  return {
    threshold: 1,
    score(some, out) {
      some.forEach((x, i) => {
        out[i] = x >= low && x <= high ? 1 : 0;
      });
    }
  };
}

it("nearness is measured in the column's scale", () => {
  const row = Float32Array.of(100);
  // 0 is 100 below and 300 is 200 above, but 300 is three times as much and 0 a hundredth.
  expect(nearestClearing(outside(1, 299), row, 0, [0, 300], "linear")).toBe(0);
  expect(nearestClearing(outside(1, 299), row, 0, [0, 300], "log")).toBe(300);
  expect(nearestClearing(outside(-9, 9), Float32Array.of(-3), 0, [10, -40], "log")).toBe(-40);
  expect(nearestClearing(outside(-9, 9), Float32Array.of(-3), 0, [10, -200], "log")).toBe(10);
});

it("the nearest is found among more candidates than one batch", () => {
  const candidates = Array.from({length: 1000}, (_, k) => 1000 - k);
  expect(nearestClearing(outside(0, 700), Float32Array.of(0), 0, candidates, "linear")).toBe(701);
  expect(nearestClearing(outside(0, 1000), Float32Array.of(0), 0, candidates, "linear")).toBe(null);
});

/** As many points as columns that are not at 0, weighed. */
function weighted(threshold: number, ...weights: number[]): Judge {
  return {
    threshold,
    score(some, out) {
      for (let i = 0; i * weights.length < some.length; ++i) {
        out[i] = weights.reduce((sum, w, k) => sum + (some[i * weights.length + k] === 0 ? 0 : w), 0);
      }
    }
  };
}

it("columns that clear together are taken greatest first, and none of them is needless", () => {
  const row = Float32Array.of(1, 1, 1, 1);
  expect(clearTogether(weighted(4, 1, 5, 2, 3), row, new Float32Array(4))).toEqual([1, 3]);
  let several = 0;
  for (const unusual of unusualRows(40, 6)) {
    const taken = clearTogether(judge, unusual, usual) ?? [];
    if (taken.length > 1) ++several;
    const changed = unusual.slice();
    for (const column of taken) changed[column] = 0;
    expect(scoreOf(changed)).toBeLessThan(judge.threshold);
    for (const column of taken) {
      const without = changed.slice();
      without[column] = unusual[column] ?? 0;
      expect(scoreOf(without)).toBeGreaterThanOrEqual(judge.threshold);
    }
  }
  expect(several).toBeGreaterThan(5);
});

it("what was taken early is given back when later columns make it needless", () => {
  // Column 0 alone lowers most, but columns 1 and 2 together do without it.
  const tricky: Judge = {
    threshold: 1,
    score(some, out) {
      for (let i = 0; i * 3 < some.length; ++i) {
        const [a, b, c] = some.subarray(i * 3, i * 3 + 3);
        const pair = b === 0 && c === 0;
        out[i] = pair ? 0 : 5 - (a === 0 ? 2 : 0) - (b === 0 ? 1 : 0) - (c === 0 ? 1 : 0);
      }
    }
  };
  expect(clearTogether(tricky, Float32Array.of(1, 1, 1), new Float32Array(3))).toEqual([1, 2]);
});

it("a row that its usual values do not clear has no such columns", () => {
  expect(clearTogether(weighted(0, 1, 1), Float32Array.of(1, 1), new Float32Array(2))).toBeNull();
});

it("a counterfactual names columns together only where none clears the row by itself", () => {
  for (const row of unusualRows(40, 10)) {
    const {nearest, together} = findCounterfactual({
      ...judge,
      row,
      columns: [0, 1, 2, 3],
      candidates: column => splitCandidates(forest, column),
      usual
    });
    expect(nearest.map(({column}) => column)).toEqual([0, 1, 2, 3]);
    if (nearest.some(({value}) => value !== null)) expect(together).toBeNull();
    else expect(together).toEqual(clearTogether(judge, row, usual));
  }
});

it("a row below the threshold has nothing to clear", () => {
  const options = {...judge, row: usual, columns: [0], candidates: () => [1], usual};
  expect(() => findCounterfactual(options)).toThrow(/nothing to clear: the row scores 0\.\d+, below 0\.6/);
});

it("what was not measured counts as 0, in rows as in usual values", () => {
  const row = Float32Array.of(Number.NaN, 1, 1);
  const usualValues = Float32Array.of(0, Number.NaN, 0);
  // A NaN in the first column is as good as its usual 0, so only the others can help.
  const anyButSecond: Judge = {
    threshold: 1,
    score: (some, out) => {
      for (let i = 0; i * 3 < some.length; ++i) out[i] = some[i * 3 + 1] === 0 ? 0 : 1;
    }
  };
  expect(clearTogether(anyButSecond, row, usualValues)).toEqual([1]);
  expect(nearestClearing(anyButSecond, row, 1, [Number.NaN, Number.POSITIVE_INFINITY, 0], "linear")).toBe(0);
});
