import {describe, expect, it} from "vitest";
import {countAlerts, findChange, mostListed} from "../../../src/engine/retrain/change.js";
import type {JudgedRows} from "../../../src/engine/retrain/judge-rows.js";

function judged(scores: readonly number[]): JudgedRows {
  const list = Float64Array.from(scores);
  return {
    raw: list,
    scores: list,
    flagged: Uint8Array.from(list, score => Number(score >= 0.5)),
    flaggedBy: "severity",
    severities: {none: 0, low: 0, medium: 0, high: 0, critical: 0}
  };
}

const change = (from: readonly number[], to: readonly number[], alert: readonly number[]) =>
  findChange(judged(from), judged(to), Int32Array.from(alert), {
    before: Float64Array.from(from),
    after: Float64Array.from(to)
  });

describe("findChange", () => {
  it("counts events that one forest flags and the other does not, and alerts of which it flagged nothing", () => {
    // Alert 1 was raised before by another of its events; alert 2 is new, and told by its gravest event; alert 3 is gone.
    const found = change([0.9, 0.1, 0.2, 0.3, 0.8], [0.9, 0.7, 0.6, 0.9, 0.1], [1, 1, 2, 2, 3]);
    expect(found).toEqual({
      events: 3,
      alerts: 1,
      gravest: [{row: 3, before: 0.3, after: 0.9, events: 2}]
    });
    const lost = change([0.9, 0.7, 0.6, 0.9, 0.1], [0.9, 0.1, 0.2, 0.3, 0.8], [1, 1, 2, 2, 3]);
    expect([lost.events, lost.alerts, lost.gravest[0]?.row]).toEqual([1, 1, 4]);
  });

  it("finds nothing between a forest and itself", () => {
    expect(change([0.9, 0.1], [0.9, 0.1], [1, 2])).toEqual({events: 0, alerts: 0, gravest: []});
  });

  it("lists the gravest only, and of equals the one with more events first", () => {
    const rows = Array.from({length: mostListed + 20}, (_, i) => i);
    const found = change([...rows.map(() => 0), 0], [...rows.map(i => 0.5 + i / 1000), 0.5], [...rows, 0]);
    expect([found.alerts, found.gravest.length]).toEqual([rows.length, mostListed]);
    expect(found.gravest[0]?.row).toBe(rows.length - 1);
    const equals = change([0, 0, 0], [0.6, 0.6, 0.6], [1, 2, 2]);
    expect(equals.gravest.map(({row, events}) => [row, events])).toEqual([
      [1, 2],
      [0, 1]
    ]);
  });
});

it("countAlerts counts each alert once, and none without a flagged event", () => {
  expect(countAlerts(Uint8Array.of(1, 1, 0, 1), Int32Array.of(5, 5, 6, 7))).toBe(2);
});
