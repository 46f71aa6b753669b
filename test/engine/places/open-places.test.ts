import {expect, it} from "vitest";
import {openPlaces} from "../../../src/engine/places/open-places.js";
import {countryPlace} from "../../../src/engine/places/place.js";
import {encode} from "./tables.js";

const source = {database: "DB-IP City Lite, 2026-06-05", isDbIp: true};
const tableOf = (width: 1 | 4, code: string) =>
  encode({
    width,
    starts: new Uint32Array(width),
    numbers: Uint32Array.of(1),
    places: [countryPlace(code)]
  });

it("asks the table of an address's own family", async () => {
  const files = {ipv4: await tableOf(1, "PT"), ipv6: await tableOf(4, "BR")};
  const {locate, ...rest} = await openPlaces(files, source);
  expect(rest).toEqual(source);
  expect(locate("192.0.2.1")?.country).toBe("Portugal");
  expect(locate("2001:db8::1")?.country).toBe("Brazil");
  expect(locate("::ffff:192.0.2.1")?.country).toBe("Brazil");
});

it("locates nothing, and names no database, when no table was made", async () => {
  const none = {ipv4: new Uint8Array(), ipv6: new Uint8Array()};
  const geolocator = await openPlaces(none, {database: "GeoLite2-City.mmdb, 2026-01-01", isDbIp: false});
  expect(geolocator.locate("192.0.2.1")).toBeNull();
  expect(geolocator.database).toBeNull();
  expect(geolocator.isDbIp).toBe(false);
});

it("names the table that is damaged", async () => {
  const files = {ipv4: await tableOf(1, "PT"), ipv6: (await tableOf(4, "BR")).subarray(0, 30)};
  await expect(openPlaces(files, source)).rejects.toThrow(/^places of IPv6: table of places: 30 bytes/);
});
