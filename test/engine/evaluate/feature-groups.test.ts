import {describe, expect, it} from "vitest";
import {groupFeatures} from "../../../src/engine/evaluate/feature-groups.js";
import {modelFamilies} from "../../../src/engine/features/event-block.js";
import {featureSets} from "../../../src/engine/features/features.js";

describe("groupFeatures", () => {
  it("puts every column of every family into one group", () => {
    for (const family of modelFamilies) {
      const names = featureSets[family].map(({name}) => name);
      const columns = groupFeatures(names).flatMap(group => group.columns);
      expect(columns.sort((a, b) => a - b)).toEqual(names.map((_, column) => column));
    }
  });

  it("knows what the columns of flows tell of", () => {
    const groups = groupFeatures(featureSets.flow.map(({name}) => name));
    expect(groups.map(({name}) => name)).toEqual([
      "sizes",
      "rates",
      "flags",
      "time",
      "context",
      "behaviour of the source"
    ]);
  });
});
