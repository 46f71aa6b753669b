import fc from "fast-check";
import {expect, it} from "vitest";
import {
  partLabel,
  splitUnit,
  usualParts,
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

it("what reads as usual shares the last step, which ends at exactly the total", () => {
  const part = (feature: string, value: number | null, usual: number | null, contribution: number) => ({
    feature,
    value,
    usual,
    contribution,
    clearing: null
  });
  const parts = [
    part("bytes_sent", 87.7e6, 2.1e6, 1.1),
    part("flag_syn", 1, 1, 0.25),
    part("duration", 5.0001, 5.0002, 0.2),
    part("bytes_received", null, null, -0.7),
    part("flag_ack", 1, 1, 0)
  ];
  expect(usualParts(parts, "flow").map(({feature}) => feature)).toEqual([
    "flag_syn",
    "duration",
    "bytes_received"
  ]);
  const rows = waterfallRows(parts, -11, "flow", splitUnit);
  expect(rows.map(({label}) => label)).toEqual([
    splitUnit.start,
    "bytes sent: 87.7 MB (usual 2.1 MB)",
    "3 features at their usual values, together",
    "this event"
  ]);
  expect(rows[2]).toMatchObject({kind: "down", text: "−0.25", to: -11 + (1.1 + 0.25 + 0.2 - 0.7 + 0)});
  expect(rows.map(({to}) => to).at(-1)).toBe(rows[2]?.to);
  rows.slice(1).forEach((row, i) => {
    expect(row.from).toBe(rows[i]?.to);
  });
});

it("where all is as usual, one step leads from the base to the total", () => {
  const rows = waterfallRows(
    [{feature: "flag_syn", value: 1, usual: 1, contribution: 0.25, clearing: null}],
    -11,
    "flow",
    splitUnit
  );
  expect(rows.map(({label, to}) => [label, to])).toEqual([
    [splitUnit.start, -11],
    ["1 feature at its usual value", -10.75],
    ["this event", -10.75]
  ]);
});
