import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {continents} from "../../../src/engine/geography/regions.js";
import {
  formatScope,
  isWithin,
  parseScope,
  type Scope,
  trail,
  world
} from "../../../src/engine/geography/scope.js";

const name = fc.option(fc.string({unit: "grapheme", minLength: 1, maxLength: 20}));
const scope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant(world),
  fc.record({
    kind: fc.constant("continent" as const),
    continent: fc.constantFrom(...(Object.keys(continents) as (keyof typeof continents)[]))
  }),
  fc.record({kind: fc.constant("region" as const), region: fc.constantFrom("021", "030", "145", "010")}),
  fc.record({kind: fc.constant("country" as const), country: fc.constantFrom("US", "TW", "AQ")}),
  fc.record({kind: fc.constant("state" as const), country: fc.constantFrom("US", "CN"), region: name}),
  fc.record({
    kind: fc.constant("city" as const),
    country: fc.constantFrom("US", "CN"),
    region: name,
    city: name
  })
);
const nowhere = {latitude: null, longitude: null};

describe("a scope", () => {
  it("is read back from what a page's address says, whatever states and cities are called", () => {
    fc.assert(
      fc.property(scope, given => {
        expect(parseScope(formatScope(given))).toEqual(given);
      })
    );
  });

  it("is not read from anything else", () => {
    for (const text of ["", "earth", "999", "cn", "CN/%", "CN/%/x", "CN/a/b/c", "<script>"])
      expect(parseScope(text)).toBeNull();
  });

  it("lies within all those around it", () => {
    fc.assert(
      fc.property(scope, given => {
        if (given.kind !== "city") return;
        const place = {country: given.country, region: given.region, city: given.city, ...nowhere};
        const around = trail(given);
        const state = given.region === null ? [] : ["state"];
        const kinds = around.map(({kind}) => kind);
        expect(kinds).toEqual(["world", "continent", "region", "country", ...state, "city"]);
        for (const each of around) expect(isWithin(place, each)).toBe(true);
      })
    );
  });

  it("never holds the campus or what has no known place", () => {
    for (const country of ["campus", null])
      expect(isWithin({country, region: null, city: null, ...nowhere}, world)).toBe(false);
  });
});
