import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {countries} from "countries-list";
import {feature} from "topojson-client";
import {describe, expect, it} from "vitest";
import {smallCountries} from "../../../src/components/map/small-countries.js";
import type {Atlas} from "../../../src/components/map/world.js";
import {centre, countryCode, countryName, readWorld} from "../../../src/components/map/world.js";

const require = createRequire(import.meta.url);
const readAtlas = (name: string) =>
  JSON.parse(readFileSync(require.resolve(`world-atlas/countries-${name}.json`), "utf8")) as Atlas;
const world = readWorld(readAtlas("110m"));

describe("the world", () => {
  it("has a place for every country there is", () => {
    const nowhere = Object.keys(countries).filter(code => world.locate(code) === null);
    expect(nowhere).toEqual([]);
    expect(world.locate("ZZ")).toBeNull();
  });

  it("puts a country's bubble in its largest part", () => {
    const [longitude, latitude] = world.locate("FR") ?? [];
    expect(longitude).toBeCloseTo(2.3, 0);
    expect(latitude).toBeCloseTo(46.6, 0);
  });

  it("places countries too small for its shapes where the finer shapes have them", () => {
    const atlas = readAtlas("50m");
    for (const shape of feature(atlas, atlas.objects.countries).features) {
      const code = countryCode(shape.id);
      const place = code === null ? undefined : smallCountries[code];
      if (place === undefined) continue;
      const [longitude, latitude] = centre(shape);
      expect(Math.abs(longitude - place[0]), code ?? "").toBeLessThanOrEqual(0.051);
      expect(Math.abs(latitude - place[1]), code ?? "").toBeLessThanOrEqual(0.051);
    }
  });

  it("leaves Antarctica out of the land", () => {
    expect(world.land.features.some(({id}) => id === "010")).toBe(false);
  });

  it("has the shape of every country by its code", () => {
    const codes = world.countries.map(({code}) => code);
    expect(codes).toEqual(expect.arrayContaining(["US", "CN", "TW"]));
    expect(world.countries.length).toBe(world.land.features.length);
  });

  it("names countries in English, and a code that names none by itself", () => {
    expect(countryName("US")).toBe("United States");
    expect(countryName("not a code")).toBe("not a code");
  });
});
