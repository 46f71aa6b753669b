import fc from "fast-check";
import {deflateRaw} from "pako";
import {encodePlaces} from "../../../src/engine/places/encode-places.js";
import {countryPlace, type Place} from "../../../src/engine/places/place.js";
import type {PlaceTable} from "../../../src/engine/places/place-table.js";

export const encode = (table: PlaceTable) => encodePlaces(table, bytes => deflateRaw(bytes));

const degrees = (most: number) =>
  fc.option(fc.integer({min: -most * 10_000, max: most * 10_000}).map(value => value / 10_000 || 0));
const name = fc.option(
  fc.oneof(
    fc.constantFrom("Porto", "Porto Alegre", "Portoš", "Port", "🏝️ Île", "🏞️ Île"),
    fc.string({minLength: 1, unit: "grapheme"}).filter(text => !/[\t\n]/.test(text))
  )
);
export const anyPlace: fc.Arbitrary<Place> = fc
  .record({
    code: fc.constantFrom("PT", "BR", "FR", "ZZ"),
    region: name,
    city: name,
    latitude: degrees(90),
    longitude: degrees(180)
  })
  .map(({code, ...rest}) => ({...countryPlace(code), ...rest}));

/** Starts of ranges as numbers, 0 among them, in order; prefixes' ends more often than others. */
const startsBelow = (bits: number) =>
  fc
    .array(
      fc
        .tuple(fc.bigInt({min: 0n, max: (1n << BigInt(bits)) - 1n}), fc.integer({min: 0, max: bits - 1}))
        .map(([address, zeros]) => (address >> BigInt(zeros)) << BigInt(zeros)),
      {maxLength: 400}
    )
    .map(starts => [...new Set([0n, ...starts])].sort((a, b) => (a < b ? -1 : 1)));

export interface AnyTable extends PlaceTable {
  readonly first: readonly bigint[];
}

/** Any table of places, and where its ranges start. */
export const anyTable = (width: 1 | 4): fc.Arbitrary<AnyTable> =>
  fc.tuple(startsBelow(32 * width), fc.array(anyPlace, {maxLength: 40})).chain(([first, places]) =>
    fc.array(fc.nat(places.length), {minLength: first.length, maxLength: first.length}).map(numbers => ({
      width,
      first,
      places,
      starts: Uint32Array.from(
        first.flatMap(start =>
          Array.from({length: width}, (_, word) =>
            Number(BigInt.asUintN(32, start >> BigInt(32 * (width - 1 - word))))
          )
        )
      ),
      numbers: Uint32Array.from(numbers)
    }))
  );

export function writeAddress(width: 1 | 4, address: bigint): string {
  const hex = address.toString(16).padStart(8 * width, "0");
  const parts = hex.match(width === 1 ? /../g : /..../g) ?? [];
  return width === 1
    ? parts.map(part => Number.parseInt(part, 16)).join(".")
    : parts.map(part => part.replace(/^0+(?=.)/, "")).join(":");
}
