/** Little-endian numbers one after the other, growing as they come. */
export interface ByteWriter {
  varint(value: number): void;
  float32(value: number): void;
  float64(value: number): void;
  bytes(values: Uint8Array): void;
  /** What has been written. */
  finish(): Uint8Array<ArrayBuffer>;
}

/** Reads what a `ByteWriter` wrote. Every method throws an Error when the file ends before it should. */
export interface ByteReader {
  /** Where the next byte is read. */
  readonly at: number;
  /** Checks that there are `count` bytes more, so that a forged count cannot ask for more memory than the file warrants. */
  need(count: number): void;
  varint(): number;
  float32(): number;
  float64(): number;
  bytes(count: number): Uint8Array<ArrayBuffer>;
}

export function createWriter(): ByteWriter {
  let bytes = new Uint8Array(1024);
  let view = new DataView(bytes.buffer);
  let at = 0;

  function reserve(count: number): void {
    if (at + count <= bytes.length) return;
    const grown = new Uint8Array(Math.max(2 * bytes.length, at + count));
    grown.set(bytes);
    bytes = grown;
    view = new DataView(bytes.buffer);
  }

  return {
    varint(value) {
      reserve(5);
      let rest = value;
      for (; rest > 127; rest >>>= 7) bytes[at++] = (rest & 127) | 128;
      bytes[at++] = rest;
    },
    float32(value) {
      reserve(4);
      view.setFloat32(at, value, true);
      at += 4;
    },
    float64(value) {
      reserve(8);
      view.setFloat64(at, value, true);
      at += 8;
    },
    bytes(values) {
      reserve(values.length);
      bytes.set(values, at);
      at += values.length;
    },
    finish: () => bytes.slice(0, at)
  };
}

export function createReader(bytes: Uint8Array, start: number): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = start;

  function need(count: number): void {
    if (at + count > bytes.length) {
      throw new Error(`model file cut short: need at least ${at + count} bytes, have ${bytes.length}`);
    }
  }

  return {
    get at() {
      return at;
    },
    need,
    varint() {
      let value = 0;
      for (let shift = 0; shift < 35; shift += 7) {
        need(1);
        const byte = bytes[at++] ?? 0;
        value += (byte & 127) * 2 ** shift;
        if (byte < 128) return value;
      }
      throw new Error(`model file damaged at byte ${at}: a number of more than 32 bits`);
    },
    float32() {
      need(4);
      at += 4;
      return view.getFloat32(at - 4, true);
    },
    float64() {
      need(8);
      at += 8;
      return view.getFloat64(at - 8, true);
    },
    bytes(count) {
      need(count);
      at += count;
      return bytes.slice(at - count, at) as Uint8Array<ArrayBuffer>;
    }
  };
}
