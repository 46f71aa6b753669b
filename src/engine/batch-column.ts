import {Bool, type Data, Float64, Int32, Int64, makeData, TimestampMillisecond, Utf8} from "apache-arrow";
import type {SqlType} from "./tables.js";

export type Value = string | number | boolean | null;

/** One column in the making, in Arrow's memory layout. Its memory is used again for the next batch. */
export interface ColumnBuilder<T> {
  /** Adds a row for each of `entries`. */
  append(entries: readonly T[]): void;
  /** The rows so far, and none left. What is returned holds until rows are added again. */
  take(): Data;
}

/** @param rows how many rows a batch has at most. */
export function createColumn<T>(type: SqlType, read: (entry: T) => Value, rows: number): ColumnBuilder<T> {
  switch (type) {
    case "VARCHAR":
      return createTexts(read, rows);
    case "INTEGER":
      return createNumbers(read, rows, new Int32Array(rows), (length, data, validity) =>
        makeData({type: new Int32(), length, data, ...validity})
      );
    case "DOUBLE":
      return createNumbers(read, rows, new Float64Array(rows), (length, data, validity) =>
        makeData({type: new Float64(), length, data, ...validity})
      );
    case "BIGINT":
      return createBigInts(read, rows, (length, data, validity) =>
        makeData({type: new Int64(), length, data, ...validity})
      );
    case "TIMESTAMP_MS":
      return createBigInts(read, rows, (length, data, validity) =>
        makeData({type: new TimestampMillisecond(), length, data, ...validity})
      );
    case "BOOLEAN":
      return createBooleans(read, rows);
  }
}

interface ValidityBits {
  readonly nullBitmap: Uint8Array;
  readonly nullCount: number;
}

/** Which rows have a value: a bit each. */
class Bits {
  readonly #bits: Uint8Array;
  #length = 0;
  #set = 0;

  constructor(rows: number) {
    this.#bits = new Uint8Array((rows + 7) >> 3);
  }

  push(isSet: boolean): void {
    if (isSet) {
      const i = this.#length >> 3;
      this.#bits[i] = (this.#bits[i] ?? 0) | (1 << (this.#length & 7));
      this.#set++;
    }
    this.#length++;
  }

  take(): {bits: Uint8Array; length: number; set: number} {
    const taken = {bits: this.#bits.slice(0, (this.#length + 7) >> 3), length: this.#length, set: this.#set};
    this.#bits.fill(0);
    this.#length = 0;
    this.#set = 0;
    return taken;
  }

  takeValidity(): ValidityBits & {length: number} {
    const {bits, length, set} = this.take();
    return {nullBitmap: bits, nullCount: length - set, length};
  }
}

function createNumbers<T, A extends Int32Array | Float64Array>(
  read: (entry: T) => Value,
  rows: number,
  data: A,
  make: (length: number, data: A, validity: ValidityBits) => Data
): ColumnBuilder<T> {
  const valid = new Bits(rows);
  let length = 0;
  return {
    append(entries) {
      for (const entry of entries) {
        const value = read(entry);
        valid.push(value !== null);
        data[length++] = value === null ? 0 : (value as number);
      }
    },
    take() {
      const count = length;
      length = 0;
      return make(count, data.subarray(0, count) as A, valid.takeValidity());
    }
  };
}

/** 64-bit integers through their halves: a BigInt per value would cost more than everything else here. */
function createBigInts<T>(
  read: (entry: T) => Value,
  rows: number,
  make: (length: number, data: BigInt64Array, validity: ValidityBits) => Data
): ColumnBuilder<T> {
  const halves = new Int32Array(2 * rows);
  const data = new BigInt64Array(halves.buffer);
  const valid = new Bits(rows);
  let length = 0;
  return {
    append(entries) {
      for (const entry of entries) {
        const value = read(entry);
        valid.push(value !== null);
        const number = value === null ? 0 : (value as number);
        halves[2 * length] = number | 0;
        halves[2 * length + 1] = Math.floor(number / 0x100000000);
        length++;
      }
    },
    take() {
      const count = length;
      length = 0;
      return make(count, data.subarray(0, count), valid.takeValidity());
    }
  };
}

function createBooleans<T>(read: (entry: T) => Value, rows: number): ColumnBuilder<T> {
  const valid = new Bits(rows);
  const values = new Bits(rows);
  return {
    append(entries) {
      for (const entry of entries) {
        const value = read(entry);
        valid.push(value !== null);
        values.push(value === true);
      }
    },
    take: () => makeData({type: new Bool(), data: values.take().bits, ...valid.takeValidity()})
  };
}

const encoder = new TextEncoder();

/**
 * The texts of several rows are encoded in one call. That their byte offsets equal their character offsets is true of
 * ASCII, which nearly all are, and is seen from the total; otherwise each text is measured.
 */
function createTexts<T>(read: (entry: T) => Value, rows: number): ColumnBuilder<T> {
  const valueOffsets = new Int32Array(rows + 1);
  const valid = new Bits(rows);
  let bytes = new Uint8Array(1024);
  let length = 0;
  let end = 0;

  function writeEach(texts: readonly string[], start: number, first: number) {
    end = start;
    for (const [i, text] of texts.entries()) {
      end += encoder.encodeInto(text, bytes.subarray(end)).written;
      valueOffsets[first + i + 1] = end;
    }
  }

  return {
    append(entries) {
      const texts: string[] = [];
      for (const entry of entries) {
        const value = read(entry);
        valid.push(value !== null);
        texts.push(value === null ? "" : (value as string));
      }
      const joined = texts.join("");
      if (bytes.length < end + 3 * joined.length) bytes = enlarge(bytes, end + 3 * joined.length, end);
      const {written} = encoder.encodeInto(joined, bytes.subarray(end));
      const isAscii = written === joined.length;
      const start = end;
      const first = length;
      for (const text of texts) {
        end += isAscii ? text.length : utf8Length(text);
        valueOffsets[++length] = end;
      }
      // A text that ends in half a surrogate pair must not become one with the text after it.
      if (end - start !== written) writeEach(texts, start, first);
    },
    take() {
      const data = bytes.subarray(0, end);
      const offsets = valueOffsets.subarray(0, length + 1);
      length = 0;
      end = 0;
      return makeData({type: new Utf8(), data, valueOffsets: offsets, ...valid.takeValidity()});
    }
  };
}

function enlarge(bytes: Uint8Array<ArrayBuffer>, least: number, used: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(2 * bytes.length, least));
  larger.set(bytes.subarray(0, used));
  return larger;
}

/** Bytes of a text in UTF-8, as TextEncoder writes it: a surrogate without its other half becomes U+FFFD, three bytes. */
function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 0x7f) continue;
    if (code <= 0x7ff) length++;
    else {
      length += 2;
      const isPair = code >= 0xd800 && code < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
      if (isPair) i++;
    }
  }
  return length;
}
