import {createReadStream} from "node:fs";
import {open} from "node:fs/promises";
import {Readable} from "node:stream";
import {createGunzip} from "node:zlib";
import {describeError} from "../describe-error.js";

/** Bytes read at a time: enough that a piece holds thousands of records, little enough for a processor's cache. */
const pieceBytes = 1 << 20;
/** Compressed bytes read at a time; where a gzip is damaged, these are gone through once more, one by one. */
const compressedBytes = 1 << 16;

/**
 * The decompressed content of a file, piece by piece. Gzip is recognised from its first bytes, not its name. Where a gzip
 * breaks off or is damaged, all that comes before is delivered.
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
  let delivered = 0;
  const deliver = (piece: Uint8Array) => {
    delivered += piece.length;
    return take(piece);
  };
  const broken = await gunzip(path, Number.POSITIVE_INFINITY, deliver);
  if (!broken) return;
  const isCut = /unexpected end/i.test(broken.error.message);
  if (!isCut) {
    // What was decompressed together with the damage is lost with it, so the damage is approached byte by byte.
    let skip = delivered;
    await gunzip(path, broken.read, piece => {
      const rest = piece.subarray(Math.min(skip, piece.length));
      skip -= piece.length - rest.length;
      return rest.length === 0 || deliver(rest);
    });
  }
  const cause = isCut ? "is cut short" : `is damaged (${describeError(broken.error)})`;
  return `the gzip ${cause} after ${delivered.toLocaleString("en-US")} bytes of content`;
}

/**
 * @param bytewiseFrom offset in the file from which each byte is decompressed by itself.
 * @returns what is wrong with the gzip, and how many bytes of the file were read before; undefined when nothing is.
 */
async function gunzip(
  path: string,
  bytewiseFrom: number,
  take: (piece: Uint8Array) => boolean
): Promise<{error: Error; read: number} | undefined> {
  const file = createReadStream(path, {highWaterMark: compressedBytes});
  const stream = createGunzip({chunkSize: pieceBytes});
  const input = bytewiseFrom < Number.POSITIVE_INFINITY ? Readable.from(divide(file, bytewiseFrom)) : file;
  let unreadable: Error | undefined;
  input.on("error", error => {
    unreadable = error;
    stream.destroy(error);
  });
  try {
    await pass(input.pipe(stream), take);
    return undefined;
  } catch (error) {
    if (unreadable || !(error instanceof Error && "errno" in error && "code" in error)) throw error;
    if (!String(error.code).startsWith("Z_")) throw error;
    return {error, read: stream.bytesWritten};
  } finally {
    file.destroy();
  }
}

async function* divide(file: AsyncIterable<Uint8Array>, bytewiseFrom: number): AsyncGenerator<Uint8Array> {
  let offset = 0;
  for await (const piece of file) {
    const whole = Math.max(0, Math.min(piece.length, bytewiseFrom - offset));
    if (whole > 0) yield piece.subarray(0, whole);
    for (let i = whole; i < piece.length; i++) yield piece.subarray(i, i + 1);
    offset += piece.length;
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
