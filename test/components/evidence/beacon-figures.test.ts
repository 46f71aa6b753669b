import {describe, expect, it} from "vitest";
import {
  benignCaution,
  benignFinding,
  benignPoints,
  rateText,
  recallFinding,
  recallLimit,
  recallPoints,
  regularFinding
} from "../../../src/components/evidence/beacon-figures.js";

const recall = (jitter: number, spread: "uniform" | "gaussian", found: number, ritaLow: number) => ({
  jitter,
  spread,
  beacons: 100,
  found,
  ritaLow,
  ritaMedium: 10
});

describe("recall", () => {
  it("the title is the worse of the two spreads at the jitter of the bar", () => {
    const points = recallPoints([
      recall(0, "uniform", 20, 20),
      recall(0.3, "uniform", 99, 80),
      recall(0.3, "gaussian", 96, 70)
    ]);
    expect(points).toHaveLength(9);
    expect(recallFinding(points)).toBe(
      "At 30% jitter at least 96% of beacons are found, over the 95% asked for; by RITA’s score alone 70%"
    );
  });

  it("where the search gives way is said too", () => {
    const points = recallPoints([
      recall(0.3, "uniform", 99, 80),
      recall(0.5, "uniform", 98, 80),
      recall(0.5, "gaussian", 79, 90)
    ]);
    expect(recallLimit(points)).toContain(
      "At 50% jitter 79% of those are found whose pauses are spread like a bell."
    );
    expect(recallLimit(recallPoints([recall(0.3, "uniform", 99, 80)]))).not.toContain("%");
    expect(recallLimit([])).not.toContain("%");
  });

  it("a missed bar is said to be missed", () => {
    expect(recallFinding(recallPoints([recall(0.3, "uniform", 94, 80)]))).toContain("short of the 95%");
  });
});

describe("false positives", () => {
  const benign = [
    {kind: "office", pairs: 1000, found: 0, ritaLow: 358, ritaMedium: 0},
    {kind: "memoryless", pairs: 1000, found: 0, ritaLow: 971, ritaMedium: 806},
    {kind: "streaming", pairs: 1000, found: 2, ritaLow: 135, ritaMedium: 0}
  ];

  it("all kinds together come last, and are what the title is about", () => {
    const points = benignPoints({benign});
    expect([...new Set(points.map(({kind}) => kind))]).toEqual([
      "Software, at random",
      "Office work on a server",
      "Video and music",
      "All together"
    ]);
    expect(benignFinding(points)).toBe(
      "0.67 false positives per thousand benign pairs, within the 1 allowed; RITA’s score alone raises 488"
    );
  });

  it("few pairs are no proof of a small rate, many are", () => {
    const clean = (pairs: number) =>
      benignPoints({benign: [{kind: "office", pairs, found: 0, ritaLow: 0, ritaMedium: 0}]});
    // Of none among n the interval reaches to 3.69 in n.
    expect(benignCaution(clean(300))).toContain("0 to 12 per thousand; too few pairs");
    expect(benignCaution(clean(10_000))).toContain("0 to 0.37 per thousand. ");
  });

  it("nothing simulated has no figure", () => {
    expect(benignPoints({benign: []})).toEqual([]);
    expect(benignFinding([])).not.toMatch(/\d/);
    expect(benignCaution([])).toBe("");
  });
});

it("rates are as precise as they are small", () => {
  expect([0, 0.3333, 1.25, 287.4].map(rateText)).toEqual(["0", "0.33", "1.3", "287"]);
});

it("harmless regular traffic is counted with what the allow-list lets pass", () => {
  expect(
    regularFinding([
      {kind: "clock", pairs: 100, found: 100, allowed: 100},
      {kind: "openPage", pairs: 100, found: 42, allowed: 0}
    ])
  ).toBe(
    "Harmless traffic that is as regular is found too: 142 of 200 pairs, of which the allow-list lets 100 pass"
  );
});
