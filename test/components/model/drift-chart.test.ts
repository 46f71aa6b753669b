import {expect, it} from "vitest";
import {changeRows, changesListed, usedDrift} from "../../../src/components/model/DriftChart.js";
import type {FeatureDrift, ScoreStream} from "../../../src/engine/evaluate/drift.js";

const feature = (name: string): FeatureDrift => ({
  feature: name,
  index: 0.3,
  drift: "major",
  calendar: false
});
const stream = (count: number, listed: number): ScoreStream => ({
  length: 1000,
  count,
  changes: Array.from({length: listed}, (_, i) => ({
    at: 40 + i,
    from: 10 + i,
    before: 0.1,
    after: 0.2,
    day: "2026-03-06"
  }))
});

it("only features that the model goes by are compared", () => {
  const rows = [feature("duration"), feature("url_length")];
  expect(usedDrift(rows, ["duration"]).map(row => row.feature)).toEqual(["duration"]);
  expect(usedDrift(rows, [])).toEqual([]);
});

it("a list that was cut says so", () => {
  expect(changesListed(stream(44, 20), stream(31, 20))).toBe(" Listed are the first 20 of each.");
  expect(changesListed(stream(44, 20), stream(3, 3))).toBe(" Listed are the first 20 of the 44.");
  expect(changesListed(stream(4, 4), stream(3, 3))).toBe("");
});

it("a change stands with where in its stream the new mean begins", () => {
  expect(changeRows(stream(1, 1), stream(1, 1)).map(({stream: of, from}) => [of, from])).toEqual([
    ["all events", 10],
    ["benign references", 10]
  ]);
});
