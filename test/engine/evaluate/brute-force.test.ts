import {describe, expect, it} from "vitest";
import {judgeSourceHours} from "../../../src/engine/evaluate/brute-force.js";

const truth = [
  {source: "a", hour: 1, types: ["Brute Force"], attempts: 40},
  {source: "a", hour: 2, types: ["Brute Force", "Port Scan"], attempts: 1},
  {source: "b", hour: 1, types: ["Port Scan"], attempts: 0}
];
const alerts = [
  {source: "a", hour: 1, severity: "critical"},
  {source: "a", hour: 1, severity: "low"},
  {source: "b", hour: 1, severity: "high"},
  {source: "c", hour: 1, severity: "low"},
  {source: "a", hour: 3, severity: "low"}
] as const;

describe("judgeSourceHours", () => {
  const lines = judgeSourceHours(truth, alerts, "Brute Force");

  it("counts each source and hour once, at its severity and below", () => {
    expect(lines.map(({severity, raised, found}) => [severity, raised, found])).toEqual([
      ["critical", 1, 1],
      ["high", 2, 1],
      ["medium", 2, 1],
      ["low", 4, 1]
    ]);
    expect(lines[3]).toMatchObject({actual: 2, precision: 0.25, recall: 0.5});
  });

  it("says what false positives are", () => {
    expect(lines[3]?.falsePositives).toEqual([
      {type: "Normal", count: 2},
      {type: "Port Scan", count: 1}
    ]);
  });

  it("tells many attempts from few", () => {
    expect(lines[3]?.bySize).toEqual([
      {from: 1, to: 2, actual: 1, found: 0},
      {from: 3, to: 9, actual: 0, found: 0},
      {from: 10, to: null, actual: 1, found: 1}
    ]);
  });

  it("gives no precision without alerts and no recall without brute force", () => {
    expect(judgeSourceHours(truth, [], "Brute Force")[0]).toMatchObject({precision: null, recall: 0});
    expect(judgeSourceHours([], alerts, "Brute Force")[0]).toMatchObject({precision: 0, recall: null});
  });
});
