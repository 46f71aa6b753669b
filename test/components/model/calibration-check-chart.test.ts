import {expect, it} from "vitest";
import {checkFinding, checkReason} from "../../../src/components/model/CalibrationCheckChart.js";
import type {CalibrationPoint} from "../../../src/engine/evaluate/calibration-check.js";

const point = (observed: number): CalibrationPoint => ({
  implied: 1e-3,
  observed,
  low: observed / 2,
  high: observed * 2,
  count: 10
});
const [fewer, same, more] = [point(1e-4), point(1e-3), point(1e-2)];
const family = {references: 8000, contaminated: 500};

it("says on which side of the claim the false alarms are, and at how many rates", () => {
  expect(checkFinding([fewer, fewer, same])).toBe(
    "False alarms are fewer than claimed at 2 of 3 rates, more at none"
  );
  expect(checkFinding([fewer, more, more])).toBe(
    "False alarms are more than claimed at 2 of 3 rates, fewer at 1"
  );
  expect(checkFinding([same, same])).toBe(
    "False alarms are as many as claimed, within chance, at all 2 rates"
  );
});

it("gives the reason and the price of fewer, and of nothing else", () => {
  expect(checkReason([fewer, same], family)).toMatch(/500 of the 8,000 .* attacks in truth.*cost is recall/);
  expect(checkReason([fewer, same], {...family, contaminated: 0})).not.toContain("in truth");
  expect(checkReason([same], family)).toBe("");
  expect(checkReason([fewer, more, more], family)).toBe("");
});
