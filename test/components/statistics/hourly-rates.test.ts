import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {hourlyRates, hoursWithin, rateFinding} from "../../../src/components/statistics/hourly-rates.js";

const hour = 3_600_000;
const row = (at: number, dataset: string, severity: string, events: number) => ({
  hour: at * hour,
  dataset,
  severity,
  events,
  blocked: 0,
  allowed: 0,
  scored: 0,
  score_sum: 0,
  alerts: 0
});
const day = {from: 0, to: 24 * hour};

describe("events per hour", () => {
  it("count silent hours, and order datasets by events", () => {
    const [all, first, second] = hourlyRates(
      [
        row(0, "iscx", "none", 5),
        row(1, "cowrie", "low", 100),
        row(1, "cowrie", "none", 20),
        row(3, "iscx", "high", 7)
      ],
      {selected: {from: 0, to: 4 * hour}, data: day, anomalousOnly: false}
    );
    expect(all).toMatchObject({
      dataset: null,
      hours: 4,
      silent: 1,
      events: 132,
      median: 5,
      p95: 120,
      most: 120,
      most_at: hour
    });
    expect(first).toMatchObject({dataset: "cowrie", events: 120, silent: 3, median: 0});
    expect(second).toMatchObject({dataset: "iscx", counts: [0, 0, 5, 7]});
  });

  it("leave out hours that the window cuts, and those without data", () => {
    expect(hoursWithin({from: 1, to: 3 * hour - 1})).toEqual({from: hour, to: 2 * hour});
    expect(hoursWithin({from: 1, to: 2 * hour - 1})).toBeNull();
    const [own] = hourlyRates([row(1, "zeek", "none", 3)], {
      selected: {from: -50 * hour, to: 2 * hour},
      data: day,
      anomalousOnly: false
    });
    expect(own).toMatchObject({dataset: "zeek", hours: 2, silent: 1});
  });

  it("count anomalous events alone where asked", () => {
    const rates = hourlyRates([row(0, "iscx", "none", 5), row(0, "iscx", "low", 2)], {
      selected: {from: 0, to: hour},
      data: day,
      anomalousOnly: true
    });
    expect(rateFinding(rates, "anomalous events")).toBe(
      "An ordinary hour has 2 anomalous events; one in twenty has more than 2, the busiest 2"
    );
  });

  it("are such that at least the share that a quantile names does not exceed it", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), {minLength: 1, maxLength: 24}), counts => {
        const [own] = hourlyRates(
          counts.map((events, i) => row(i, "iscx", "none", events)),
          {selected: {from: 0, to: counts.length * hour}, data: day, anomalousOnly: false}
        );
        for (const [share, value] of [
          [0.5, own?.median ?? -1],
          [0.95, own?.p95 ?? -1]
        ] as const) {
          expect(counts.filter(count => count <= value).length).toBeGreaterThanOrEqual(share * counts.length);
          expect(counts.filter(count => count < value).length).toBeLessThan(share * counts.length);
        }
      })
    );
  });
});
