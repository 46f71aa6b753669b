import {describe, expect, it} from "vitest";
import {notOnMap} from "../../../src/components/map/CountryMap.js";
import {blockedShare, countCountries} from "../../../src/components/map/country-counts.js";
import {mapContext, mapFinding} from "../../../src/components/map/map-frame.js";
import type {World} from "../../../src/components/map/world.js";
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
const world: World = {
  land: {type: "FeatureCollection", features: []},
  borders: {type: "MultiLineString", coordinates: []},
  locate: code => (code === "XX" ? null : [0, 0])
};

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

describe("what the map says", () => {
  it("names the country with the most events, its share, and of what", () => {
    expect(mapFinding(countCountries(rows, all), all)).toBe(
      "United States leads 2 countries with 87% of their 115 recorded events"
    );
    const anomalous = {...all, anomalousOnly: true};
    expect(mapFinding(countCountries(rows, anomalous), anomalous)).toBe(
      "All anomalous events from a known country come from China"
    );
    expect(mapFinding([], all)).toBe("No recorded event from a known country");
  });

  it("never calls an unknown outcome a share of none", () => {
    expect(mapContext(countCountries([row("US", "none", 5, 0, 0)], all))).toBe(
      "Whether events were blocked is not measured here."
    );
  });

  it("counts the campus's own addresses for no country", () => {
    expect(mapContext(countCountries([row("campus", "none", 1, 0, 0)], all))).toBe(
      "Whether events were blocked is not measured here. 1 event comes from the campus's own addresses, which count as no country."
    );
    expect(mapFinding(countCountries([row("campus", "none", 1, 0, 0)], all), all)).toBe(
      "No recorded event from a known country"
    );
  });

  it("says how many events have no bubble", () => {
    expect(notOnMap(countCountries(rows, all), world)).toBe(
      "2 events come from addresses without a known place: private, reserved or unknown."
    );
    expect(notOnMap(countCountries([row("campus", "none", 5, 0, 0)], all), world)).toBe(
      "Every event comes from the campus's own addresses."
    );
    expect(notOnMap(countCountries([row("XX", "none", 5, 0, 0)], all), world)).toBe(
      "Every event comes from an address with a known country. 5 come from codes that name no country on the map."
    );
  });
});
