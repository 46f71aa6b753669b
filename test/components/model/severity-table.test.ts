import {expect, it} from "vitest";
import {promiseFinding} from "../../../src/components/model/SeverityTable.js";
import type {SeverityLine} from "../../../src/engine/evaluate/severity-table.js";

const severities = ["critical", "high", "medium", "low"] as const;

/** Lines of 1,000 attacks. */
const lines = (found: readonly number[], within: SeverityLine["within"] = "within"): SeverityLine[] =>
  severities.map((severity, i) => ({
    severity,
    truePositives: found[i] ?? 0,
    falsePositives: 0,
    precision: 1,
    recall: (found[i] ?? 0) / 1000,
    f1: 0,
    alertsPerDay: 1,
    falsePerMillion: 0,
    impliedPerMillion: 1,
    bounds: {low: 0, high: 1},
    within
  }));

it("a promise that is kept by finding nothing is not praised", () => {
  expect(promiseFinding(lines([0, 0, 0, 300]))).toBe(
    "The promise about false alarms is kept at every severity, but nothing is found at medium and above"
  );
  expect(promiseFinding(lines([0, 0, 0, 6]))).toBe(
    "The promise about false alarms is kept at every severity, but nothing is found at medium and above, and less than 1% of attacks at low and above"
  );
  expect(promiseFinding(lines([0, 0, 0, 0]))).toContain("but nothing is found at low and above");
});

it("where attacks are found it says how many", () => {
  expect(promiseFinding(lines([100, 200, 300, 400]))).toBe(
    "The promise about false alarms is kept at every severity; 40% of attacks are found at low and above"
  );
});

it("a broken promise comes first", () => {
  expect(promiseFinding(lines([0, 200, 300, 400], "above"))).toBe(
    "The promise about false alarms is broken at 4 of 4 severities, and nothing is found at critical"
  );
});
