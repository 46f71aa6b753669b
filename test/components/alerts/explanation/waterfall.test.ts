import fc from "fast-check";
import {expect, it} from "vitest";
import {
  partLabel,
  splitUnit,
  waterfallRows
} from "../../../../src/components/alerts/explanation/waterfall.js";
import {featureSets} from "../../../../src/engine/features/features.js";

const partsOf = (contributions: readonly number[]) =>
  contributions.map((contribution, i) => ({
    feature: featureSets.flow[i]?.name ?? "",
    value: i,
    usual: null,
    contribution,
    clearing: null
  }));

it("each line begins where the one above ends, from the base to the total", () => {
  fc.assert(
    fc.property(fc.array(fc.double({min: -3, max: 3, noNaN: true}), {maxLength: 30}), contributions => {
      const rows = waterfallRows(partsOf(contributions), -11, "flow", splitUnit);
      rows.slice(1).forEach((row, i) => {
        expect(row.from).toBe(rows[i]?.to);
      });
      expect(rows[0]?.to).toBe(-11);
      const total = contributions.reduce((sum, part) => sum + part, 0);
      expect(rows.at(-1)?.to).toBeCloseTo(-11 + total, 9);
    })
  );
});

it("eight features have a line of their own, and the others share one", () => {
  const labels = waterfallRows(
    partsOf(Array.from({length: 12}, (_, i) => 1 + i)),
    -11,
    "flow",
    splitUnit
  ).map(({label}) => label);
  expect(labels).toHaveLength(1 + 8 + 1 + 1);
  expect(labels.at(-2)).toBe("4 other features");
});

it("a label says the value and the usual one, each with its unit", () => {
  const part = {feature: "bytes_sent", value: 87.7e6, usual: 2.1e6, contribution: 1, clearing: null};
  expect(partLabel(part, "flow")).toBe("bytes sent: 87.7 MB (usual 2.1 MB)");
  expect(partLabel({...part, value: null, usual: null}, "flow")).toBe(
    "bytes sent: not measured (usually not measured)"
  );
});
