import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {detectorNamed, detectors} from "../../../src/engine/detect/detectors.js";
import {namesOf, scoreOf, scoresOf, tables, trafficRows, trafficScales} from "./detector-tables.js";

const traffic = {names: ["a", "b", "count", "switch"], scales: trafficScales};

/** Of random tables the cheap detectors see many; the others take a while to learn. */
const runs: Record<string, number> = {one_class_svm: 30, isolation_forest: 15, combined: 8};

describe("detectors", () => {
  it("are told by their names", () => {
    expect(detectors.map(d => d.name)).toEqual([
      "isolation_forest",
      "knn",
      "mahalanobis",
      "ecod",
      "one_class_svm",
      "combined"
    ]);
    for (const detector of detectors) expect(detectorNamed(detector.name)).toBe(detector);
    expect(() => detectorNamed("oracle")).toThrow(
      'invalid detector: "oracle"; expected isolation_forest, knn, mahalanobis, ecod, one_class_svm, combined'
    );
  });
});

describe.each(detectors.map(detector => ({name: detector.name, detector})))("$name", ({name, detector}) => {
  it("explains every score by parts that add up to a total", () => {
    fc.assert(
      fc.property(tables, ({rows, columns, row, scales, seed}) => {
        const fitted = detector.fit(rows, columns, {seed, names: namesOf(columns), scales});
        const {base, parts, total} = fitted.explain(row);
        const size = parts.reduce((sum, part) => sum + Math.abs(part), Math.abs(base));
        expect(parts.length).toBe(columns);
        expect(Math.abs(parts.reduce((sum, part) => sum + part, base) - total)).toBeLessThanOrEqual(
          1e-9 * Math.max(1, size)
        );
      }),
      {numRuns: runs[name] ?? 60}
    );
  });

  it("has totals in the order of its scores", () => {
    const rows = trafficRows(700, 1);
    const fitted = detector.fit(rows, 4, {...traffic, seed: 1});
    const some = rows.slice(0, 60 * 4);
    const scores = scoresOf(fitted, some);
    const order = Array.from(scores.keys()).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
    const totals = order.map(row => fitted.explain(some.subarray(row * 4, row * 4 + 4)).total);
    totals.slice(1).forEach((total, i) => {
      expect(total).toBeGreaterThanOrEqual((totals[i] ?? 0) - 1e-9);
    });
  });

  it("gives finite scores to whatever is finite, and the same to NaN as to 0", () => {
    fc.assert(
      fc.property(tables, ({rows, columns, row, scales, seed}) => {
        const fitted = detector.fit(rows, columns, {seed, names: namesOf(columns), scales});
        const scores = scoresOf(fitted, rows);
        expect(scores.every(Number.isFinite)).toBe(true);
        expect(scoreOf(fitted, [...row])).toBe(
          scoreOf(
            fitted,
            Array.from(row, x => x || 0)
          )
        );
      }),
      {numRuns: runs[name] ?? 60}
    );
  });

  it("scores a row alike by itself and among others", () => {
    const rows = trafficRows(900, 2);
    const fitted = detector.fit(rows, 4, {...traffic, seed: 1});
    const scores = scoresOf(fitted, rows);
    for (const row of [0, 255, 256, 899]) {
      expect(scoreOf(fitted, [...rows.subarray(row * 4, row * 4 + 4)])).toBe(scores[row]);
    }
  });

  it("gives the same scores for the same seed, and leaves the rows as they were", () => {
    const rows = trafficRows(800, 3);
    const before = rows.slice();
    const first = scoresOf(detector.fit(rows, 4, {...traffic, seed: 5}), rows);
    expect(scoresOf(detector.fit(rows, 4, {...traffic, seed: 5}), rows)).toEqual(first);
    expect(rows).toEqual(before);
  });

  it("ranks rows far out in several columns above benign ones it has not seen", () => {
    const fitted = detector.fit(trafficRows(2000, 4), 4, {...traffic, seed: 1});
    const benign = scoresOf(fitted, trafficRows(1000, 5)).sort();
    expect(scoreOf(fitted, [6, -6, 100_000, 1])).toBeGreaterThan(benign[989] ?? 0);
    expect(scoreOf(fitted, [0, 0, 1, 0])).toBeLessThan(benign[900] ?? 0);
  });

  it("reads only the columns in use", () => {
    const rows = trafficRows(600, 6);
    const fitted = detector.fit(rows, 4, {...traffic, seed: 1, use: [0, 2]});
    expect(scoreOf(fitted, [1, 0, 3, 0])).toBe(scoreOf(fitted, [1, 50, 3, Number.POSITIVE_INFINITY]));
    const {parts} = fitted.explain(Float32Array.from([4, 50, 9000, 1]));
    expect([parts[1], parts[3]]).toEqual([0, 0]);
  });

  it("refuses what nothing can be learnt from, naming the column", () => {
    const learn = (rows: number[], columns: number) =>
      detector.fit(Float32Array.from(rows), columns, {seed: 1, names: ["bytes", "hour"].slice(0, columns)});
    expect(() => learn([1, 2], 2)).toThrow("needs at least 2 rows, has 1");
    expect(() => learn([1, 2, 1, Number.NEGATIVE_INFINITY], 2)).toThrow("infinite value in hour, row 1");
    expect(() => learn([1, 2, 1, 2, 1, 2], 2)).toThrow("needs a column that varies; constant: bytes, hour");
    expect(() => learn([1, 2, 3], 2)).toThrow("need whole rows of 2 values, have 3 values");
    expect(() => detector.fit(Float32Array.from([1, 2]), 1, {seed: 1, names: ["bytes"], use: [1]})).toThrow(
      "invalid column to use: 1; expected 0 to 0"
    );
  });

  it("refuses to score what does not fit", () => {
    const fitted = detector.fit(trafficRows(600, 7), 4, {...traffic, seed: 1});
    const out = new Float64Array(1);
    expect(() => fitted.score(new Float32Array(6), out)).toThrow(
      "need whole rows of 4 values, have 6 values"
    );
    expect(() => fitted.score(new Float32Array(8), out)).toThrow("need room for 2 scores, have 1");
    const infinite = Float32Array.from([0, 0, Number.POSITIVE_INFINITY, 0]);
    expect(() => fitted.score(infinite, out)).toThrow("infinite value in count, row 0");
    expect(() => fitted.explain(infinite)).toThrow("infinite value in count, row 0");
    expect(() => fitted.explain(new Float32Array(3))).toThrow("need one row of 4 values, have 3 values");
  });

  it("learns from two rows that differ", () => {
    const fitted = detector.fit(Float32Array.from([0, 1]), 1, {seed: 1, names: ["bytes"]});
    expect(scoreOf(fitted, [100])).toBeGreaterThanOrEqual(scoreOf(fitted, [1]));
  });
});
