import {describe, expect, it} from "vitest";
import {
  compareFeatures,
  comparisonFinding,
  comparisonsOf,
  leftOut
} from "../../../src/components/statistics/feature-comparison.js";
import type {FamilyDistributions} from "../../../src/engine/feature-distributions.js";
import type {PublishedFamily} from "../../../src/engine/published.js";

const flows: FamilyDistributions = {
  family: "flow",
  rows: 60,
  groups: [
    {label: "Attack", anomalous: true, rows: 10},
    {label: "Normal", anomalous: true, rows: 10},
    {label: "Normal", anomalous: false, rows: 30},
    {label: null, anomalous: false, rows: 10}
  ],
  features: [
    {
      name: "flag_syn",
      edges: [0, 1, 2],
      counts: [
        [5, 5],
        [0, 10],
        [20, 10],
        [9, 1]
      ]
    },
    {
      name: "flag_ack",
      edges: [0, 1, 2],
      counts: [
        [0, 10],
        [10, 0],
        [20, 0],
        [0, 0]
      ]
    },
    {name: "duration", edges: [], counts: [[], [], [], []]}
  ]
};
const model = {
  dropped: [{column: 0, name: "duration", missing: 1}],
  forest: {importance: [{feature: "flag_syn", value: 1}]}
} as unknown as Pick<PublishedFamily, "dropped" | "forest">;

describe("features of two kinds of events", () => {
  it("have in common what both distributions cover; the least comes first, what cannot be compared last", () => {
    const rows = compareFeatures(flows, model, "label");
    expect(rows.map(({feature, overlap}) => [feature, overlap])).toEqual([
      ["flag_ack", 0],
      ["flag_syn", 1],
      ["duration", null]
    ]);
    expect(rows[0]).toMatchObject({measured_a: 10, measured_b: 30, missing: 0.2});
    expect(comparisonFinding(rows, "flow", "label")).toBe(
      "What sets flows labelled Attack and Normal apart most: ACK flag, with 0% in common"
    );
  });

  it("are compared by finding too, events without a label among them", () => {
    const [, syn] = compareFeatures(flows, model, "found");
    expect(syn).toMatchObject({feature: "flag_syn", measured_a: 20, measured_b: 40, a: [5, 15], b: [29, 11]});
    expect(comparisonsOf(flows)).toEqual(["label", "found"]);
    expect(comparisonsOf({...flows, groups: flows.groups.slice(0, 1)})).toEqual([]);
  });

  it("say why a model goes without them, and nothing where there is no model", () => {
    expect(leftOut("duration", model)).toBe("missing in 100% of the events that the model learnt from");
    expect(leftOut("flag_ack", model)).toBe("it never varies there");
    expect(leftOut("flag_syn", model)).toBeNull();
    expect(leftOut("duration", {...model, forest: null})).toBeNull();
  });
});
