import {describe, expect, it} from "vitest";
import type {Detector} from "../../../src/engine/detect/detector.js";
import {isolationForest} from "../../../src/engine/detect/isolation-forest/detector.js";
import {type SplitRows, scoreSplit, usableColumns} from "../../../src/engine/evaluate/score-split.js";
import {createRandom} from "../../../src/engine/random.js";

/** Distance of the first column from 0; remembers which rows it was fitted to, by their second column. */
function createDistance(fits: number[][]): Detector {
  return {
    name: "distance",
    label: "Distance",
    unit: "none",
    fit(rows, columns) {
      fits.push(Array.from({length: rows.length / columns}, (_, row) => rows[row * columns + 1] ?? -1));
      return {
        columns,
        score(given, out) {
          for (let row = 0; row < given.length / columns; ++row)
            out[row] = Math.abs(given[row * columns] ?? 0);
        },
        explain: () => ({base: 0, parts: new Float64Array(columns), total: 0})
      };
    }
  };
}

const count = 4000;
const random = createRandom(3);
const day = Int32Array.from({length: count}, (_, row) => Math.floor(row / 1000));
const rows = Float32Array.from({length: 2 * count}, (_, k) => (k % 2 === 0 ? random() : Math.floor(k / 2)));
const upTo = (from: number, to: number) => Int32Array.from({length: to - from}, (_, k) => from + k);
const split: SplitRows = {
  rows,
  names: ["value", "row"],
  scales: ["linear", "linear"],
  use: [0, 1],
  application: {names: ["SSH", "DNS"], codes: Int32Array.from({length: count}, (_, row) => row % 2)},
  day,
  fit: upTo(0, 3000),
  calibrate: upTo(0, 3000),
  test: upTo(3000, 4000),
  calibrationFolds: 7
};
const emptyScores = () => ({raw: new Float64Array(count), probability: new Float64Array(count).fill(-1)});

describe("scoreSplit", () => {
  it("learns what benign scores look like from models that did not see their day, and never from judged rows", () => {
    const fits: number[][] = [];
    scoreSplit(createDistance(fits), split, 1, emptyScores());
    const days = fits.map(learnt => [...new Set(learnt.map(row => day[row] ?? -1))]);
    expect(days).toEqual([
      [0, 1, 2],
      [1, 2],
      [0, 2],
      [0, 1]
    ]);
  });

  it("gives a benign row of an unseen day a small probability as often as the probability says", () => {
    const out = emptyScores();
    scoreSplit(createDistance([]), split, 1, out);
    const judged = out.probability.subarray(3000);
    for (const p of [0.5, 0.1, 0.02]) {
      const share = judged.filter(one => one <= p).length / judged.length;
      expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / judged.length) + 0.01);
    }
  });

  it("leaves rows that it does not judge alone", () => {
    const out = emptyScores();
    scoreSplit(isolationForest, split, 1, out);
    expect(out.probability.subarray(0, 3000).every(p => p === -1)).toBe(true);
    expect(out.probability.subarray(3000).every(p => p > 0 && p <= 1)).toBe(true);
  });

  it("calibrates on the model itself where there is one day", () => {
    const fits: number[][] = [];
    scoreSplit(createDistance(fits), {...split, day: new Int32Array(count)}, 1, emptyScores());
    expect(fits).toHaveLength(1);
  });

  it("refuses to promise anything from fewer than 500 rows", () => {
    expect(() =>
      scoreSplit(createDistance([]), {...split, calibrate: upTo(0, 400)}, 1, emptyScores())
    ).toThrow("a calibration needs at least 500 benign rows, has 400");
  });
});

describe("usableColumns", () => {
  it("leaves out what is constant or mostly missing", () => {
    const table = Float32Array.of(1, Number.NaN, 5, 2, Number.NaN, 5, 3, 7, 5);
    expect(usableColumns(table, 3, [0, 1, 2])).toEqual([0]);
  });
});
