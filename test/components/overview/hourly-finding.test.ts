import {describe, expect, it} from "vitest";
import {hourlyFinding} from "../../../src/components/overview/hourly-finding.js";
import type {CubeRow} from "../../../src/engine/cube.js";

const start = Date.UTC(2026, 2, 3, 14);
const row = (hour: number, events: number): CubeRow => ({
  hour: start + hour * 3_600_000,
  events,
  blocked: 0,
  allowed: 0,
  scored: 0,
  score_sum: 0,
  alerts: 0
});

describe("the hourly chart's title", () => {
  it("names the busiest hour and how far it stands above a typical one", () => {
    expect(hourlyFinding([row(0, 1000), row(0, 1000), row(1, 500), row(2, 100)], "UTC")).toBe(
      "The busiest hour began on 3 Mar 2026, 14:00 UTC: 2,000 events, 4 times the 500 of a typical hour"
    );
  });

  it("has nothing to compare one hour with", () => {
    expect(hourlyFinding([row(0, 1)], "UTC")).toBe("1 event, all in the hour from 3 Mar 2026, 14:00 UTC");
  });

  it("finds nothing in nothing", () => {
    expect(hourlyFinding([], "UTC")).toBe("Events per hour");
  });
});
