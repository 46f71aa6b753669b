import {describe, expect, test} from "vitest";
import {fewerWords, scopeWords} from "../../../../../src/components/replay/panels/figures/figure-scope.js";
import {figureValues} from "../../../../../src/components/replay/panels/figures/figure-values.js";
import {spanWords} from "../../../../../src/components/replay/panels/span-words.js";
import type {Frame} from "../../../../../src/engine/replay/frame.js";

const frame: Frame = {
  position: 200,
  time: 0,
  span: Number.POSITIVE_INFINITY,
  from: 0,
  all: {events: 200, allowed: 30, blocked: 10},
  anomalous: {events: 50, allowed: 0, blocked: 0},
  addresses: 7,
  alerts: {from: 2, to: 8, bySeverity: {none: 0, low: 0, medium: 3, high: 2, critical: 1}},
  countries: [],
  services: [],
  protocols: [],
  ports: []
};

describe("key figures of a replay", () => {
  test("are exact numbers, each with what it is a part of", () => {
    expect(figureValues(frame, true)).toEqual({
      events: {value: 200, note: ""},
      anomalous: {value: 50, note: "25% of events"},
      blocked: {value: 10, note: "25% of known outcomes"},
      addresses: {value: 7, note: ""},
      alerts: {value: 6, note: "1 critical, 2 high"}
    });
  });

  test("without any outcome on the tape, blocked is not measured rather than none", () => {
    expect(figureValues(frame, false).blocked.value).toBeNull();
  });

  test("before the first event there is nothing to be a part of", () => {
    const nothing = {events: 0, allowed: 0, blocked: 0};
    const start = figureValues({...frame, all: nothing, anomalous: nothing}, true);
    expect([start.anomalous.note, start.blocked.note]).toEqual(["", ""]);
    expect(start.blocked.value).toBe(0);
  });
});

describe("what a scene leaves out", () => {
  test("is named", () => {
    expect(scopeWords({only: "all", without: []})).toBeNull();
    expect(scopeWords({only: "blocked", without: []})).toBe("blocked only");
    expect(scopeWords({only: "suspicious", without: ["a", "b"]})).toBe("suspicious only, without 2 sources");
  });

  test("is counted", () => {
    expect(fewerWords("without 1 source", 1000, 4201)).toBe("without 1 source: 3,201 fewer");
    expect(fewerWords("without 1 source", 5, 5)).toBe("without 1 source: none fewer");
  });
});

test("a span ends a sentence", () => {
  expect([Number.POSITIVE_INFINITY, 3_600_000, 300_000].map(spanWords)).toEqual([
    "so far",
    "in the last hour",
    "in the last 5 minutes"
  ]);
});
