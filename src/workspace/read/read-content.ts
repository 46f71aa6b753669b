import {contentLimitOf, describeBomb, describeBroken, limitTake} from "../../engine/content-limits.js";
import {createGunzip} from "../../engine/gzip/gunzip.js";

/** Bytes read at a time of a plain file, and of a compressed one: asking a browser for bytes takes a while, however few. */
const plainBytes = 1 << 20;
const compressedBytes = 1 << 18;

export interface ContentOptions {
  /** Bytes of a piece at most. */
  readonly pieceBytes?: number;
  /** Gets each piece, which holds until it returns; false stops reading. */
  take(piece: Uint8Array): boolean;
  /** Awaited between pieces: the place to hold back a reader that is faster than those it reads for. */
  pause?(): Promise<void>;
  /** Told how many bytes of the file itself have been read. */
  progress?(bytes: number): void;
}

/**
 * The decompressed content of a file in a browser, piece by piece, the same bytes as the loader's: gzip is recognised from
 * its first bytes, not its name; where it breaks off or is damaged, all that comes before is delivered, and where it is a
 * decompression bomb, what its limit allows.
 * @returns why the content ends early, or undefined when it does not.
 * @throws DOMException (NotReadableError, NotFoundError) when the file has changed or gone since it was chosen.
 */
export async function readContent(blob: Blob, options: ContentOptions): Promise<string | undefined> {
  return (await isGzip(blob)) ? unzip(blob, options) : readPlain(blob, options);
}

async function readPlain(blob: Blob, options: ContentOptions): Promise<undefined> {
  let read = 0;
  for await (const bytes of piecesOf(blob, plainBytes)) {
    read += bytes.length;
    if (!(await handOn(bytes, read, options.take, options))) return;
  }
}

async function unzip(blob: Blob, options: ContentOptions): Promise<string | undefined> {
  const gunzip = createGunzip();
  const limited = limitTake(contentLimitOf(blob.size), options.take);
  let read = 0;
  for await (const bytes of piecesOf(blob, compressedBytes)) {
    gunzip.push(bytes);
    read += bytes.length;
    for (let content = gunzip.next(); content; content = gunzip.next()) {
      const goesOn = await handOn(content, read, limited.take, options);
      if (limited.isExceeded) return describeBomb(blob.size);
      if (!goesOn) return;
    }
    if (gunzip.damage !== null || gunzip.isOver) break;
  }
  return gunzip.isWhole ? undefined : describeBroken(gunzip.damage, limited.taken);
}

/** Hands bytes on, piece by piece. False when no more are wanted. */
async function handOn(
  bytes: Uint8Array,
  read: number,
  take: (piece: Uint8Array) => boolean,
  {pieceBytes = bytes.length, pause, progress}: ContentOptions
): Promise<boolean> {
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    const goesOn = take(bytes.subarray(from, from + pieceBytes));
    progress?.(read);
    if (!goesOn) return false;
    await pause?.();
  }
  return true;
}

async function isGzip(blob: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

/** The bytes of a file; while one piece is worked on, the next is being read. */
async function* piecesOf(blob: Blob, size: number): AsyncGenerator<Uint8Array> {
  const read = (from: number) => blob.slice(from, from + size).arrayBuffer();
  let coming = read(0);
  for (let from = 0; from < blob.size; from += size) {
    const bytes = new Uint8Array(await coming);
    // A file that has become shorter is read as such by some browsers, and refused by others.
    if (bytes.length < Math.min(size, blob.size - from))
      throw new DOMException("the file has become shorter", "NotReadableError");
    coming = read(from + size);
    // Whoever stops here never asks for it; if that fails, nobody needs to know.
    coming.catch(() => {});
    yield bytes;
  }
}
