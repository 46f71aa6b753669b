import {countries} from "countries-list";
import {describe, expect, it} from "vitest";
import {
  continents,
  countriesOf,
  isContinent,
  regionByCode,
  regionOf
} from "../../../src/engine/geography/regions.js";

describe("regions", () => {
  it("hold every country and territory there is", () => {
    expect(Object.keys(countries).filter(code => regionOf(code) === null)).toEqual([]);
    expect(regionOf("ZZ")).toBeNull();
    expect(regionOf("campus")).toBeNull();
  });

  it("are the smallest that M49 has, with the Americas as two continents", () => {
    expect(regionOf("US")).toEqual({code: "021", name: "Northern America", continent: "north-america"});
    expect(regionOf("CU")).toMatchObject({name: "Caribbean", continent: "north-america"});
    expect(regionOf("BR")).toMatchObject({name: "South America", continent: "south-america"});
    expect(regionOf("NG")).toMatchObject({name: "Western Africa", continent: "africa"});
    expect(regionOf("RU")).toMatchObject({name: "Eastern Europe", continent: "europe"});
  });

  it("take in what M49 has no number for", () => {
    expect(regionOf("TW")?.name).toBe("Eastern Asia");
    expect(regionOf("XK")?.name).toBe("Southern Europe");
    expect(regionOf("AQ")?.continent).toBe("antarctica");
  });

  it("are on the continent that countries-list has, where it counts as M49 does", () => {
    const names = {
      AF: "africa",
      AN: "antarctica",
      AS: "asia",
      EU: "europe",
      NA: "north-america",
      OC: "oceania",
      SA: "south-america"
    };
    const others = Object.entries(countries).filter(
      ([code, {continent}]) => names[continent] !== regionOf(code)?.continent
    );
    // Islands near Antarctica, in the Indian Ocean and off Venezuela.
    expect(
      others
        .map(([code]) => code)
        .sort()
        .join(" ")
    ).toBe("BV CC CX CY GS HM IO RU TF TL");
  });

  it("are found by their number, and hold their countries", () => {
    const region = regionByCode("030");
    expect(region?.name).toBe("Eastern Asia");
    expect(countriesOf("030")).toEqual(expect.arrayContaining(["CN", "JP", "TW"]));
    expect(regionByCode("001")).toBeNull();
    for (const continent of Object.keys(continents)) expect(isContinent(continent)).toBe(true);
    expect(isContinent("toString")).toBe(false);
  });
});
