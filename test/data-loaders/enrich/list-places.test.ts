import {deflateRawSync} from "node:zlib";
import {expect, it} from "vitest";
import {openGeolocator} from "../../../data-loaders/enrich/geolocate.js";
import {listPlaces} from "../../../data-loaders/enrich/list-places.js";
import {openPlaceDatabases, type PlaceReader} from "../../../data-loaders/enrich/place-databases.js";
import {encodePlaces} from "../../../src/engine/places/encode-places.js";
import {openPlaces} from "../../../src/engine/places/open-places.js";
import {createRandom} from "../../../src/engine/random.js";
import {makeDirectory} from "../directory.js";

/** Parts of the internet that lie apart, so that listing them takes a second instead of half a minute. */
const octets = new Set([0, 1, 62, 193, 255]);
const networks = /^(2803|2c0f)(:|$)/;

/** Knows of a database only what is in those parts. */
function confine(reader: PlaceReader): PlaceReader {
  return {
    metadata: reader.metadata,
    getWithPrefixLength(address) {
      if (address.includes(":")) {
        return networks.test(address) ? reader.getWithPrefixLength(address) : [null, 16];
      }
      return octets.has(Number.parseInt(address, 10)) ? reader.getWithPrefixLength(address) : [null, 8];
    }
  };
}

it("tables give the places that the databases give", {timeout: 60_000}, async () => {
  const directory = makeDirectory();
  const databases = await openPlaceDatabases(directory, true);
  const deflate = (bytes: Uint8Array) => deflateRawSync(bytes, {level: 1});
  const confined = {readers: databases.readers.map(confine)};
  const local = await openGeolocator(directory);
  expect(local.isDbIp).toBe(true);
  const ipv4 = listPlaces(confined, 1);
  const ipv6 = listPlaces(confined, 4);
  const files = {ipv4: await encodePlaces(ipv4, deflate), ipv6: await encodePlaces(ipv6, deflate)};
  const {locate} = await openPlaces(files, local);

  const random = createRandom(1);
  let located = 0;
  const dotted = (word: number) => [24, 16, 8, 0].map(shift => (word >>> shift) & 255).join(".");
  const compare = (address: string) => {
    const place = local.locate(address);
    if (place) located++;
    // Comparing 100,000 objects by `expect` takes most of a minute.
    if (JSON.stringify(locate(address)) !== JSON.stringify(place)) expect(locate(address)).toEqual(place);
  };
  const check = (word: number) => {
    if (octets.has(word >>> 24)) compare(dotted(word));
  };
  const parts = [...octets];
  for (let i = 0; i < 50_000; i++) {
    const octet = parts[Math.floor(random() * parts.length)] ?? 0;
    check(((octet << 24) | Math.floor(random() * 2 ** 24)) >>> 0);
  }
  for (let i = 0; i < ipv4.starts.length; i += 3) {
    const start = ipv4.starts[i] ?? 0;
    check(start);
    check((start - 1) >>> 0);
  }
  check(0xffffffff);

  const coloned = (range: number) =>
    Array.from(ipv6.starts.subarray(range * 4, range * 4 + 4), word =>
      [word >>> 16, word & 0xffff].map(group => group.toString(16)).join(":")
    ).join(":");
  for (let range = 0; range < ipv6.numbers.length; range += 3) {
    const start = coloned(range);
    if (!networks.test(start)) continue;
    compare(start);
    // Somewhere in the network of 48 bits that the range begins in.
    compare(`${start.split(":", 3).join(":")}:${Math.floor(random() * 65_536).toString(16)}::1`);
  }
  expect(located).toBeGreaterThan(30_000);
});
