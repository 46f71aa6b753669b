/** Bytes that are written one after the other; numbers as LEB128, seven bits a byte, the lowest first. */
export interface ByteWriter {
  byte(value: number): void;
  /** @param value an integer from 0 on; above 2^53 as a bigint. */
  integer(value: number | bigint): void;
  bytes(values: Uint8Array): void;
  /** UTF-8, its length in bytes before it. */
  text(value: string): void;
  /** What is written so far. */
  finish(): Uint8Array;
}

const encoder = new TextEncoder();

export function createByteWriter(): ByteWriter {
  let written = new Uint8Array(1024);
  let length = 0;

  function reserve(count: number) {
    if (length + count <= written.length) return;
    const larger = new Uint8Array(Math.max(written.length * 2, length + count));
    larger.set(written.subarray(0, length));
    written = larger;
  }

  function byte(value: number) {
    reserve(1);
    written[length++] = value;
  }

  function bytes(values: Uint8Array) {
    reserve(values.length);
    written.set(values, length);
    length += values.length;
  }

  function integer(value: number | bigint) {
    let rest = value;
    if (typeof rest === "bigint") {
      for (; rest > 127n; rest >>= 7n) byte(Number(rest & 127n) | 128);
    } else {
      for (; rest > 127; rest = Math.floor(rest / 128)) byte((rest % 128) | 128);
    }
    byte(Number(rest));
  }

  return {
    byte,
    bytes,
    integer,
    text(value) {
      const encoded = encoder.encode(value);
      integer(encoded.length);
      bytes(encoded);
    },
    finish: () => written.slice(0, length)
  };
}
