import {createReadStream} from "node:fs";
import {open, stat} from "node:fs/promises";
import type {Readable} from "node:stream";
import * as zlib from "node:zlib";
import {contentLimitOf, describeBomb, describeBroken, limitTake} from "../../src/engine/content-limits.js";
import {createGunzip} from "../../src/engine/gzip/gunzip.js";

/** Bytes read at a time: enough that a piece holds thousands of records, little enough for a processor's cache. */
const pieceBytes = 1 << 20;
/** Compressed bytes read at a time. */
const compressedBytes = 1 << 16;

/**
 * The decompressed content of a file, piece by piece. Gzip is recognised from its first bytes, not its name. Where a gzip
 * breaks off or is damaged, all that comes before is delivered; where it is a decompression bomb, what its limit allows.
 * @param take gets each piece; false stops reading.
 * @returns why the content ends early, or undefined when it does not.
 */
export async function readContent(
  path: string,
  take: (piece: Uint8Array) => boolean
): Promise<string | undefined> {
  if (!(await isGzip(path))) {
    await pass(createReadStream(path, {highWaterMark: pieceBytes}), take);
    return;
  }
  const {size} = await stat(path);
  const limited = limitTake(contentLimitOf(size), take);
  const broken = await unzip(path, limited.take);
  const isCut = broken && /unexpected end/i.test(broken.message);
  if (broken && !isCut) await takeRest(path, limited.taken, limited.take);
  if (limited.isExceeded) return describeBomb(size);
  return broken && describeBroken(isCut ? null : broken.message, limited.taken);
}

/** Decompresses a file. Returns what is wrong with the gzip, or undefined. */
async function unzip(path: string, take: (piece: Uint8Array) => boolean): Promise<Error | undefined> {
  const file = createReadStream(path, {highWaterMark: compressedBytes});
  const stream = zlib.createGunzip({chunkSize: pieceBytes});
  let unreadable: Error | undefined;
  file.on("error", error => {
    unreadable = error;
    stream.destroy(error);
  });
  try {
    await pass(file.pipe(stream), take);
    return undefined;
  } catch (error) {
    if (unreadable || !(error instanceof Error && "errno" in error && "code" in error)) throw error;
    if (!String(error.code).startsWith("Z_")) throw error;
    return error;
  } finally {
    file.destroy();
  }
}

/** Decompresses a damaged file once more, with what Node loses of it: what was decompressed together with the damage. */
async function takeRest(path: string, skipped: number, take: (piece: Uint8Array) => boolean): Promise<void> {
  const gunzip = createGunzip();
  let skip = skipped;
  for await (const bytes of createReadStream(path, {highWaterMark: compressedBytes})) {
    gunzip.push(bytes as Uint8Array);
    for (let piece = gunzip.next(); piece; piece = gunzip.next()) {
      const rest = piece.subarray(Math.min(skip, piece.length));
      skip -= piece.length - rest.length;
      if (rest.length > 0 && !take(rest)) return;
    }
    if (gunzip.damage !== null) return;
  }
}

/** Pieces are taken as they come, not through an iterator, which would drop those that wait when a stream breaks off. */
function pass(stream: Readable, take: (piece: Uint8Array) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.on("data", (piece: Uint8Array) => {
      try {
        if (take(piece)) return;
        stream.destroy();
        resolve();
      } catch (error) {
        stream.destroy();
        reject(error);
      }
    });
    stream.on("end", resolve);
    stream.on("error", reject);
  });
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const {buffer, bytesRead} = await file.read(new Uint8Array(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}
