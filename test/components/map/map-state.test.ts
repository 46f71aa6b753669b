import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {shadeSteps} from "../../../src/components/map/map-legend.js";
import {
  formatMapState,
  type MapState,
  openingState,
  parseMapState
} from "../../../src/components/map/map-state.js";
import {levels, type Scope} from "../../../src/engine/geography/scope.js";

const state: fc.Arbitrary<MapState> = fc.record({
  scope: fc.constantFrom<Scope | null>(
    null,
    {kind: "world"},
    {kind: "continent", continent: "asia"},
    {kind: "country", country: "US"},
    {kind: "state", country: "US", region: "New York"},
    {kind: "city", country: "US", region: "A & B", city: "100% #1/2"}
  ),
  level: fc.constantFrom(...levels),
  look: fc.constantFrom("bubbles", "choropleth", "heat"),
  surface: fc.constantFrom("flat", "globe"),
  least: fc.constantFrom("all", "anomalous", "suspicious"),
  blockedOnly: fc.boolean(),
  view: fc.option(
    fc.record({
      longitude: fc.integer({min: -180, max: 180}),
      latitude: fc.integer({min: -90, max: 90}),
      zoom: fc.integer({min: 1, max: 600})
    })
  )
});

describe("the map's state in a page's address", () => {
  it("is read back as it was", () => {
    fc.assert(
      fc.property(state, given => {
        expect(parseMapState(`#${formatMapState(given)}`)).toEqual(given);
      })
    );
  });

  it("is nothing for the map as it opens, and as it opens where it is not understood", () => {
    expect(formatMapState(openingState)).toBe("");
    expect(parseMapState("#place=%3Cscript%3E&level=atom&look=3d&view=1,2&events=none&blocked=yes")).toEqual(
      openingState
    );
    expect(parseMapState("#view=1,2,1e9").view).toBeNull();
  });
});

describe("the steps of shaded countries", () => {
  it("are round, grow, and begin at or below the country with the fewest events", () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 1e7}), fc.integer({min: 1, max: 1e7}), (a, b) => {
        const steps = shadeSteps(Math.min(a, b), Math.max(a, b), 5);
        expect(steps[0]).toBeLessThanOrEqual(Math.min(a, b));
        expect(steps.length).toBeLessThanOrEqual(5);
        for (const [i, step] of steps.entries()) {
          expect(String(step)).toMatch(/^[125]0*$/);
          if (i > 0) expect(step).toBeGreaterThan(steps[i - 1] ?? 0);
        }
      })
    );
  });
});
