import {constants, createGunzip as createZlib, deflateRawSync, gzipSync} from "node:zlib";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {createGunzip} from "../../../src/engine/gzip/gunzip.js";

interface Unzipped {
  readonly content: Buffer;
  /** "cut", zlib's words for what is wrong, or null. */
  readonly problem: string | null;
}

/** @param size compressed bytes given at a time. */
async function unzip(bytes: Uint8Array, size: number): Promise<Unzipped> {
  const gunzip = createGunzip();
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length && gunzip.damage === null; at += size) {
    gunzip.push(bytes.subarray(at, at + size));
    for (let piece = gunzip.next(); piece; piece = gunzip.next()) pieces.push(piece.slice());
  }
  const problem = gunzip.damage ?? (gunzip.isWhole ? null : "cut");
  return {content: Buffer.concat(pieces), problem};
}

/** Bytes that zlib decompresses at a time in this test: it loses no more with a damage. */
const lost = 256;

function byZlib(bytes: Uint8Array): Promise<Unzipped> {
  const stream = createZlib({chunkSize: lost});
  const pieces: Uint8Array[] = [];
  return new Promise(resolve => {
    const end = (problem: string | null) => resolve({content: Buffer.concat(pieces), problem});
    stream.on("data", (piece: Uint8Array) => pieces.push(piece));
    stream.on("end", () => end(null));
    stream.on("error", ({message}) => end(/unexpected end/.test(message) ? "cut" : message));
    stream.end(bytes);
  });
}

/** That both find the same wrong, and deliver the same; with a damage, that zlib's is the same but for what it loses. */
async function expectSame(bytes: Uint8Array, size = 1 << 16): Promise<Unzipped> {
  const [ours, zlibs] = [await unzip(bytes, size), await byZlib(bytes)];
  expect(ours.problem).toBe(zlibs.problem);
  const isDamaged = ours.problem !== null && ours.problem !== "cut";
  const more = ours.content.length - zlibs.content.length;
  expect(more).toBeGreaterThanOrEqual(0);
  expect(more).toBeLessThanOrEqual(isDamaged ? lost : 0);
  expect(ours.content.subarray(0, zlibs.content.length).equals(zlibs.content)).toBe(true);
  return ours;
}

const noise = (length: number) => Buffer.from(Array.from({length}, (_, i) => (i * i * 2_654_435_761) >>> 24));

/** Log lines, noise, repeats and nothing: what leads to each kind of block and of match. */
const text = fc.oneof(
  fc
    .array(fc.constantFrom("login failed for root", "192.0.2.1", "\n", "é", "session closed "), {
      maxLength: 400
    })
    .map(words => Buffer.from(words.join(""))),
  fc.nat(2000).map(noise),
  // A noise that comes again just within and just out of reach of a match.
  fc
    .integer({min: 32_000, max: 33_000})
    .map(gap => Buffer.concat([noise(400), Buffer.alloc(gap), noise(400)]))
);

const compression = fc.record({
  level: fc.integer({min: 0, max: 9}),
  memLevel: fc.integer({min: 1, max: 9}),
  strategy: fc.constantFrom(
    constants.Z_DEFAULT_STRATEGY,
    constants.Z_FIXED,
    constants.Z_HUFFMAN_ONLY,
    constants.Z_RLE
  )
});

/** CRC-32 of some bytes, out of the end of a gzip of them. */
const crc32 = (bytes: Buffer) => gzipSync(bytes).readUInt32LE(gzipSync(bytes).length - 8);

/** A member whose header has all that one may have: extra bytes, a name, a comment and a checksum of them. */
function fullHeader(content: Buffer): Buffer {
  const fixed = Buffer.from([0x1f, 0x8b, 8, 0x1e, 1, 2, 3, 4, 0, 3]);
  const header = Buffer.concat([fixed, Buffer.from([3, 0, 7, 8, 9]), Buffer.from("eve.json\0a comment\0")]);
  const end = Buffer.alloc(10);
  end.writeUInt16LE(crc32(header) & 0xffff, 0);
  end.writeUInt32LE(crc32(content), 2);
  end.writeUInt32LE(content.length, 6);
  return Buffer.concat([header, end.subarray(0, 2), deflateRawSync(content), end.subarray(2)]);
}

const member = fc.oneof(
  {weight: 4, arbitrary: fc.tuple(text, compression).map(([content, options]) => gzipSync(content, options))},
  {weight: 1, arbitrary: text.map(fullHeader)}
);
const gzip = fc
  .tuple(fc.array(member, {minLength: 1, maxLength: 3}), fc.constantFrom("", "\0", "\0\0\0", "\0x", "x"))
  .map(([members, padding]) => Buffer.concat([...members, Buffer.from(padding)]));

const pieceSize = fc.constantFrom(1, 7, 100, 1 << 16);

describe("createGunzip", () => {
  it("decompresses whole gzips of any kind, in pieces of any size", async () => {
    await fc.assert(
      fc.asyncProperty(gzip, pieceSize, async (bytes, size) => void (await expectSame(bytes, size))),
      {numRuns: 100}
    );
  });

  it("delivers all that is there of a gzip cut anywhere", async () => {
    await fc.assert(
      fc.asyncProperty(gzip, fc.nat(), pieceSize, async (bytes, at, size) => {
        await expectSame(bytes.subarray(0, at % (bytes.length + 1)), size);
      }),
      {numRuns: 150}
    );
  });

  it("delivers all that comes before a damage anywhere, in pieces of any size, and says of it what zlib says", async () => {
    const said = new Set<string | null>();
    await fc.assert(
      fc.asyncProperty(
        gzip,
        fc.nat(),
        fc.integer({min: 1, max: 255}),
        pieceSize,
        async (bytes, at, flip, size) => {
          const damaged = Buffer.from(bytes);
          damaged[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ flip;
          const ours = await expectSame(damaged);
          const {content, problem} = await unzip(damaged, size);
          expect(problem).toBe(ours.problem);
          expect(content.equals(ours.content)).toBe(true);
          said.add(ours.problem);
        }
      ),
      {numRuns: 400}
    );
    // The damage was of many kinds, or this test shows little.
    expect(said.size).toBeGreaterThan(8);
  });

  it("says of noise that pretends to be DEFLATE what zlib says", async () => {
    const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
    const said = new Set<string | null>();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(2, 3, 4, 5), fc.uint8Array({maxLength: 300}), async (first, noise) => {
        said.add((await expectSame(Buffer.concat([header, Buffer.from([first]), noise]))).problem);
      }),
      {numRuns: 500}
    );
    expect(said.size).toBeGreaterThan(5);
  });

  it("hands on what stands in one byte with the damage", async () => {
    // In DEFLATE's order of bits: no last block, the fixed code, "a", end of block, and a block of type 3, which is none.
    const bits = ["0", "10", "10010001", "0000000", "0", "11"].join("");
    const bytes = (bits.match(/.{1,8}/g) ?? []).map(byte => Number.parseInt([...byte].reverse().join(""), 2));
    const gzip = Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, ...bytes]);
    expect(await unzip(gzip, 1)).toEqual({content: Buffer.from("a"), problem: "invalid block type"});
  });
});
