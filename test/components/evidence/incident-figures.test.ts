import {expect, it} from "vitest";
import {
  coveredFinding,
  coveredLines,
  funnelFinding,
  funnelSteps
} from "../../../src/components/evidence/incident-figures.js";

const figures = {
  events: 300_000,
  alerts: 30_000,
  incidents: 150,
  campaigns: 0,
  attacks: 20,
  covered: 19,
  attackers: 2000,
  alerted: 1900,
  inIncidents: 1800
};

it("each step of the funnel says how many events it stands for, and how many of it there may be", () => {
  expect(funnelSteps(figures).map(({count, most, oneIn}) => [count, most, oneIn])).toEqual([
    [300_000, null, null],
    [30_000, null, 10],
    [150, 1500, 2000],
    // None of it stands for no events at all.
    [0, 150, null]
  ]);
  expect(funnelFinding(figures)).toBe(
    "300,000 events come down to 150 incidents, one for every 2,000 events, and 0 campaigns"
  );
});

it("what is missing in incidents is in the title", () => {
  expect(coveredFinding(figures)).toBe("19 of 20 attacks and 1,800 of 2,000 attackers are in an incident");
  expect(coveredFinding({...figures, covered: 20})).toContain("All 20 attacks");
  expect(coveredLines(figures).map(({count, of}) => [count, of])).toEqual([
    [19, 20],
    [1900, 2000],
    [1800, 2000]
  ]);
});
