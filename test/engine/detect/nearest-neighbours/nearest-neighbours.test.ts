import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {fitNearestNeighbours} from "../../../../src/engine/detect/nearest-neighbours/nearest-neighbours.js";
import {createNeighbourIndex} from "../../../../src/engine/detect/nearest-neighbours/neighbour-index.js";
import {createRandom} from "../../../../src/engine/random.js";
import {namesOf, scoreOf, scoresOf} from "../detector-tables.js";
import {normalRows} from "../isolation-forest/forests.js";

/** All squared distances, ascending, each as often as its reference counts. */
function sortedDistances(
  references: Float32Array,
  width: number,
  copies: Uint32Array,
  row: Float32Array
): number[] {
  const distances: number[] = [];
  copies.forEach((times, reference) => {
    let sum = 0;
    for (let i = 0; i < width; ++i) sum += ((references[reference * width + i] ?? 0) - (row[i] ?? 0)) ** 2;
    for (let copy = 0; copy < times; ++copy) distances.push(sum);
  });
  return distances.sort((a, b) => a - b);
}

describe("createNeighbourIndex", () => {
  it("finds the distances that comparing with every reference finds", () => {
    const coordinate = fc.oneof(
      fc.constantFrom(0, 0.5, 1),
      fc.float({min: -2, max: 3, noNaN: true}),
      fc.float({min: Math.fround(1e-20), max: Math.fround(1e20), noNaN: true})
    );
    const cases = fc
      .record({width: fc.integer({min: 1, max: 19}), count: fc.integer({min: 1, max: 60})})
      .chain(({width, count}) => {
        const values = (length: number) =>
          fc.array(coordinate, {minLength: length, maxLength: length}).map(list => Float32Array.from(list));
        return fc.record({
          width: fc.constant(width),
          references: values(width * count),
          copies: fc.array(fc.integer({min: 1, max: 4}), {minLength: count, maxLength: count}),
          row: values(width),
          k: fc.integer({min: 1, max: 6})
        });
      });
    fc.assert(
      fc.property(cases, ({width, references, copies, row, k}) => {
        const times = Uint32Array.from(copies);
        const index = createNeighbourIndex(references, width, times, createRandom(1));
        const neighbours = new Int32Array(k);
        const distances = new Float64Array(k);
        index.search(row, 0, neighbours, distances);
        const expected = sortedDistances(references, width, times, row);
        distances.forEach((distance, i) => {
          const nearest = expected[Math.min(i, expected.length - 1)] ?? 0;
          expect(Math.abs(distance - nearest)).toBeLessThanOrEqual(1e-9 * nearest);
          const [own] = sortedDistances(
            references.subarray((neighbours[i] ?? 0) * width, ((neighbours[i] ?? 0) + 1) * width),
            width,
            Uint32Array.of(1),
            row
          );
          expect(Math.abs(distance - (own ?? 0))).toBeLessThanOrEqual(1e-9 * nearest);
        });
      }),
      {numRuns: 300}
    );
  });

  it("finds them among thousands, in the midst and far out", () => {
    const width = 12;
    const references = normalRows(3000, width, 1);
    const copies = new Uint32Array(3000).fill(1);
    const index = createNeighbourIndex(references, width, copies, createRandom(1));
    const distances = new Float64Array(3);
    for (const scale of [0, 0.3, 1, 4, 50]) {
      const rows = normalRows(20, width, 2).map(x => x * scale);
      for (let start = 0; start < rows.length; start += width) {
        index.search(rows, start, new Int32Array(3), distances);
        const expected = sortedDistances(references, width, copies, rows.subarray(start, start + width));
        distances.forEach((distance, i) => {
          expect(distance).toBeCloseTo(expected[i] ?? 0, 8);
        });
      }
    }
  });
});

describe("nearest neighbours", () => {
  const learn = (rows: Float32Array, columns: number, more: object = {}) =>
    fitNearestNeighbours(rows, columns, {seed: 1, names: namesOf(columns), ...more});

  it("score a row that occurs often enough 0, whatever else there is", () => {
    const rows = Float32Array.from([1, 1, 1, 1, 5, 5, 5, 5, 5, 5, 5, 5, 9, 9]);
    const fitted = learn(rows, 2);
    expect(scoreOf(fitted, [5, 5])).toBe(0);
    expect(scoreOf(fitted, [9, 9])).toBeGreaterThan(0);
  });

  it("count a row of many copies no more than the neighbours asked for, which changes no score", () => {
    const few = normalRows(50, 3, 1);
    const many = new Float32Array([...few, ...few, ...few, ...few, ...few]);
    const once = scoresOf(learn(many, 3, {neighbours: 2}), normalRows(20, 3, 2));
    const limited = scoresOf(learn(many, 3, {neighbours: 2, references: 50}), normalRows(20, 3, 2));
    expect(limited).toEqual(once);
  });

  it("keep no more distinct references than they are told", () => {
    const rows = Float32Array.from({length: 400}, (_, k) => k);
    const all = scoresOf(learn(rows, 1, {neighbours: 1}), rows);
    const some = scoresOf(learn(rows, 1, {neighbours: 1, references: 100}), rows);
    expect(all.filter(score => score === 0).length).toBe(400);
    expect(some.filter(score => score === 0).length).toBe(100);
  });

  it("do not depend on a column's unit, and little on how it is spaced", () => {
    const rows = normalRows(400, 2, 1);
    const test = normalRows(50, 2, 2).map(x => x / 2);
    const scaled = (values: Float32Array) => values.map((x, k) => (k % 2 ? x * 1024 : x));
    const plain = scoresOf(learn(rows, 2), test);
    scoresOf(learn(scaled(rows), 2), scaled(test)).forEach((score, i) => {
      expect(score).toBeCloseTo(plain[i] ?? 0, 5);
    });
    const bent = (values: Float32Array) => values.map((x, k) => (k % 2 ? Math.exp(x) : x));
    scoresOf(learn(bent(rows), 2), bent(test)).forEach((score, i) => {
      expect(Math.abs(score - (plain[i] ?? 0))).toBeLessThan(0.02);
    });
  });

  it("raise the score with the distance beyond all that was seen, in constant columns too", () => {
    const rows = normalRows(300, 2, 1).map((x, k) => (k % 2 ? 7 : x));
    const fitted = learn(rows, 2);
    const scores = [7, 8, 9, 100, 1e9, 1e30].map(x => scoreOf(fitted, [0, x]));
    scores.slice(1).forEach((score, i) => {
      expect(score).toBeGreaterThan(scores[i] ?? 0);
    });
  });

  it("explain a score by the squared differences in each column, none below 0", () => {
    const rows = normalRows(500, 3, 1);
    const fitted = learn(rows, 3);
    const row = Float32Array.from([0, 0, 9]);
    const {base, parts, total} = fitted.explain(row);
    expect(base).toBe(0);
    expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
    expect(parts[2]).toBeGreaterThan(0.9 * total);
    expect(scoreOf(fitted, [...row])).toBeCloseTo(Math.sqrt(total), 12);
  });

  it("do with a single reference, in which no column varies", () => {
    const fitted = learn(Float32Array.from([0, 0, 1, 1]), 2, {references: 1});
    const scores = [scoreOf(fitted, [0, 0]), scoreOf(fitted, [1, 1])].sort();
    expect(scores).toEqual([0, Math.sqrt(0.5)]);
  });

  it("refuse neighbours and references that are none", () => {
    const rows = normalRows(10, 1, 1);
    expect(() => learn(rows, 1, {neighbours: 0})).toThrow(
      "invalid neighbours: 0; expected an integer of at least 1"
    );
    expect(() => learn(rows, 1, {references: 1.5})).toThrow("invalid references: 1.5");
  });
});
