import {expect, it} from "vitest";
import {
  detectorName,
  figure,
  inWords,
  judgedFamily,
  notEvaluated,
  readEvaluation
} from "../../../src/components/model/evaluation.js";
import type {
  FamilyEvaluation,
  PublishedEvaluation
} from "../../../src/engine/evaluate/published-evaluation.js";

const family = (name: string, unjudged: string | null): FamilyEvaluation => ({
  family: name,
  rows: 10,
  attacks: 1,
  references: 5,
  contaminated: 0,
  days: ["2026-03-02"],
  unjudged,
  winner: null,
  slices: [],
  detectors: [],
  controls: [],
  verdict: null,
  duplicates: [],
  dropped: null,
  knownAttacks: null,
  drift: null
});

const evaluation: PublishedEvaluation = {
  stamp: {input: "ab", origin: "simulated", version: "1", seed: 1, seeds: 5, replicates: 200, quick: false},
  detectors: [
    {name: "isolation_forest", label: "Isolation forest", seeds: 5},
    {name: "knn", label: "Nearest neighbours", seeds: 5}
  ],
  protocols: {},
  families: [family("flow", null), family("honeypot", "no benign traffic")],
  bruteForce: {by: []},
  patterns: {
    detectors: [],
    attacks: [],
    beacons: {recall: [], benign: [], perThousand: {found: 0, ritaLow: 0, ritaMedium: 0}, regular: []},
    bursts: {injected: 0, found: 0, withinWindow: 0, distances: [], false: 0, days: 0},
    sequences: [],
    incidents: null
  },
  published: null,
  notes: []
};

it("what is not an evaluation is read as none", () => {
  for (const value of [null, "text", 3, {}, {status: "not evaluated"}, {families: 1, stamp: {}}])
    expect(readEvaluation(value)).toBeNull();
  expect(readEvaluation(evaluation)).toBe(evaluation);
});

it("every reason for showing nothing is said", () => {
  expect(notEvaluated(null, "flow")).toContain("npm run evaluate");
  expect(notEvaluated(evaluation, "login")).toContain("not among the logs");
  expect(notEvaluated(evaluation, "honeypot")).toContain("no benign traffic");
  expect(notEvaluated(evaluation, "flow")).toBe("No detector was judged on these events.");
  expect(judgedFamily(evaluation, "honeypot")).toBeNull();
});

it("detectors are called by their labels, in sentences too", () => {
  expect(detectorName(evaluation, "knn")).toBe("Nearest neighbours");
  expect(detectorName(evaluation, "new_one")).toBe("new one");
  expect(inWords(evaluation, "knn is better than isolation_forest; knnx is not known")).toBe(
    "Nearest neighbours is better than Isolation forest; knnx is not known"
  );
});

it("a figure that cannot be told is not 0", () => {
  expect([0.9514, null, undefined, Number.NaN].map(figure)).toEqual([
    "0.951",
    "not measured",
    "not measured",
    "not measured"
  ]);
});
