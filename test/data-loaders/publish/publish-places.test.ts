import {mkdirSync, readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, it} from "vitest";
import {openGeolocator} from "../../../data-loaders/enrich/geolocate.js";
import {publishPlaces} from "../../../data-loaders/publish/publish-places.js";
import {openPlaces} from "../../../src/engine/places/open-places.js";
import {makeDirectory} from "../directory.js";
import {writeMmdb} from "../enrich/write-mmdb.js";

const names = ["places-ipv4.bin", "places-ipv6.bin"];

/** A publisher that keeps what it is given. */
function createKeeper() {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    async file(name: string, content: string | Uint8Array) {
      kept.set(name, typeof content === "string" ? new TextEncoder().encode(content) : content);
    }
  };
}

/** Of 198.51.100.0/24 it knows the country. */
function makeDatabase(): string {
  const directory = makeDirectory();
  const record = {country: {iso_code: "PT"}, city: {names: {en: "Porto"}}};
  writeFileSync(join(directory, "city.mmdb"), writeMmdb("GeoLite2-City", 0xc6336400, 24, record));
  return directory;
}

it("publishes empty tables for the user's own database, and says why", async () => {
  const directory = makeDatabase();
  const keeper = createKeeper();
  const {missing} = await publishPlaces(keeper, await openGeolocator(directory), directory, makeDirectory());
  expect(missing).toMatch(/^city\.mmdb, 2026-03-02: its licence/);
  expect([...keeper.kept.keys()].sort()).toEqual(names);
  expect([...keeper.kept.values()].map(bytes => bytes.length)).toEqual([0, 0]);
});

it("publishes empty tables when there is no database", async () => {
  const keeper = createKeeper();
  const none = {locate: () => null, database: null, isDbIp: false, edition: ""};
  const {missing} = await publishPlaces(keeper, none, makeDirectory(), null);
  expect(missing).toBe("there is no geolocation database");
  expect([...keeper.kept.keys()].sort()).toEqual(names);
});

it("makes tables once an edition, and keeps those of the last one only", async () => {
  const directory = makeDatabase();
  const cache = join(makeDirectory(), "places");
  const geolocator = {...(await openGeolocator(directory)), isDbIp: true};
  const first = createKeeper();
  expect((await publishPlaces(first, geolocator, directory, cache)).missing).toBeNull();
  const files = {ipv4: first.kept.get(names[0] ?? ""), ipv6: first.kept.get(names[1] ?? "")};
  const {locate} = await openPlaces(
    {ipv4: files.ipv4 ?? new Uint8Array(), ipv6: files.ipv6 ?? new Uint8Array()},
    geolocator
  );
  for (const address of ["198.51.100.0", "198.51.100.255", "198.51.101.0", "198.51.99.255", "2001:db8::1"]) {
    expect(locate(address)).toEqual(geolocator.locate(address));
  }
  expect(locate("198.51.100.7")?.city).toBe("Porto");

  // Of a directory without a database the tables would be others: those of the bundled one.
  const again = createKeeper();
  const empty = join(makeDirectory(), "nothing");
  mkdirSync(empty);
  await publishPlaces(again, geolocator, empty, cache);
  expect(again.kept).toEqual(first.kept);

  const [before] = readdirSync(cache);
  await publishPlaces(createKeeper(), {...geolocator, edition: "later"}, directory, cache);
  const after = readdirSync(cache);
  expect(after).toHaveLength(1);
  expect(after[0]).not.toBe(before);
});
