import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {encode} from "../../../../src/engine/detect/random-forest/file.js";
import {fit as fitForest} from "../../../../src/engine/detect/random-forest/fit.js";
import {balancedWeights} from "../../../../src/engine/detect/random-forest/grow.js";
import type {ClassTrees} from "../../../../src/engine/detect/random-forest/model.js";
import {scoreClasses} from "../../../../src/engine/detect/random-forest/score.js";
import {nodeValues} from "../../../../src/engine/detect/random-forest/values.js";
import {createRandom} from "../../../../src/engine/random.js";
import {normalRows} from "../isolation-forest/forests.js";
import {readReference, toForest} from "./random-forests.js";

function probabilityOf(forest: ClassTrees, rows: Float32Array): Float64Array {
  const out = new Float64Array((rows.length / forest.columns) * forest.classes.length);
  scoreClasses(forest, rows, forest.columns, out);
  return out;
}

/** Labels by which side of 0 the first two columns are on. */
function quadrants(rows: Float32Array, columns: number): number[] {
  return Array.from({length: rows.length / columns}, (_, i) => {
    const x = rows[i * columns] ?? 0;
    const y = rows[i * columns + 1] ?? 0;
    return (x > 0 ? 1 : 0) + (y > 0 ? 2 : 0);
  });
}

const four = ["a", "b", "c", "d"];

const value = fc.oneof(
  fc.constantFrom(0, -0, 1, 2, Number.NaN),
  fc.float({noNaN: true, noDefaultInfinity: true})
);

/** Rows in which something varies, with a class for each; every class has rows. */
const table = fc
  .record({
    columns: fc.integer({min: 1, max: 5}),
    count: fc.integer({min: 3, max: 40}),
    width: fc.integer({min: 2, max: 3})
  })
  .chain(({columns, count, width}) =>
    fc.record({
      columns: fc.constant(columns),
      classes: fc.constant(four.slice(0, width)),
      rows: fc
        .array(value, {minLength: columns * count, maxLength: columns * count})
        .map(values => Float32Array.from(values)),
      labels: fc
        .array(fc.nat(width - 1), {minLength: count, maxLength: count})
        .map(labels => labels.map((label, i) => (i < width ? i : label))),
      seed: fc.nat(),
      leastLeaf: fc.integer({min: 1, max: 4})
    })
  )
  .filter(({rows, columns}) => rows.some((x, k) => (x || 0) !== (rows[k % columns] || 0)));

describe("fit", () => {
  it("gives the same forest for the same seed and another for the next", () => {
    const rows = normalRows(300, 4, 1);
    const labels = quadrants(rows, 4);
    const options = {classes: four, trees: 10};
    const first = encode(fitForest(rows, 4, labels, {...options, seed: 1}));
    expect(encode(fitForest(rows, 4, labels, {...options, seed: 1}))).toEqual(first);
    expect(encode(fitForest(rows, 4, labels, {...options, seed: 2}))).not.toEqual(first);
  });

  it("tells the quadrants of a plane apart, in spite of columns of noise", () => {
    const rows = normalRows(2000, 8, 2);
    const labels = quadrants(rows, 8);
    const forest = fitForest(rows, 8, labels, {classes: four, seed: 1, trees: 40});
    const fresh = normalRows(1000, 8, 3);
    const probability = probabilityOf(forest, fresh);
    const right = quadrants(fresh, 8).filter((label, i) => {
      const own = probability.subarray(i * 4, i * 4 + 4);
      return own.indexOf(Math.max(...own)) === label;
    });
    expect(right.length / 1000).toBeGreaterThan(0.93);
    expect(forest.outOfBag.accuracy).toBeCloseTo(right.length / 1000, 1);
    expect(forest.outOfBag.balancedAccuracy).toBeGreaterThan(0.93);
  });

  it("learns nothing from labels drawn at random, and says so out of bag", () => {
    const rows = normalRows(1000, 5, 4);
    const random = createRandom(5);
    const labels = Array.from({length: 1000}, () => (random() < 0.5 ? 0 : 1));
    const {outOfBag} = fitForest(rows, 5, labels, {classes: ["a", "b"], seed: 1, trees: 30});
    expect(outOfBag.rows).toBe(1000);
    expect(Math.abs(outOfBag.accuracy - 0.5)).toBeLessThan(0.06);
  });

  it("counts every out-of-bag row once in the confusion, by its class", () => {
    const rows = normalRows(400, 3, 6);
    const labels = quadrants(rows, 3);
    const {outOfBag} = fitForest(rows, 3, labels, {classes: four, seed: 1, trees: 30});
    for (let k = 0; k < 4; ++k) {
      const row = outOfBag.confusion.subarray(4 * k, 4 * k + 4);
      const of = row.reduce((sum, n) => sum + n, 0);
      expect(of).toBe(labels.filter(label => label === k).length);
      expect(outOfBag.recall[k]).toBe((row[k] ?? 0) / of);
    }
  });

  it("weighs a class of few rows as much as one of many", () => {
    expect(balancedWeights(Int32Array.of(90, 10))).toEqual(Float64Array.of(100 / 180, 5));
    // Two overlapping classes, one twenty times as large: their border is where densities, not counts, are equal.
    const rows = normalRows(4200, 1, 7);
    for (let i = 4000; i < 4200; ++i) rows[i] = (rows[i] ?? 0) + 2;
    const labels = Array.from({length: 4200}, (_, i) => (i < 4000 ? 0 : 1));
    const forest = fitForest(rows, 1, labels, {classes: ["large", "small"], seed: 1, leastLeaf: 100});
    const probability = probabilityOf(forest, Float32Array.of(0, 1, 2));
    expect(probability[1]).toBeLessThan(0.3);
    expect(Math.abs((probability[3] ?? 0) - 0.5)).toBeLessThan(0.2);
    expect(probability[5]).toBeGreaterThan(0.7);
  });

  it("leaves as many rows in both children as in their parent, and no leaf with fewer than asked", () => {
    fc.assert(
      fc.property(table, ({rows, columns, labels, classes, seed, leastLeaf}) => {
        const forest = fitForest(rows, columns, labels, {classes, seed, leastLeaf, trees: 4});
        const {feature, size, right, roots} = forest;
        for (const root of roots.subarray(0, -1)) expect(size[root]).toBe(labels.length);
        feature.forEach((column, node) => {
          expect(size[node]).toBeGreaterThanOrEqual(Math.min(leastLeaf, labels.length));
          if (column < 0) return;
          expect((size[node + 1] ?? 0) + (size[right[node] ?? 0] ?? 0)).toBe(size[node]);
        });
      }),
      {numRuns: 50}
    );
  });

  it("gives probabilities that add up to 1, the mean of the leaves a row walks to", () => {
    fc.assert(
      fc.property(table, ({rows, columns, labels, classes, seed, leastLeaf}) => {
        const forest = fitForest(rows, columns, labels, {classes, seed, leastLeaf, trees: 4});
        const width = classes.length;
        const values = nodeValues(forest);
        probabilityOf(forest, rows).forEach((p, cell) => {
          const row = Math.floor(cell / width);
          let sum = 0;
          for (const root of forest.roots.subarray(0, -1)) {
            let node = root;
            for (let column = forest.feature[node] ?? -1; column >= 0; column = forest.feature[node] ?? -1) {
              const x = rows[row * columns + column] || 0;
              node = x <= (forest.split[node] ?? 0) ? node + 1 : (forest.right[node] ?? 0);
            }
            sum += values[node * width + (cell % width)] ?? 0;
          }
          expect(p).toBeCloseTo(sum / 4, 12);
        });
        for (let leaf = 0; leaf < forest.probability.length; leaf += width) {
          const total = forest.probability.subarray(leaf, leaf + width).reduce((a, b) => a + b, 0);
          expect(total).toBeCloseTo(1, 12);
        }
      }),
      {numRuns: 50}
    );
  });

  it("tells its own training rows apart, however close their values", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.float({noNaN: true, noDefaultInfinity: true}), {minLength: 6}),
        values => {
          const rows = Float32Array.from(new Set(values.map(x => x + 0)));
          const labels = Array.from(rows, (_, i) => i % 2);
          const forest = fitForest(rows, 1, labels, {
            classes: ["even", "odd"],
            seed: 1,
            trees: 60,
            leastLeaf: 1
          });
          const probability = probabilityOf(forest, rows);
          // A row is in about 63% of the bootstrap samples, and its leaf there is pure.
          labels.forEach((label, i) => {
            expect(probability[2 * i + label]).toBeGreaterThan(0.3);
          });
        }
      ),
      {numRuns: 30}
    );
  });

  it("goes no deeper than allowed", () => {
    const rows = normalRows(500, 3, 8);
    const {feature, roots} = fitForest(rows, 3, quadrants(rows, 3), {
      classes: four,
      seed: 1,
      trees: 5,
      maxDepth: 2
    });
    for (let tree = 0; tree < 5; ++tree) {
      expect((roots[tree + 1] ?? 0) - (roots[tree] ?? 0)).toBeLessThanOrEqual(7);
    }
    expect(feature.some(column => column >= 0)).toBe(true);
  });

  it("never splits on a column that it may not use or that is constant", () => {
    const rows = normalRows(300, 4, 9);
    for (let k = 2; k < rows.length; k += 4) rows[k] = 7;
    rows[1] = Number.POSITIVE_INFINITY;
    const labels = Array.from({length: 300}, (_, i) => i % 2);
    const {feature} = fitForest(rows, 4, labels, {classes: ["a", "b"], seed: 1, use: [0, 2, 3]});
    expect(new Set(feature)).toEqual(new Set([-1, 0, 3]));
  });

  it("treats a missing value as 0", () => {
    const rows = normalRows(200, 2, 10);
    rows[0] = Number.NaN;
    const labels = quadrants(rows, 2);
    const zeroed = rows.map(x => (Number.isNaN(x) ? 0 : x));
    const options = {classes: four, seed: 1, trees: 10};
    const forest = fitForest(rows, 2, labels, options);
    expect(encode(forest)).toEqual(encode(fitForest(zeroed, 2, labels, options)));
    expect(probabilityOf(forest, Float32Array.of(Number.NaN, 1))).toEqual(
      probabilityOf(forest, Float32Array.of(0, 1))
    );
  });

  it("refuses what it cannot learn from, and names the column, class or row", () => {
    const names = ["bytes", "ports"];
    const options = {classes: ["benign", "scan"], names, seed: 1};
    const rows = Float32Array.of(1, 2, 3, 4, 5, 6);
    expect(() => fitForest(Float32Array.of(1, 2), 2, [0], options)).toThrow("needs at least 2 rows, has 1");
    expect(() => fitForest(rows, 2, [1, 1, 1], options)).toThrow('at least 2 classes; all are "scan"');
    expect(() => fitForest(rows, 2, [0, 0, 0], {...options, classes: ["benign"]})).toThrow(
      'has only "benign"'
    );
    expect(() => fitForest(rows, 2, [0, 1, 1], {...options, classes: ["benign", "scan", "flood"]})).toThrow(
      'no rows of class "flood"'
    );
    expect(() => fitForest(rows, 2, [0, 1, 2], options)).toThrow("invalid label: 2, row 2; expected 0 to 1");
    expect(() => fitForest(rows, 2, [0, 0.5, 1], options)).toThrow("invalid label: 0.5, row 1");
    expect(() => fitForest(rows, 2, [0, 1], options)).toThrow("3 rows need as many labels, have 2");
    expect(() => fitForest(Float32Array.of(1, 2, 3, Infinity), 2, [0, 1], options)).toThrow(
      "infinite value in ports, row 1"
    );
    expect(() => fitForest(Float32Array.of(1, 2, 1, 2), 2, [0, 1], options)).toThrow(
      "constant: bytes, ports"
    );
    expect(() => fitForest(rows, 4, [0, 1], {...options, names: four})).toThrow(
      "need whole rows of 4 values, have 6"
    );
    expect(() => fitForest(rows, 2, [0, 1, 1], {...options, use: [2]})).toThrow("invalid column to use: 2");
    expect(() => fitForest(rows, 2, [0, 1, 1], {...options, refused: 1})).toThrow(
      "invalid share to refuse: 1"
    );
    expect(() => fitForest(rows, 2, [0, 1, 1], {...options, maxDepth: 1000})).toThrow(
      "invalid max depth: 1000; expected an integer from 1 to 256"
    );
    expect(() => fitForest(rows, 2, [0, 1, 1], {...options, trees: 0})).toThrow("invalid trees: 0");
  });
});

describe("scoreClasses", () => {
  const reference = readReference();
  it.skipIf(reference === null)("gives the probabilities that scikit-learn gives for its trees", () => {
    if (reference === null) return;
    const probability = probabilityOf(toForest(reference), Float32Array.from(reference.rows.flat()));
    reference.probability.flat().forEach((p, k) => {
      expect(Math.abs((probability[k] ?? 0) - p)).toBeLessThan(1e-12);
    });
  });

  it("gives each row the same in a block of many as alone", () => {
    const rows = normalRows(9000, 2, 11);
    const forest = fitForest(rows.slice(0, 600), 2, quadrants(rows.slice(0, 600), 2), {
      classes: four,
      seed: 1,
      trees: 5
    });
    const all = probabilityOf(forest, rows);
    for (const row of [0, 8191, 8192, 8999]) {
      expect(probabilityOf(forest, rows.slice(2 * row, 2 * row + 2))).toEqual(
        all.slice(4 * row, 4 * row + 4)
      );
    }
  });

  it("takes infinite values as beyond every threshold", () => {
    const rows = normalRows(300, 2, 12);
    const forest = fitForest(rows, 2, quadrants(rows, 2), {classes: four, seed: 1, trees: 5});
    expect(probabilityOf(forest, Float32Array.of(Infinity, -Infinity))).toEqual(
      probabilityOf(forest, Float32Array.of(1e30, -1e30))
    );
  });

  it("refuses rows of another width and too little room", () => {
    const rows = normalRows(100, 2, 13);
    const forest = fitForest(rows, 2, quadrants(rows, 2), {classes: four, seed: 1, trees: 2});
    expect(() => scoreClasses(forest, new Float32Array(6), 3, new Float64Array(8))).toThrow(
      "fitted on 2 columns, has 3"
    );
    expect(() => scoreClasses(forest, new Float32Array(5), 2, new Float64Array(20))).toThrow(
      "need whole rows of 2 values, have 5"
    );
    expect(() => scoreClasses(forest, new Float32Array(6), 2, new Float64Array(8))).toThrow(
      "need room for 12 probabilities, have 8"
    );
  });
});
