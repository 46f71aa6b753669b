import * as fc from "fast-check";
import {describe, expect, it} from "vitest";
import {countryFlows, flowFinding} from "../../../src/components/services/country-flows.js";

const row = (country: string | null, service: string, severity: string, events: number) => ({
  country,
  service,
  severity,
  events,
  blocked: 0,
  allowed: 0,
  scored: 0,
  score_sum: 0,
  alerts: 0
});
const rows = fc.array(
  fc.record({
    country: fc.option(
      fc.constantFrom(..."ABCDEFGHIJKLMNOPQR".split("").map(letter => `A${letter}`), "campus")
    ),
    service: fc.constantFrom(..."ABCDEFGHIJKLMNO", "other"),
    severity: fc.constantFrom("none", "low", "critical"),
    events: fc.nat(1000)
  })
);

describe("flows from countries to services", () => {
  it("lose no event, at either end", () => {
    fc.assert(
      fc.property(rows, fc.boolean(), (some, anomalousOnly) => {
        const {countries, services, flows, events} = countryFlows(
          some.map(({country, service, severity, events: n}) => row(country, service, severity, n)),
          anomalousOnly
        );
        const expected = some
          .filter(({severity}) => !anomalousOnly || severity !== "none")
          .reduce((sum, {events: n}) => sum + n, 0);
        const sum = (list: readonly {readonly events: number}[]) =>
          list.reduce((total, {events: n}) => total + n, 0);
        expect([events, sum(countries), sum(services), sum(flows)]).toEqual([
          expected,
          expected,
          expected,
          expected
        ]);
        countries.forEach((end, i) => {
          expect(sum(flows.filter(({country}) => country === i))).toBe(end.events);
        });
        expect(countries.length).toBeLessThanOrEqual(13);
        expect(services.length).toBeLessThanOrEqual(11);
      })
    );
  });

  it("name the largest, and what is not a country", () => {
    const some = [
      row("CN", "SSH", "high", 60),
      row(null, "other", "low", 30),
      row("campus", "DNS", "none", 900)
    ];
    expect(flowFinding(countryFlows(some, true), true)).toBe(
      "The largest flow goes from China to SSH: 66.7% of 90 anomalous events"
    );
    expect(countryFlows(some, false).countries.map(({name}) => name)).toEqual([
      "the campus",
      "China",
      "unknown place"
    ]);
    expect(countryFlows(some, true).services.map(({name}) => name)).toEqual(["SSH", "no known service"]);
  });
});
