import type {ByteReader} from "./byte-reader.js";
import type {ByteWriter} from "./byte-writer.js";
import {createGroupedBytes, type GroupedBytes, readGroupedBytes} from "./grouped-bytes.js";
import {createRecentNumbers, recentSize} from "./recent-numbers.js";

/** In place of the rank of a number that is not among the recent ones. */
const notRecent = recentSize;

/**
 * Which place each range has. Neighbours share few places, so a number is its rank among the recent ones; another one is
 * its page of 256 numbers, which depends on the page before (numbers go by country, region and city), and its place there.
 */
interface NumberStreams<Stream> {
  readonly ranks: Stream;
  readonly lowPages: Stream;
  readonly highPages: Stream;
  readonly withinPages: Stream;
}

const groupsOf = (size: number): NumberStreams<number> => {
  const pages = (size >> 8) + 1;
  return {ranks: 1, lowPages: pages, highPages: pages, withinPages: pages};
};

/** @param size of the dictionary: the highest number. */
export function writeNumbers(writer: ByteWriter, numbers: Uint32Array, size: number): void {
  const groups = groupsOf(size);
  const streams: NumberStreams<GroupedBytes> = {
    ranks: createGroupedBytes(groups.ranks),
    lowPages: createGroupedBytes(groups.lowPages),
    highPages: createGroupedBytes(groups.highPages),
    withinPages: createGroupedBytes(groups.withinPages)
  };
  const recent = createRecentNumbers();
  let lastPage = 0;
  for (const number of numbers) {
    const page = number >> 8;
    const rank = recent.rankOf(number);
    if (rank >= 0) {
      streams.ranks.put(0, rank);
      recent.take(rank);
    } else {
      streams.ranks.put(0, notRecent);
      streams.lowPages.put(lastPage, page & 255);
      streams.highPages.put(lastPage, page >> 8);
      streams.withinPages.put(page, number & 255);
      recent.add(number);
    }
    lastPage = page;
  }
  for (const stream of [streams.ranks, streams.lowPages, streams.highPages, streams.withinPages]) {
    stream.write(writer);
  }
}

/** @throws when a number is not in the dictionary. */
export function readNumbers(reader: ByteReader, count: number, size: number): Uint32Array {
  const groups = groupsOf(size);
  const nextRank = readGroupedBytes(reader, groups.ranks);
  const nextLowPage = readGroupedBytes(reader, groups.lowPages);
  const nextHighPage = readGroupedBytes(reader, groups.highPages);
  const nextWithinPage = readGroupedBytes(reader, groups.withinPages);
  const recent = createRecentNumbers();
  const numbers = new Uint32Array(count);
  let lastPage = 0;
  for (let i = 0; i < count; i++) {
    const rank = nextRank(0);
    let number: number;
    if (rank < notRecent) number = recent.take(rank);
    else {
      const page = nextLowPage(lastPage) | (nextHighPage(lastPage) << 8);
      number = (page << 8) | nextWithinPage(page);
      recent.add(number);
    }
    if (number > size) throw new Error(`table of places: range ${i} has place ${number} of ${size}`);
    numbers[i] = number;
    lastPage = number >> 8;
  }
  return numbers;
}
