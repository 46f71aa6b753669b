import {describe, expect, it} from "vitest";
import {type CampusConfig, createCampus} from "../../src/engine/campus.js";
import {defaultBusinessHours} from "../../src/engine/features/context.js";

const site = (name: string, ...prefixes: string[]) => ({name, prefixes, latitude: null, longitude: null});
const config: CampusConfig = {
  name: "campus",
  country: "US",
  timeZone: "UTC",
  businessHours: defaultBusinessHours,
  sites: [
    site("all", "10.0.0.0/8", "2001:db8::/32"),
    site("lab", "10.1.2.0/24", "2001:db8:1::/48"),
    site("public", "192.0.2.0/24")
  ],
  files: [
    {pattern: "iscx/flows.csv", zone: "America/Halifax"},
    {pattern: "dionaea", zone: "UTC"}
  ],
  fallbackCountries: [{prefix: "203.0.113.0/24", country: "CA"}]
};
const campus = createCampus(config);

describe("createCampus", () => {
  it.each([
    ["10.9.9.9", "all", true],
    ["10.1.2.3", "lab", true],
    ["::ffff:10.1.2.3", "lab", true],
    ["192.0.2.255", "public", false],
    ["2001:db8:1::5", "lab", false],
    ["2001:0DB8:0002:0000:0000:0000:0000:0001", "all", false],
    ["198.51.100.1", null, false],
    ["fe80::1", null, true],
    ["fd00::1", null, true],
    ["100.64.0.1", null, true],
    ["127.0.0.1", null, true]
  ])("places %s by its longest matching prefix", (address, name, isPrivate) => {
    const found = campus.classify(address);
    expect([found?.site?.name ?? null, found?.isPrivate]).toEqual([name, isPrivate]);
  });

  it("gives the coarse country of a prefix", () => {
    expect(campus.classify("203.0.113.7")?.fallbackCountry).toBe("CA");
    expect(campus.classify("198.51.100.7")?.fallbackCountry).toBeNull();
  });

  it("says nothing of what is not an address", () => {
    for (const text of ["", "www.example.org", "10.0.0", "10.0.0.256", "1:2", "10.0.0.1/8"])
      expect(campus.classify(text)).toBeNull();
  });

  it("finds a file's zone by the end of its path or what it contains", () => {
    expect(campus.zoneOf("logs/iscx/flows.csv")).toBe("America/Halifax");
    expect(campus.zoneOf("tpot/dionaea/dionaea.json.3.gz")).toBe("UTC");
    expect(campus.zoneOf("auth.log")).toBeNull();
  });
});
