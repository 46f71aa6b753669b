import {type AddressWidth, trailingZeros} from "./address-words.js";
import type {ByteReader} from "./byte-reader.js";
import type {ByteWriter} from "./byte-writer.js";

/** The most frequent lengths of ranges have a symbol; this one says that the length stands elsewhere. */
export const otherLength = 255;

/** Odd factors below this, and any power of two beside them, are exact in a double. */
const exactFactor = 2 ** 53;

/**
 * Lengths of all ranges but the last, which goes up to the last address.
 * @returns in addresses; NaN where a double cannot say it.
 */
export function measureRanges(width: AddressWidth, starts: Uint32Array): Float64Array {
  const lengths = new Float64Array(starts.length / width - 1);
  const difference = new Uint32Array(width);
  for (let i = 0; i < lengths.length; i++) {
    subtractStarts(width, starts, i, difference);
    let length = 0;
    for (const word of difference) length = length * 2 ** 32 + word;
    lengths[i] = length / 2 ** trailingZeros(difference, 0, width) < exactFactor ? length : Number.NaN;
  }
  return lengths;
}

/** @throws when the range after the `i`th does not begin after it. */
function subtractStarts(width: AddressWidth, starts: Uint32Array, i: number, difference: Uint32Array): void {
  let borrow = 0;
  for (let word = width - 1; word >= 0; word--) {
    const at = i * width + word;
    const rest = (starts[at + width] ?? 0) - (starts[at] ?? 0) - borrow;
    difference[word] = rest;
    borrow = rest < 0 ? 1 : 0;
  }
  if (borrow || difference.every(word => word === 0)) {
    throw new Error(`ranges ${i} and ${i + 1} are not in order; expected ascending first addresses`);
  }
}

/** Writes a length as power of two and odd factor: ranges are made of prefixes, so that the factor is small. */
export function writeLength(writer: ByteWriter, width: AddressWidth, starts: Uint32Array, i: number): void {
  const difference = new Uint32Array(width);
  subtractStarts(width, starts, i, difference);
  const zeros = trailingZeros(difference, 0, width);
  let length = 0n;
  for (const word of difference) length = (length << 32n) | BigInt(word);
  writer.byte(zeros);
  writer.integer(length >> BigInt(zeros));
}

/** Reads a length into the `width` words of `lengths` from `at` on. */
export function readLength(reader: ByteReader, width: AddressWidth, lengths: Uint32Array, at: number): void {
  let length = BigInt(reader.byte());
  length = reader.wideInteger() << length;
  for (let word = width - 1; word >= 0; word--) {
    lengths[at + word] = Number(BigInt.asUintN(32, length));
    length >>= 32n;
  }
}
