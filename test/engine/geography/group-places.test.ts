import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {severities} from "../../../src/engine/event.js";
import {countTogether, groupPlaces} from "../../../src/engine/geography/group-places.js";
import {
  addCounts,
  type CountFilter,
  type Least,
  leasts,
  noCounts
} from "../../../src/engine/geography/place-counts.js";
import {addressEntries, type PlaceEntry, type PlaceRow} from "../../../src/engine/geography/place-entries.js";
import {levels, world} from "../../../src/engine/geography/scope.js";

const row: fc.Arbitrary<Omit<PlaceRow, "address">> = fc
  .record({
    country: fc.constantFrom("US", "CN", "TW", "NG", "campus", null),
    region: fc.constantFrom("Florida", "Texas", null),
    city: fc.constantFrom("Tampa", "Paris", null),
    severity: fc.constantFrom(...severities),
    blocked: fc.nat(5),
    allowed: fc.nat(5),
    unknown: fc.nat(5),
    alerts: fc.nat(3)
  })
  .map(({unknown, ...rest}) => ({
    ...rest,
    events: rest.blocked + rest.allowed + unknown,
    latitude: rest.city === null ? null : 1,
    longitude: rest.city === null ? null : 2
  }));
const rows = fc
  .array(row, {maxLength: 40})
  .map(all => all.map((each, i): PlaceRow => ({...each, address: `a${i}`})));
const filter: fc.Arbitrary<CountFilter> = fc.record({
  least: fc.constantFrom(...(Object.keys(leasts) as Least[])),
  blockedOnly: fc.boolean()
});

describe("places grouped by any level", () => {
  it("have the events that the rows have, by the switches' own words", () => {
    fc.assert(
      fc.property(rows, filter, (given, kept) => {
        const from = severities.indexOf(leasts[kept.least]);
        const left = given
          .filter(
            ({country, severity}) =>
              country !== null && country !== "campus" && severities.indexOf(severity as "low") >= from
          )
          .map(each => (kept.blockedOnly ? each.blocked : each.events));
        const expected = left.reduce((sum, events) => sum + events, 0);
        for (const level of levels) {
          const groups = groupPlaces(addressEntries(given), level, world, kept);
          expect(groups.reduce((sum, {events}) => sum + events, 0)).toBe(expected);
          expect(groups.reduce((sum, {addresses}) => sum + (addresses ?? 0), 0)).toBe(
            left.filter(Boolean).length
          );
          expect(new Set(groups.map(({key}) => key)).size).toBe(groups.length);
          for (const group of groups) {
            expect(group.bySeverity.reduce((sum, events) => sum + events, 0)).toBe(group.events);
            expect(group.blocked + group.allowed).toBeLessThanOrEqual(group.events);
          }
        }
      })
    );
  });

  it("come with the most events first, and name the busiest addresses", () => {
    const entry = (address: string, country: string, events: number): PlaceEntry => {
      const counts = noCounts();
      addCounts(counts, "low", {events, blocked: 0, allowed: 0, alerts: 0});
      return {address, country, region: null, city: null, latitude: null, longitude: null, counts};
    };
    const entries = [
      entry("a", "US", 1),
      entry("b", "CN", 5),
      entry("c", "US", 9),
      entry("d", "US", 2),
      entry("e", "US", 3)
    ];
    const groups = groupPlaces(entries, "country", world, {least: "all", blockedOnly: false});
    expect(groups.map(({key, events}) => [key, events])).toEqual([
      ["US", 15],
      ["CN", 5]
    ]);
    expect(groups[0]?.top.map(({address}) => address)).toEqual(["c", "e", "d"]);
    expect(groupPlaces(entries, "country", world, {least: "suspicious", blockedOnly: false})).toEqual([]);
  });

  it("say what none of them has: the campus's own, and what has no known place", () => {
    fc.assert(
      fc.property(rows, given => {
        const kept: CountFilter = {least: "all", blockedOnly: false};
        const {events} = countTogether(addressEntries(given), kept, ({country}) => country === null);
        expect(events).toBe(
          given.filter(({country}) => country === null).reduce((sum, each) => sum + each.events, 0)
        );
      })
    );
  });
});

it("an unknown severity is refused", () => {
  expect(() => addCounts(noCounts(), "urgent", {events: 1, blocked: 0, allowed: 0, alerts: 0})).toThrow(
    'invalid severity: "urgent"; expected none, low, medium, high, critical'
  );
});
