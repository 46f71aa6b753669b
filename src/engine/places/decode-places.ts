import {crc32} from "hash-wasm";
import {inflateRaw} from "pako";
import {type AddressWidth, readAddress} from "./address-words.js";
import {createByteReader} from "./byte-reader.js";
import type {Place} from "./place.js";
import {readDictionary} from "./place-dictionary.js";
import {headerBytes, readHeader} from "./place-header.js";
import {readNumbers} from "./range-numbers.js";
import {readStarts} from "./range-starts.js";

export interface PlaceFinder {
  readonly width: AddressWidth;
  readonly ranges: number;
  readonly places: number;
  /** Null where nothing is known, and for what is not an address of this width. */
  locate(address: string): Place | null;
}

/**
 * Decodes what `encodePlaces` wrote, all of it at once: ranges and names depend on those before them. Keeps 8 bytes a range of
 * IPv4, 12 of IPv6, and the names.
 *
 * @throws when the bytes are not a whole and undamaged table.
 */
export async function decodePlaces(bytes: Uint8Array): Promise<PlaceFinder> {
  const {width, contentBytes, checksum} = readHeader(bytes);
  const compressed = bytes.subarray(headerBytes);
  const found = await crc32(compressed);
  if (found !== checksum) {
    throw new Error(`table of places: damaged, its checksum is ${found}; expected ${checksum}`);
  }
  const reader = createByteReader(inflateRaw(compressed, {chunkSize: Math.max(1, contentBytes)}));
  const ranges = reader.integer();
  const dictionary = readDictionary(reader);
  const starts = readStarts(reader, width, ranges);
  const numbers = readNumbers(reader, ranges, dictionary.size);
  return {
    width,
    ranges,
    places: dictionary.size,
    locate(text) {
      const address = readAddress(text);
      if (address?.length !== width) return null;
      const number = numbers[starts.find(address)];
      return number ? dictionary.place(number) : null;
    }
  };
}
