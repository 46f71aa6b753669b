import type {ByteReader} from "./byte-reader.js";
import type {ByteWriter} from "./byte-writer.js";

/**
 * A sequence of bytes, each with a group that reader and writer both know beforehand. Stored group by group, so that a
 * compressor without a notion of context (deflate) sees like beside like.
 */
export interface GroupedBytes {
  /** @param group from 0 on, below the number of groups. */
  put(group: number, byte: number): void;
  write(writer: ByteWriter): void;
}

export function createGroupedBytes(groups: number): GroupedBytes {
  const counts = new Uint32Array(groups);
  let order = new Uint32Array(1024);
  let values = new Uint8Array(1024);
  let length = 0;
  return {
    put(group, byte) {
      if (length === values.length) {
        const [longerOrder, longerValues] = [new Uint32Array(length * 2), new Uint8Array(length * 2)];
        longerOrder.set(order);
        longerValues.set(values);
        [order, values] = [longerOrder, longerValues];
      }
      counts[group] = (counts[group] ?? 0) + 1;
      order[length] = group;
      values[length++] = byte;
    },
    write(writer) {
      const sorted = new Uint8Array(length);
      const cursors = startsOf(counts);
      for (let i = 0; i < length; i++) {
        const group = order[i] ?? 0;
        const cursor = cursors[group] ?? 0;
        sorted[cursor] = values[i] ?? 0;
        cursors[group] = cursor + 1;
      }
      for (const count of counts) writer.integer(count);
      writer.bytes(sorted);
    }
  };
}

/** @returns gives the next byte of a group; past a group's end it gives those of the next. */
export function readGroupedBytes(reader: ByteReader, groups: number): (group: number) => number {
  const counts = Uint32Array.from({length: groups}, () => reader.integer());
  const values = reader.bytes(counts.reduce((sum, count) => sum + count, 0));
  const cursors = startsOf(counts);
  return group => {
    const cursor = cursors[group] ?? 0;
    cursors[group] = cursor + 1;
    return values[cursor] ?? 0;
  };
}

function startsOf(counts: Uint32Array): Uint32Array {
  let start = 0;
  return counts.map(count => {
    start += count;
    return start - count;
  });
}
