import {crc32} from "hash-wasm";
import {createByteWriter} from "./byte-writer.js";
import {comparePlaces, writeDictionary} from "./place-dictionary.js";
import {headerBytes, writeHeader} from "./place-header.js";
import type {PlaceTable} from "./place-table.js";
import {writeNumbers} from "./range-numbers.js";
import {writeStarts} from "./range-starts.js";

const mostPlaces = 2 ** 24 - 1;

/**
 * A table of places as bytes: some two for a range of DB-IP City Lite, its dictionary included.
 *
 * @param deflate compresses as RFC 1951 says
 * @throws when the ranges are not in order, or a place has no country.
 */
export async function encodePlaces(
  table: PlaceTable,
  deflate: (bytes: Uint8Array) => Uint8Array
): Promise<Uint8Array> {
  const {width, starts, places} = table;
  if (places.length > mostPlaces) {
    throw new Error(`${places.length} places; expected ${mostPlaces} at most`);
  }
  if (!table.numbers.length || starts.subarray(0, width).some(word => word > 0)) {
    throw new Error("the first range does not begin at the first address; expected ranges without a gap");
  }
  const sorted = places
    .map((place, i) => ({place, number: i + 1}))
    .sort((a, b) => comparePlaces(a.place, b.place));
  const newNumbers = new Uint32Array(places.length + 1);
  for (const [i, {number}] of sorted.entries()) newNumbers[number] = i + 1;
  const numbers = table.numbers.map(number => {
    if (number > places.length) throw new Error(`a range has place ${number} of ${places.length}`);
    return newNumbers[number] ?? 0;
  });

  const writer = createByteWriter();
  writer.integer(numbers.length);
  writeDictionary(
    writer,
    sorted.map(({place}) => place)
  );
  writeStarts(writer, width, starts);
  writeNumbers(writer, numbers, places.length);
  const content = writer.finish();

  const compressed = deflate(content);
  const bytes = new Uint8Array(headerBytes + compressed.length);
  bytes.set(compressed, headerBytes);
  writeHeader(bytes, {width, contentBytes: content.length, checksum: await crc32(compressed)});
  return bytes;
}
