import {describe, expect, it} from "vitest";
import {tabulateKnownAttacks} from "../../../src/engine/evaluate/known-attack-figures.js";
import {judgeKnownAttacks, leaveOneTypeOut} from "../../../src/engine/evaluate/known-attacks.js";
import type {LabelledRows} from "../../../src/engine/evaluate/labelled-rows.js";
import {createRandom} from "../../../src/engine/random.js";

const random = createRandom(5);
const count = 1500;
/** Normal rows about 0, scans about 10 in the first column, floods about 10 in the second. */
const codes = Int32Array.from({length: count}, (_, row) => (row % 5 === 0 ? 1 : row % 5 === 1 ? 2 : 0));
const data: LabelledRows = {
  names: ["ports", "packets"],
  scales: ["linear", "linear"],
  rows: Float32Array.from({length: 2 * count}, (_, k) => {
    const code = codes[Math.floor(k / 2)];
    return random() + (code === 1 && k % 2 === 0 ? 10 : 0) + (code === 2 && k % 2 === 1 ? 10 : 0);
  }),
  attack: Uint8Array.from(codes, code => (code === 0 ? 0 : 1)),
  attackType: {names: ["Normal", "Scan", "Flood"], codes},
  application: null,
  dataset: null,
  day: null,
  cluster: Int32Array.from({length: count}, (_, row) => Math.floor(row / 10)),
  reference: null
};
const numbers = (from: number, to: number) => Int32Array.from({length: to - from}, (_, k) => from + k);

describe("judgeKnownAttacks", () => {
  it("names types that it was taught", () => {
    const counts = judgeKnownAttacks(data, {train: numbers(0, 1000), test: numbers(1000, count)}, 1);
    const lines = tabulateKnownAttacks(counts ? [counts] : []);
    expect(lines.map(({type, rows}) => [type, rows])).toEqual([
      ["Normal", 300],
      ["Scan", 100],
      ["Flood", 100]
    ]);
    for (const {right, calledOther, calledNormal, unknown, type} of lines) {
      expect(right).toBeGreaterThan(0.85);
      expect(calledOther + unknown + (type === "Normal" ? 0 : calledNormal) + right).toBeCloseTo(1, 12);
    }
    expect(counts?.outOfBagBalanced).toBeGreaterThan(0.95);
  });

  it("says unknown, not normal, of a type that is like nothing it was taught", () => {
    for (const {type, split} of leaveOneTypeOut(data, 1)) {
      const counts = judgeKnownAttacks(data, split, 1);
      const own = tabulateKnownAttacks(counts ? [counts] : []).find(line => line.type === type);
      expect(own?.right).toBe(0);
      expect(own?.unknown).toBeGreaterThan(0.9);
    }
  });

  it("learns nothing where there is one class", () => {
    const normal = numbers(0, count).filter(row => codes[row] === 0);
    expect(judgeKnownAttacks(data, {train: normal, test: normal}, 1)).toBeNull();
  });
});

describe("leaveOneTypeOut", () => {
  it("keeps the type, and the host-hours it judges, from learning", () => {
    const splits = leaveOneTypeOut(data, 1);
    expect(splits.map(({type}) => type)).toEqual(["Scan", "Flood"]);
    splits.forEach(({split}, i) => {
      expect(split.train.some(row => codes[row] === i + 1)).toBe(false);
      const learnt = new Set(split.train.map(row => data.cluster?.[row] ?? -1));
      const normal = split.test.filter(row => codes[row] === 0);
      expect(normal.length).toBeGreaterThan(0);
      expect(normal.some(row => learnt.has(data.cluster?.[row] ?? -1))).toBe(false);
    });
  });
});
