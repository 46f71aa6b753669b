import {describe, expect, it} from "vitest";
import {locateWords} from "../../../src/components/map/locate-words.js";
import {notOnMap, outsideRows} from "../../../src/components/map/outside-map.js";
import {
  countingWords,
  groupName,
  groupPath,
  mapFinding,
  placePath,
  scopeName,
  scopeOf,
  shareColor,
  shareInView,
  shareSentence,
  shareText
} from "../../../src/components/map/place-words.js";
import {groupPlaces} from "../../../src/engine/geography/group-places.js";
import {addCounts, type CountFilter, noCounts} from "../../../src/engine/geography/place-counts.js";
import type {PlaceEntry} from "../../../src/engine/geography/place-entries.js";
import {world} from "../../../src/engine/geography/scope.js";

function entry(country: string | null, events: number, severity = "low"): PlaceEntry {
  const counts = noCounts();
  addCounts(counts, severity, {events, blocked: 1, allowed: 0, alerts: 0});
  return {address: `${country}`, country, region: null, city: null, latitude: null, longitude: null, counts};
}

const entries = [entry("CN", 5), entry("US", 100, "none"), entry("campus", 7), entry(null, 2)];
const all: CountFilter = {least: "all", blockedOnly: false};
const anomalous: CountFilter = {least: "anomalous", blockedOnly: false};
const finding = (filter: CountFilter, given = entries) =>
  mapFinding(groupPlaces(given, "country", world, filter), "country", world, filter);

describe("what the map says", () => {
  it("names the place with the most events, its share, and of what", () => {
    expect(finding(all)).toBe("United States leads 2 countries with 95.2% of their 105 recorded events");
    expect(finding(anomalous)).toBe("All anomalous events from a known country come from China");
    expect(finding(all, [])).toBe("No recorded event from a known country");
  });

  it("says of what a share is, within a part of the world and of all", () => {
    const asia = {kind: "continent", continent: "asia"} as const;
    const given = [entry("CN", 5), entry("JP", 15), entry("US", 60)];
    const groups = groupPlaces(given, "country", asia, anomalous);
    expect(mapFinding(groups, "country", asia, anomalous)).toBe(
      "Japan leads 2 countries in Asia with 75% of Asia's 20 anomalous events"
    );
    expect(shareInView(asia, {events: 20, all: 80, filter: anomalous})).toBe(
      "Asia: 25% of all anomalous events that have a place."
    );
    expect(shareInView(world, {events: 80, all: 80, filter: anomalous})).toBe("");
    expect(countingWords("city", {kind: "country", country: "CN"})).toBe("Counting cities in China …");
  });

  it("says what no map can show, and has it as rows", () => {
    expect(notOnMap(entries, all)).toBe(
      "2 recorded events of this selection come from addresses without a known place: private, reserved or unknown. 7 recorded events of this selection come from the campus's own addresses, which are no country's."
    );
    expect(notOnMap([entry("CN", 1)], all)).toBe("No event comes from an address without a known place.");
    expect(outsideRows(entries, all, "Lakeside").map(({name, events}) => [name, events])).toEqual([
      ["Campus (Lakeside)", 7],
      ["No known place", 2]
    ]);
  });

  it("never calls an unknown outcome a share of none", () => {
    expect(shareText({events: 5, blocked: 0, allowed: 0})).toBe("whether they were blocked is not recorded");
    expect(shareSentence({blocked: 0, allowed: 0})).toBe(
      "Whether these events were blocked is not recorded."
    );
    expect(shareText({events: 5, blocked: 1, allowed: 3})).toBe(
      "25% blocked of the 4 whose outcome is recorded"
    );
    expect(shareColor(null)).not.toContain("blocked");
  });

  it("has a path from the continent to the city, the state between them", () => {
    const place = {country: "US", region: "Florida", city: "Tampa", latitude: null, longitude: null};
    expect(placePath(place)).toEqual(["North America", "United States", "Florida", "Tampa"]);
  });
});

describe("a state", () => {
  const within = (region: string | null): PlaceEntry => ({...entry("US", 3), region, city: "Tampa"});
  const names = (given: PlaceEntry[]) => groupPlaces(given, "state", world, all).map(groupName);

  it("has its cities within it, and a path that ends with it", () => {
    const [florida] = groupPlaces([within("Florida")], "state", world, all);
    if (florida === undefined) throw new Error("no state");
    expect(groupPath(florida)).toEqual(["North America", "United States", "Florida"]);
    const scope = scopeOf(florida);
    expect(scope).toEqual({kind: "state", country: "US", region: "Florida"});
    expect(scope && scopeName(scope)).toBe("Florida");
    expect(scope && groupPlaces([within("Florida"), within("Texas")], "city", scope, all)).toHaveLength(1);
  });

  it("is told apart from one of another country, and said to be unknown where it is", () => {
    expect(names([within("Georgia"), {...within("Georgia"), country: "CA"}])).toHaveLength(2);
    expect(names([within(null)])).toEqual(["State not known"]);
  });
});

describe("an address that is looked for", () => {
  const site = {origin: "recorded" as const, prefixes: ["198.51.100.0/24"]};
  const row = {
    address: "x",
    country: null,
    region: null,
    city: null,
    latitude: null,
    longitude: null,
    site: null,
    is_private: false
  };

  it("is said to have no known place, and why", () => {
    expect(locateWords("192.0.2.1", undefined, site)).toContain("is not among the addresses in these data");
    expect(locateWords("192.0.2.1", row, site)).toContain("the geolocation does not list it");
    expect(locateWords("10.0.0.9", {...row, is_private: true}, site)).toMatch(
      /^•••\.9 has no known place: .*private network/
    );
    expect(locateWords("somebody", {...row, is_private: null}, site)).toContain("is no address");
    expect(locateWords("198.51.100.7", {...row, country: "campus", site: "Library"}, site)).toMatch(
      /^•••\.7 is the campus's own \(Library\)/
    );
  });

  it("shows what is invisible in it, and no more than fits", () => {
    expect(locateWords("1.2.3.4\u202e", undefined, site)).toContain("U+202E");
    expect(locateWords("x".repeat(5000), undefined, site).length).toBeLessThan(200);
  });
});
