import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  chronological,
  leaveOneDayOut,
  randomSplit,
  type Split
} from "../../../src/engine/evaluate/protocols.js";

const manyDays = fc
  .array(fc.integer({min: 20_500, max: 20_530}), {minLength: 2, maxLength: 60})
  .map(days => Int32Array.from(days))
  .filter(days => new Set(days).size > 1);

function expectPartition({train, test}: Split, rows: number): void {
  expect([...train, ...test].sort((a, b) => a - b)).toEqual(Array.from({length: rows}, (_, row) => row));
}

describe("leaveOneDayOut", () => {
  it("judges every row once, by a model that saw no row of its day", () => {
    fc.assert(
      fc.property(manyDays, day => {
        const splits = leaveOneDayOut(day);
        const judged = splits.flatMap(({test}) => [...test]).sort((a, b) => a - b);
        expect(judged).toEqual(Array.from(day, (_, row) => row));
        for (const split of splits) {
          expectPartition(split, day.length);
          const learnt = new Set(split.train.map(row => day[row] ?? 0));
          expect(split.test.some(row => learnt.has(day[row] ?? 0))).toBe(false);
        }
      })
    );
  });

  it("judges several days together where there are more than ten", () => {
    const day = Int32Array.from({length: 31}, (_, k) => k);
    expect(leaveOneDayOut(day)).toHaveLength(10);
  });

  it("judges nothing when all rows are of one day", () => {
    expect(leaveOneDayOut(Int32Array.of(5, 5, 5))).toEqual([]);
  });
});

describe("chronological", () => {
  it("learns nothing from the future", () => {
    fc.assert(
      fc.property(manyDays, day => {
        const split = chronological(day);
        if (split === null) throw new Error("two days must suffice");
        expectPartition(split, day.length);
        const last = Math.max(...split.train.map(row => day[row] ?? 0));
        expect(Math.min(...split.test.map(row => day[row] ?? 0))).toBeGreaterThan(last);
      })
    );
  });

  it("learns from four days of seven", () => {
    const split = chronological(Int32Array.of(0, 1, 2, 3, 4, 5, 6));
    expect([...(split?.train ?? [])]).toEqual([0, 1, 2, 3]);
  });

  it("is not possible with one day", () => {
    expect(chronological(Int32Array.of(3, 3))).toBeNull();
  });
});

describe("randomSplit", () => {
  const attack = Uint8Array.from({length: 100}, (_, row) => (row % 5 === 0 ? 1 : 0));

  it("keeps the share of attacks on both sides", () => {
    const split = randomSplit(attack, 4);
    expectPartition(split, 100);
    expect(split.train).toHaveLength(60);
    expect(split.test.filter(row => attack[row] === 1)).toHaveLength(8);
  });

  it("deals differently for another seed and equally for the same", () => {
    expect(randomSplit(attack, 4)).toEqual(randomSplit(attack, 4));
    expect(randomSplit(attack, 5)).not.toEqual(randomSplit(attack, 4));
  });
});
