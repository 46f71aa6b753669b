/** Reads what a `ByteWriter` wrote. All throw when the bytes end too early. */
export interface ByteReader {
  byte(): number;
  /** @throws when the integer is above 2^53: `wideInteger` reads such. */
  integer(): number;
  wideInteger(): bigint;
  /** A view, not a copy. */
  bytes(length: number): Uint8Array;
  text(): string;
}

export function createByteReader(source: Uint8Array): ByteReader {
  const decoder = new TextDecoder("utf-8", {ignoreBOM: true});
  let at = 0;

  function byte() {
    const value = source[at++];
    if (value === undefined) throw new Error(`table of places: ends at byte ${source.length}, too early`);
    return value;
  }

  function bytes(length: number) {
    if (at + length > source.length) {
      throw new Error(`table of places: ends at byte ${source.length}; expected ${at + length}`);
    }
    at += length;
    return source.subarray(at - length, at);
  }

  function integer() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const next = byte();
      value += (next & 127) * scale;
      if (!Number.isSafeInteger(value)) throw new Error("table of places: an integer above 2^53");
      if (next < 128) return value;
    }
  }

  return {
    byte,
    bytes,
    integer,
    wideInteger() {
      let value = 0n;
      for (let shift = 0n; ; shift += 7n) {
        const next = byte();
        value |= BigInt(next & 127) << shift;
        if (next < 128) return value;
      }
    },
    text: () => decoder.decode(bytes(integer()))
  };
}
