import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {samplePerGroup, samplePositions} from "../../../src/engine/evaluate/sample-positions.js";

const upTo = (from: number, to: number) => Int32Array.from({length: to - from}, (_, k) => from + k);

describe("samplePositions", () => {
  it("draws distinct positions in their order, as many as asked for", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 0, max: 60}),
        fc.integer({min: 1, max: 60}),
        fc.integer(),
        (length, most, seed) => {
          const all = upTo(100, 100 + length);
          const chosen = [...samplePositions(all, most, seed)];
          expect(chosen).toHaveLength(Math.min(length, most));
          expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b));
          expect(chosen.every(position => all.includes(position))).toBe(true);
        }
      )
    );
  });
});

describe("samplePerGroup", () => {
  it("keeps all of a small group and the most of a large one", () => {
    const groups = Int32Array.from({length: 100}, (_, row) => (row < 90 ? 0 : 1));
    const chosen = samplePerGroup(upTo(0, 100), groups, 20, 1);
    expect(chosen.filter(row => groups[row] === 0)).toHaveLength(20);
    expect(chosen.filter(row => groups[row] === 1)).toHaveLength(10);
  });
});
