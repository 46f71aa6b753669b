import {type AddressWidth, addWords, trailingZeros} from "./address-words.js";
import type {ByteReader} from "./byte-reader.js";
import type {ByteWriter} from "./byte-writer.js";
import {createGroupedBytes, readGroupedBytes} from "./grouped-bytes.js";
import {measureRanges, otherLength, readLength, writeLength} from "./range-lengths.js";

/**
 * Where ranges start, as the lengths of those before. A length depends on how round the address is that it starts at, so
 * lengths are grouped by the zero bits at that address's end.
 */
export function writeStarts(writer: ByteWriter, width: AddressWidth, starts: Uint32Array): void {
  const lengths = measureRanges(width, starts);
  const examples = frequentLengths(lengths);
  const symbols = new Map(examples.map((range, symbol) => [lengths[range], symbol]));
  const codes = createGroupedBytes(groupsOf(width));
  const others: number[] = [];
  for (const [i, length] of lengths.entries()) {
    const symbol = symbols.get(length) ?? otherLength;
    if (symbol === otherLength) others.push(i);
    codes.put(trailingZeros(starts, i * width, (i + 1) * width), symbol);
  }
  for (const ranges of [examples, others]) {
    writer.integer(ranges.length);
    for (const range of ranges) writeLength(writer, width, starts, range);
  }
  codes.write(writer);
}

const groupsOf = (width: AddressWidth) => 32 * width + 1;

/** For each of the most frequent lengths, the most frequent first, a range that has it. */
function frequentLengths(lengths: Float64Array): number[] {
  const found = new Map<number, {readonly range: number; count: number}>();
  for (const [range, length] of lengths.entries()) {
    const known = found.get(length);
    if (known) known.count++;
    else if (!Number.isNaN(length)) found.set(length, {range, count: 1});
  }
  return [...found.values()]
    .sort((a, b) => b.count - a.count || a.range - b.range)
    .slice(0, otherLength)
    .map(({range}) => range);
}

/** First addresses of ranges, ascending. */
export interface RangeStarts {
  /** The range that an address lies in. */
  find(address: Uint32Array): number;
}

/** @throws when the ranges go past the last address. */
export function readStarts(reader: ByteReader, width: AddressWidth, count: number): RangeStarts {
  const readLengths = () => {
    const lengths = new Uint32Array(reader.integer() * width);
    for (let at = 0; at < lengths.length; at += width) readLength(reader, width, lengths, at);
    return lengths;
  };
  const frequent = readLengths();
  const others = readLengths();
  const nextCode = readGroupedBytes(reader, groupsOf(width));
  const starts = createStarts(width, count);
  const address = new Uint32Array(width);
  let other = 0;
  for (let i = 1; i < count; i++) {
    const code = nextCode(trailingZeros(address, 0, width));
    const isPast =
      code === otherLength
        ? addWords(address, others, width * other++)
        : addWords(address, frequent, width * code);
    if (isPast) throw new Error(`table of places: range ${i} starts past the last address`);
    starts.set(i, address);
  }
  return starts;
}

/**
 * Of IPv6 only the upper halves of addresses are kept for all ranges: few ranges start within a network of 64 bits, and
 * half of all memory would hold zeros.
 */
function createStarts(width: AddressWidth, count: number) {
  const kept = Math.min(width, 2);
  const upper = new Uint32Array(count * kept);
  const lower = new Map<number, Uint32Array>();

  function isAfter(range: number, address: Uint32Array): boolean {
    for (let word = 0; word < width; word++) {
      const start = word < kept ? upper[range * kept + word] : lower.get(range)?.[word - kept];
      const difference = (start ?? 0) - (address[word] ?? 0);
      if (difference) return difference > 0;
    }
    return false;
  }

  return {
    set(range: number, address: Uint32Array) {
      for (let word = 0; word < kept; word++) upper[range * kept + word] = address[word] ?? 0;
      for (let word = kept; word < width; word++) {
        if (!address[word]) continue;
        lower.set(range, address.slice(kept));
        break;
      }
    },
    find(address: Uint32Array) {
      let low = 0;
      let high = count;
      while (high - low > 1) {
        const middle = (low + high) >>> 1;
        if (isAfter(middle, address)) high = middle;
        else low = middle;
      }
      return low;
    }
  };
}
