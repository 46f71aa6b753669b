import {describe, expect, it} from "vitest";
import {blockedShare, countCountries} from "../../../src/components/map/country-counts.js";
import type {CubeRow} from "../../../src/engine/cube.js";

function row(
  country: string | null,
  severity: string,
  events: number,
  blocked: number,
  allowed: number
): CubeRow {
  return {
    country,
    severity,
    events,
    blocked,
    allowed,
    scored: 0,
    score_sum: 0,
    alerts: severity === "none" ? 0 : 1
  };
}

const rows = [
  row("CN", "none", 10, 1, 0),
  row("CN", "high", 5, 3, 1),
  row("US", "none", 100, 0, 0),
  row("campus", "low", 7, 0, 7),
  row(null, "low", 2, 0, 1)
];
const all = {anomalousOnly: false, blockedOnly: false};
describe("events by country", () => {
  it("add up severities, the most events first", () => {
    expect(countCountries(rows, all)).toEqual([
      {country: "US", events: 100, allowed: 0, blocked: 0, anomalous: 0, alerts: 0},
      {country: "CN", events: 15, allowed: 1, blocked: 4, anomalous: 5, alerts: 1},
      {country: "campus", events: 7, allowed: 7, blocked: 0, anomalous: 7, alerts: 1},
      {country: null, events: 2, allowed: 1, blocked: 0, anomalous: 2, alerts: 1}
    ]);
  });

  it("leave out countries without an event that the switches let through", () => {
    expect(
      countCountries(rows, {...all, anomalousOnly: true}).map(({country, events}) => [country, events])
    ).toEqual([
      ["campus", 7],
      ["CN", 5],
      [null, 2]
    ]);
    expect(countCountries(rows, {anomalousOnly: true, blockedOnly: true})).toEqual([
      {country: "CN", events: 3, allowed: 0, blocked: 3, anomalous: 3, alerts: 1}
    ]);
  });

  it("have no share blocked where no outcome is known", () => {
    expect(blockedShare({allowed: 0, blocked: 0})).toBeNull();
    expect(blockedShare({allowed: 1, blocked: 3})).toBe(0.75);
  });
});
