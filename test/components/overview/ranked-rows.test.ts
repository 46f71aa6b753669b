import {describe, expect, it} from "vitest";
import {
  attackTypeFinding,
  namedEvents,
  severityFinding
} from "../../../src/components/overview/ranked-rows.js";
import type {CubeRow} from "../../../src/engine/cube.js";

const row = (names: Partial<CubeRow>, events: number): CubeRow => ({
  ...names,
  events,
  blocked: 0,
  allowed: 0,
  scored: 0,
  score_sum: 0,
  alerts: 0
});

describe("the titles of the Overview's bars", () => {
  it("say what part of the events is anomalous, and how many are gravest", () => {
    const rows = [row({severity: "none"}, 900), row({severity: "low"}, 90), row({severity: "high"}, 10)];
    expect(severityFinding(rows)).toBe("100 anomalous events (10% of all), 10 of them high");
    expect(severityFinding(rows.slice(0, 1))).toBe("None of 900 events is anomalous");
  });

  it("name the most frequent kind of attack among those named, hostile names made visible", () => {
    const rows = [
      row({attack_type: null}, 900),
      row({attack_type: "a\u202eb"}, 30),
      row({attack_type: "DoS"}, 10)
    ];
    expect(attackTypeFinding(rows)).toBe(
      "a‹U+202E›b is the most frequent kind of attack: 75% of 40 events whose kind a sensor named"
    );
    expect(namedEvents(rows)).toBe(40);
  });
});
