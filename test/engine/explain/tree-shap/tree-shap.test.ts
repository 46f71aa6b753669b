import * as fc from "fast-check";
import {expect, it} from "vitest";
import type {ValuedTrees} from "../../../../src/engine/explain/tree-shap/model.js";
import {createTreeShap} from "../../../../src/engine/explain/tree-shap/tree-shap.js";
import {createRandom} from "../../../../src/engine/random.js";
import {readRandomForest} from "../reference.js";
import {bruteForce, distance, expectation, randomRows, randomTrees} from "../trees.js";

const always = {tableRows: 0} as const;
const never = {tableRows: Number.POSITIVE_INFINITY} as const;
const cases = fc.record({
  seed: fc.integer({min: 0, max: 2 ** 31}),
  columns: fc.integer({min: 1, max: 6}),
  outputs: fc.integer({min: 1, max: 3}),
  depth: fc.integer({min: 0, max: 7})
});

function explain(forest: ValuedTrees, rows: Float32Array, options = {}): Float64Array {
  const shap = createTreeShap(forest, options);
  const out = new Float64Array((rows.length / forest.columns) * forest.columns * forest.outputs);
  shap.explainRows(rows, out);
  return out;
}

it("values are Shapley's over all coalitions, with tables and without", () => {
  fc.assert(
    fc.property(cases, ({seed, ...shape}) => {
      const random = createRandom(seed);
      const forest = randomTrees(random, {...shape, trees: 3, empty: 0.2});
      const rows = randomRows(random, 4, shape.columns);
      const width = shape.columns * shape.outputs;
      const expected = new Float64Array(4 * width);
      for (let i = 0; i < 4; ++i) {
        const row = rows.subarray(i * shape.columns, (i + 1) * shape.columns);
        expected.set(bruteForce(forest, row), i * width);
      }
      expect(distance(explain(forest, rows, always), expected)).toBeLessThan(1e-12);
      expect(distance(explain(forest, rows, {...always, room: 64}), expected)).toBeLessThan(1e-12);
      expect(distance(explain(forest, rows, never), expected)).toBeLessThan(1e-12);
    })
  );
});

it("base and values add up to the trees' output", () => {
  fc.assert(
    fc.property(cases, ({seed, outputs}) => {
      const random = createRandom(seed);
      const shape = {trees: 5, columns: 12, outputs, depth: 9, empty: 0.1};
      const forest = randomTrees(random, shape);
      const rows = randomRows(random, 3, shape.columns);
      const {base} = createTreeShap(forest);
      for (const options of [always, never]) {
        const values = explain(forest, rows, options);
        for (let i = 0; i < 3; ++i) {
          const row = rows.subarray(i * shape.columns, (i + 1) * shape.columns);
          for (let k = 0; k < outputs; ++k) {
            const start = (i * outputs + k) * shape.columns;
            const sum = values.subarray(start, start + shape.columns).reduce((a, b) => a + b, base[k] ?? 0);
            expect(Math.abs(sum - expectation(forest, row, 2 ** shape.columns - 1, k))).toBeLessThan(1e-11);
          }
        }
      }
    }),
    {numRuns: 40}
  );
});

it("a column that no tree asks about gets exactly 0", () => {
  const random = createRandom(3);
  const forest = randomTrees(random, {trees: 20, columns: 5, outputs: 2, depth: 6, use: [0, 1, 3]});
  const rows = randomRows(random, 50, 5);
  for (const options of [always, never]) {
    explain(forest, rows, options).forEach((value, k) => {
      if (k % 5 === 2 || k % 5 === 4) expect(value).toBe(0);
    });
  }
});

it("columns that play the same part get the same", () => {
  // x0 <= 0 and x1 <= 0, asked in either order, with covers as independent columns have them.
  const forest: ValuedTrees = {
    columns: 2,
    outputs: 1,
    roots: Int32Array.of(0, 5, 10),
    feature: Int32Array.of(0, 1, -1, -1, -1, 1, 0, -1, -1, -1),
    split: new Float32Array(10),
    right: Int32Array.of(4, 3, -1, -1, -1, 9, 8, -1, -1, -1),
    size: Int32Array.of(90, 30, 10, 20, 60, 90, 30, 10, 20, 60),
    values: Float64Array.of(0, 0, 9, 0, 0, 0, 0, 9, 0, 0)
  };
  for (const options of [always, never]) {
    const [a = 0, b = 0] = explain(forest, Float32Array.of(-1, -1), options);
    expect(Math.abs(a - b)).toBeLessThan(1e-15);
    expect(Math.abs(a - 4)).toBeLessThan(1e-14);
  }
});

it("trees of one node, and trees whose leaves are all alike, give nobody anything", () => {
  const stump: ValuedTrees = {
    columns: 2,
    outputs: 2,
    roots: Int32Array.of(0, 1, 4),
    feature: Int32Array.of(-1, 1, -1, -1),
    split: Float32Array.of(0, 0.5, 0, 0),
    right: Int32Array.of(-1, 3, -1, -1),
    size: Int32Array.of(7, 7, 3, 4),
    values: Float64Array.of(2, 6, 0, 0, 4, 8, 4, 8)
  };
  for (const options of [always, never]) {
    expect(distance(explain(stump, Float32Array.of(1, 1, 0, 0), options), new Float64Array(8))).toBeLessThan(
      1e-15
    );
  }
  expect(distance(createTreeShap(stump).base, [3, 7])).toBeLessThan(1e-15);
});

it("the size of blocks and batches does not change a bit of the values", () => {
  const random = createRandom(9);
  const forest = randomTrees(random, {trees: 30, columns: 10, outputs: 2, depth: 8, empty: 0.05});
  const rows = randomRows(random, 300, 10);
  const whole = explain(forest, rows, always);
  for (const sizes of [{block: 1}, {block: 7}, {batch: 64}, {batch: 100, block: 64}]) {
    expect(explain(forest, rows, {...always, ...sizes})).toEqual(whole);
  }
});

it("tables and walks agree, also where trees of both kinds are in one forest", () => {
  const random = createRandom(11);
  const forest = randomTrees(random, {trees: 40, columns: 16, outputs: 3, depth: 11});
  const rows = randomRows(random, 60, 16);
  const walked = explain(forest, rows, never);
  for (const room of [0, 256, 4096, 2 ** 15]) {
    expect(distance(explain(forest, rows, {...always, room}), walked)).toBeLessThan(1e-12);
  }
  const {explainRow} = createTreeShap(forest);
  expect(explainRow(rows.subarray(0, 16))).toEqual(walked.slice(0, 48));
});

it("deep trees over many columns add up", () => {
  const random = createRandom(13);
  const forest = randomTrees(random, {trees: 3, columns: 30, outputs: 1, depth: 17});
  const rows = randomRows(random, 3, 30);
  const shap = createTreeShap(forest);
  for (let i = 0; i < 3; ++i) {
    const row = rows.subarray(i * 30, (i + 1) * 30);
    const sum = shap.explainRow(row).reduce((a, b) => a + b, shap.base[0] ?? 0);
    expect(Math.abs(sum - expectation(forest, row, 2 ** 30 - 1, 0))).toBeLessThan(1e-10);
  }
});

it("NaN is explained as 0", () => {
  const random = createRandom(17);
  const forest = randomTrees(random, {trees: 20, columns: 4, outputs: 1, depth: 6});
  const rows = randomRows(random, 40, 4);
  const missing = rows.map((x, k) => (k % 3 === 0 ? Number.NaN : x));
  const zero = rows.map((x, k) => (k % 3 === 0 ? 0 : x));
  for (const options of [always, never]) {
    expect(explain(forest, missing, options)).toEqual(explain(forest, zero, options));
  }
});

it("rows and results of the wrong size are refused", () => {
  const forest = randomTrees(createRandom(1), {trees: 2, columns: 4, outputs: 2, depth: 3});
  const shap = createTreeShap(forest);
  expect(() => shap.explainRows(new Float32Array(6), new Float64Array(16))).toThrow(
    /whole rows of 4 values, have 6/
  );
  expect(() => shap.explainRows(new Float32Array(8), new Float64Array(15))).toThrow(
    /room for 16 values, have 15/
  );
  expect(() => shap.explainRow(new Float32Array(5))).toThrow(/a row of 4 values, have 5/);
  expect(() => createTreeShap({...forest, columns: 1})).toThrow(/splits on column \d, rows have 1/);
  expect(() => createTreeShap({...forest, outputs: 3})).toThrow(/need \d+ values, have \d+/);
  expect(() => createTreeShap({...forest, roots: Int32Array.of(0)})).toThrow(/at least 1 tree/);
});

const reference = readRandomForest();

it.skipIf(reference === null)("a random forest by scikit-learn gets the values shap gave it", () => {
  if (reference === null) return;
  const {forest, rows, base, values} = reference;
  expect(distance(createTreeShap(forest).base, base)).toBeLessThan(1e-9);
  expect(distance(explain(forest, rows, always), values)).toBeLessThan(1e-9);
  expect(distance(explain(forest, rows, never), values)).toBeLessThan(1e-9);
});
