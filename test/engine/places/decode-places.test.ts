import fc from "fast-check";
import {expect, it} from "vitest";
import {decodePlaces} from "../../../src/engine/places/decode-places.js";
import {countryPlace} from "../../../src/engine/places/place.js";
import type {PlaceTable} from "../../../src/engine/places/place-table.js";
import {anyTable, encode, writeAddress} from "./tables.js";

for (const width of [1, 4] as const) {
  it(`a table of addresses of ${width * 32} bits answers for both ends of each range as it did before`, async () => {
    await fc.assert(
      fc.asyncProperty(anyTable(width), async table => {
        const finder = await decodePlaces(await encode(table));
        const end = 1n << BigInt(32 * width);
        for (const [i, first] of table.first.entries()) {
          const number = table.numbers[i] ?? 0;
          const expected = number ? table.places[number - 1] : null;
          const last = (table.first[i + 1] ?? end) - 1n;
          expect(finder.locate(writeAddress(width, first))).toStrictEqual(expected);
          expect(finder.locate(writeAddress(width, last))).toStrictEqual(expected);
          expect(finder.locate(writeAddress(width, (first + last) >> 1n))).toStrictEqual(expected);
        }
      }),
      {numRuns: 60}
    );
  });
}

const porto = {...countryPlace("PT"), region: "Norte", city: "Porto", latitude: 41.1496, longitude: -8.611};
const many = Array.from({length: 3000}, (_, i) => ({...porto, city: `City ${i % 700}`, latitude: i / 100}));

/** Three thousand places in a column of /20s, each used at once and again long after. */
const long: PlaceTable = {
  width: 1,
  starts: Uint32Array.from({length: 9000}, (_, i) => i << 12),
  numbers: Uint32Array.from({length: 9000}, (_, i) => (i * 1009) % 3001),
  places: many
};

it("finds places that were used too long ago to be among the recent ones", async () => {
  const finder = await decodePlaces(await encode(long));
  for (const [i, number] of long.numbers.entries()) {
    expect(finder.locate(writeAddress(1, BigInt(i << 12) + 7n))?.latitude ?? null).toBe(
      many[number - 1]?.latitude ?? null
    );
  }
});

it("knows the last address of all, and nothing of what is not an address of its width", async () => {
  const table: PlaceTable = {
    width: 1,
    starts: Uint32Array.of(0, 0xffffffff),
    numbers: Uint32Array.of(0, 1),
    places: [porto]
  };
  const finder = await decodePlaces(await encode(table));
  expect(finder.locate("255.255.255.255")).toStrictEqual(porto);
  for (const text of [
    "255.255.255.254",
    "0.0.0.0",
    "::ffff:255.255.255.255",
    "::1",
    "4294967295",
    "porto",
    ""
  ]) {
    expect(finder.locate(text)).toBeNull();
  }
});

it("the same table gives the same bytes, in whatever order its places come", async () => {
  const turned = {
    ...long,
    numbers: long.numbers.map(number => (number ? many.length + 1 - number : 0)),
    places: many.toReversed()
  };
  expect(await encode(turned)).toEqual(await encode(long));
});

it("says of a damaged file what is wrong with it", async () => {
  const bytes = await encode(long);
  const changed = (at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
  const cases: readonly (readonly [Uint8Array, RegExp])[] = [
    [new Uint8Array(), /0 bytes; expected 20 at least/],
    [bytes.subarray(0, 19), /19 bytes; expected 20 at least/],
    [bytes.subarray(0, -1), new RegExp(`${bytes.length - 1} bytes; expected ${bytes.length}$`)],
    [new Uint8Array([...bytes, 0]), new RegExp(`${bytes.length + 1} bytes; expected ${bytes.length}$`)],
    [new TextEncoder().encode("<!doctype html><title>Not found</title>"), /not a table of places/],
    [changed(5), /version \d+; expected \d+/],
    [changed(7), /words an address; expected 1 or 4/],
    [changed(19), /damaged, its checksum/],
    [changed(bytes.length >> 1), /damaged, its checksum/]
  ];
  for (const [damaged, message] of cases) await expect(decodePlaces(damaged)).rejects.toThrow(message);
});

it("refuses tables that it could not give back", async () => {
  const table = {
    width: 1 as const,
    starts: Uint32Array.of(0, 9),
    numbers: Uint32Array.of(0, 1),
    places: [porto]
  };
  const refused: readonly (readonly [PlaceTable, RegExp])[] = [
    [{...table, starts: Uint32Array.of(1, 9)}, /does not begin at the first address/],
    [{...table, starts: Uint32Array.of(0, 0)}, /ranges 0 and 1 are not in order/],
    [{...table, numbers: Uint32Array.of(0, 2)}, /place 2 of 1/],
    [{...table, places: [{...porto, city: "Por\tto"}]}, /invalid place name: "Por\\tto"/],
    [{...table, places: [{...porto, country_code: null}]}, /without a country code/]
  ];
  for (const [wrong, message] of refused) await expect(encode(wrong)).rejects.toThrow(message);
});
