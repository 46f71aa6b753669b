import {describe, expect, it} from "vitest";
import {compareHalves, watchScores} from "../../../src/engine/evaluate/drift.js";
import type {LabelledRows} from "../../../src/engine/evaluate/labelled-rows.js";
import {createRandom} from "../../../src/engine/random.js";

const random = createRandom(2);
const count = 4000;
const day = Int32Array.from({length: count}, (_, row) => 20_514 + Math.floor(row / 1000));
const data: LabelledRows = {
  names: ["hour", "bytes", "steady"],
  scales: ["linear", "log", "linear"],
  rows: Float32Array.from({length: 3 * count}, (_, k) => {
    const late = Math.floor(k / 3) >= 2000;
    if (k % 3 === 0) return late ? 3 : 2;
    return random() + (k % 3 === 1 && late ? 0.5 : 0);
  }),
  attack: new Uint8Array(count),
  attackType: {names: ["Normal"], codes: new Int32Array(count)},
  application: null,
  dataset: null,
  day,
  cluster: null,
  reference: null
};
const all = Int32Array.from({length: count}, (_, row) => row);

describe("compareHalves", () => {
  it("finds the feature that moved, and says which ones move with the calendar", () => {
    const found = compareHalves(data, all);
    expect(found.map(({feature, drift, calendar}) => [feature, drift, calendar])).toEqual([
      ["hour", "major", true],
      ["bytes", "major", false],
      ["steady", "none", false]
    ]);
  });

  it("says nothing when a half has no rows", () => {
    expect(compareHalves({...data, day: new Int32Array(count)}, all)).toEqual([]);
    expect(compareHalves(data, all.subarray(0, 0))).toEqual([]);
  });
});

describe("watchScores", () => {
  it("notices the day on which scores rise", () => {
    const anomaly = Float64Array.from(day, one => 0.2 * random() + (one >= 20_516 ? 0.4 : 0));
    const {changes, count: changed, length} = watchScores(anomaly, day, all);
    expect(length).toBe(count);
    expect(changed).toBeGreaterThan(0);
    expect(changes[0]?.after).toBeGreaterThan((changes[0]?.before ?? 1) + 0.2);
    expect(["2026-03-03", "2026-03-04"]).toContain(changes[0]?.day);
  });

  it("leaves a steady stream alone", () => {
    expect(watchScores(Float64Array.from(day, random), day, all).count).toBe(0);
  });
});
