import {expect, it} from "vitest";
import {precisionFinding, precisionRows} from "../../../src/components/evidence/precision.js";

const line = (detector: string, level: number, attacks: number, normal: number, unjudged = 0) => ({
  detector,
  level,
  events: attacks + normal + unjudged,
  attacks,
  normal
});

it("detectors keep the order of the page, gravest level first, and unknown ones come last", () => {
  const rows = precisionRows([
    line("zebra", 1, 1, 0),
    line("sigma", 1, 1, 1),
    line("signature", 3, 1, 3),
    line("sigma", 4, 2, 0)
  ]);
  expect(rows.map(({detector, level, precision}) => [detector, level, precision])).toEqual([
    ["signature", 3, 0.25],
    ["sigma", 4, 1],
    ["sigma", 1, 0.5],
    ["zebra", 1, 1]
  ]);
});

it("events that the truth does not judge are in no precision; of nothing judged there is none", () => {
  const [row, none] = precisionRows([line("sigma", 3, 1, 1, 8), line("payload", 3, 0, 0, 5)]);
  expect(row?.precision).toBe(0.5);
  expect(none?.precision).toBeNull();
});

it("the finding adds up the levels from high on, and leaves the lower ones out", () => {
  const rows = [
    line("sigma", 4, 1, 0),
    line("sigma", 3, 8, 1),
    line("sigma", 1, 0, 500),
    line("signature", 3, 1, 3)
  ];
  expect(precisionFinding(rows)).toBe(
    "At high and above 1 of 2 detectors are right 9 times in 10 or more; the least reliable is “Sensor signature”, 25%"
  );
  expect(precisionFinding([line("sigma", 3, 4, 0)])).toContain("none is ever wrong");
  expect(
    precisionFinding([line("sigma", 3, 4, 0), line("sequence", 2, 9, 1), line("sequence", 1, 1, 3)])
  ).toContain("none is ever wrong there, but “Sequence” at low is right in 25% only");
  expect(precisionFinding([line("sigma", 1, 4, 0)])).not.toContain("right");
});
