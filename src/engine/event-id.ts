/**
 * Names the events of one file: the first 64 bits of a keyed hash of (record number, part), the key being the first
 * 128 bits of the SHA-256 of the file's content. Renaming, recompressing or adding files changes no id.
 *
 * SipHash-2-4, https://www.aumasson.jp/siphash/siphash.pdf, on 32-bit halves because JavaScript's fast integers are.
 */
export interface EventIds {
  /** Writes the id of the event as 16 hexadecimal digits, in ASCII, at `offset`. */
  write(record: number, part: number, target: Uint8Array, offset: number): void;
  /** The id of the event as text. */
  text(record: number, part: number): string;
}

const digits = new TextEncoder().encode("0123456789abcdef");

/** @param contentHash SHA-256 of the file's decompressed content, 64 hexadecimal digits. */
export function createEventIds(contentHash: string): EventIds {
  if (!/^[0-9a-f]{64}$/.test(contentHash)) {
    throw new Error(`invalid content hash: "${contentHash}"; expected 64 hexadecimal digits`);
  }
  const word = (i: number) => Number.parseInt(contentHash.slice(8 * i, 8 * i + 8), 16) | 0;
  const [k0h, k0l, k1h, k1l] = [word(0), word(1), word(2), word(3)];

  // State: four 64-bit words as high and low halves.
  let ah = 0,
    al = 0,
    bh = 0,
    bl = 0,
    ch = 0,
    cl = 0,
    dh = 0,
    dl = 0;

  function round() {
    let t: number;
    // a += b; b = rotl(b, 13) ^ a; a = rotl(a, 32)
    t = al;
    al = (al + bl) | 0;
    ah = (ah + bh + (al >>> 0 < t >>> 0 ? 1 : 0)) | 0;
    t = (bh << 13) | (bl >>> 19);
    bl = ((bl << 13) | (bh >>> 19)) ^ al;
    bh = t ^ ah;
    t = ah;
    ah = al;
    al = t;
    // c += d; d = rotl(d, 16) ^ c
    t = cl;
    cl = (cl + dl) | 0;
    ch = (ch + dh + (cl >>> 0 < t >>> 0 ? 1 : 0)) | 0;
    t = (dh << 16) | (dl >>> 16);
    dl = ((dl << 16) | (dh >>> 16)) ^ cl;
    dh = t ^ ch;
    // a += d; d = rotl(d, 21) ^ a
    t = al;
    al = (al + dl) | 0;
    ah = (ah + dh + (al >>> 0 < t >>> 0 ? 1 : 0)) | 0;
    t = (dh << 21) | (dl >>> 11);
    dl = ((dl << 21) | (dh >>> 11)) ^ al;
    dh = t ^ ah;
    // c += b; b = rotl(b, 17) ^ c; c = rotl(c, 32)
    t = cl;
    cl = (cl + bl) | 0;
    ch = (ch + bh + (cl >>> 0 < t >>> 0 ? 1 : 0)) | 0;
    t = (bh << 17) | (bl >>> 15);
    bl = ((bl << 17) | (bh >>> 15)) ^ cl;
    bh = t ^ ch;
    t = ch;
    ch = cl;
    cl = t;
  }

  function absorb(high: number, low: number) {
    dh ^= high;
    dl ^= low;
    round();
    round();
    ah ^= high;
    al ^= low;
  }

  /** Leaves the hash in `ah`, `al`. */
  function hash(record: number, part: number) {
    ah = k0h ^ 0x736f6d65;
    al = k0l ^ 0x70736575;
    bh = k1h ^ 0x646f7261;
    bl = k1l ^ 0x6e646f6d;
    ch = k0h ^ 0x6c796765;
    cl = k0l ^ 0x6e657261;
    dh = k1h ^ 0x74656462;
    dl = k1l ^ 0x79746573;
    absorb((record / 0x100000000) | 0, record | 0);
    absorb(0x0c000000, part);
    cl ^= 0xff;
    round();
    round();
    round();
    round();
    ah ^= bh ^ ch ^ dh;
    al ^= bl ^ cl ^ dl;
  }

  function write(record: number, part: number, target: Uint8Array, offset: number) {
    hash(record, part);
    for (let i = 0; i < 8; i++) {
      const shift = 28 - 4 * i;
      target[offset + i] = digits[(ah >>> shift) & 15] ?? 0;
      target[offset + 8 + i] = digits[(al >>> shift) & 15] ?? 0;
    }
  }

  const scratch = new Uint8Array(16);
  return {
    write,
    text(record, part) {
      write(record, part, scratch, 0);
      return String.fromCharCode(...scratch);
    }
  };
}
