import {expect, it} from "vitest";
import {
  type BruteForceRow,
  bruteForceFinding,
  furtherTypes
} from "../../../src/components/model/BruteForceTable.js";

const row = (alerts: BruteForceRow["alerts"], precision: number | null): BruteForceRow => ({
  alerts,
  severity: "high",
  raised: 20,
  found: 10,
  actual: 40,
  precision,
  recall: 0.25,
  bySize: [],
  falsePositives: []
});

it("the finding is that of all alerts together", () => {
  expect(bruteForceFinding([row("model", 0.1), row("either", 0.5)])).toBe(
    "Password guessing at high and above: 25% of its hours are found, 50% of what is raised is right"
  );
  expect(bruteForceFinding([row("either", null)])).toContain("nothing is raised");
});

it("types that are not named are counted", () => {
  expect(furtherTypes([])).toBe("");
  expect(furtherTypes([{type: "XSS", count: 3}])).toBe(", and 1 more type: 3");
  expect(
    furtherTypes([
      {type: "XSS", count: 3},
      {type: "Normal", count: 1}
    ])
  ).toBe(", and 2 more types: 4");
});
