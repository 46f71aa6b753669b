import {expect, it} from "vitest";
import {
  type SequenceLine,
  sequenceFinding,
  sequencePoints,
  verdictFinding
} from "../../../src/components/evidence/sequence-figures.js";

const interval = (value: number) => ({value, low: value - 0.1, high: value + 0.1});
const line = (
  kind: SequenceLine["kind"],
  ngram: number,
  gru: number,
  chosen: SequenceLine["chosen"]
): SequenceLine => ({
  kind,
  sequences: 100,
  attacks: 10,
  ngram: interval(ngram),
  gru: interval(gru),
  gain: interval(gru - ngram),
  chosen,
  reason: "",
  typesRight: 0.25
});
const unjudged: SequenceLine = {
  ...line("commands", 0, 0, "ngram"),
  ngram: null,
  gru: null,
  gain: null,
  typesRight: null
};

it("kinds that could not be judged have no points, others two, one of them chosen", () => {
  const points = sequencePoints([unjudged, line("ports", 0.4, 0.7, "gru")]);
  expect(points.map(({kind, model, chosen, guess, value}) => [kind, model, chosen, guess, value])).toEqual([
    ["Ports", "ngram", false, 0.1, 0.4],
    ["Ports", "gru", true, 0.1, 0.7]
  ]);
});

it("the title says who won where, and nothing where nobody was judged", () => {
  const events = line("events", 0.6, 0.4, "ngram");
  const ports = line("ports", 0.4, 0.7, "gru");
  expect(sequenceFinding([unjudged, events, ports])).toBe(
    "The recurrent network is better beyond chance on ports, and used there; on events the n-gram model stays"
  );
  expect(sequenceFinding([events])).toContain("gains nothing beyond chance");
  expect(sequenceFinding([ports])).toContain("everywhere");
  expect(sequenceFinding([unjudged])).toBe("Which model of sequences is better?");
});

it("types named rightly are told by kind, where they were judged", () => {
  expect(verdictFinding([unjudged, line("ports", 0.4, 0.7, "gru")])).toContain("does for 25% among ports");
  expect(verdictFinding([unjudged])).not.toContain("%");
});
