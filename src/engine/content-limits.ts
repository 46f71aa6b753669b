/**
 * How much content a file may have: where a few bytes of gzip claim to be gigabytes of log, they are no log. The limit
 * depends on the file's size alone, not on how far reading has come, so that everyone who reads the file stops at the same byte.
 */
export const contentLimits = {
  /** Bytes of content that any file may have, however small it is. */
  always: 64 << 20,
  /**
   * Bytes of content per byte of file beyond that. Logs compress 10 to 60 times, floods of long and nearly equal records up to
   * 200 times; DEFLATE itself ends at 1,032 times, which is what bombs are made for.
   */
  ratio: 500,
  /** Bytes of content that a page reads of all files together; what they become must fit into a browser's tab. */
  page: 512 << 20
} as const;

/** Bytes of content that are read of a file of so many bytes. */
export function contentLimitOf(fileBytes: number): number {
  return Math.max(contentLimits.always, contentLimits.ratio * fileBytes);
}

export interface LimitedTake {
  /** Hands a piece on, or what the limit leaves of it. False stops reading. */
  take(piece: Uint8Array): boolean;
  /** Bytes handed on. */
  readonly taken: number;
  /** Whether there was more than the limit. */
  readonly isExceeded: boolean;
}

/** Hands pieces of content on until there were `limit` bytes of them. */
export function limitTake(limit: number, take: (piece: Uint8Array) => boolean): LimitedTake {
  let taken = 0;
  let isExceeded = false;
  return {
    take(piece) {
      const room = limit - taken;
      isExceeded = piece.length > room;
      const rest = isExceeded ? piece.subarray(0, room) : piece;
      taken += rest.length;
      const goesOn = rest.length === 0 || take(rest);
      return goesOn && !isExceeded;
    },
    get taken() {
      return taken;
    },
    get isExceeded() {
      return isExceeded;
    }
  };
}

const count = (n: number) => n.toLocaleString("en-US");

/** Says of a gzip that it was read no further than its limit, and what to do about it. */
export function describeBomb(fileBytes: number): string {
  return (
    `the gzip is a decompression bomb by its ratio: its ${count(fileBytes)} bytes hold more than ` +
    `${count(contentLimitOf(fileBytes))} bytes of content, which logs never do; what follows is not read; ` +
    "if you trust it, decompress it yourself and give the plain file"
  );
}

/** Says where content that is not whole ends. */
export function describeBroken(cause: string | null, contentBytes: number): string {
  const what = cause === null ? "is cut short" : `is damaged (${cause})`;
  return `the gzip ${what} after ${count(contentBytes)} bytes of content`;
}

/** Says of a file that a page did not read to its end. */
export function describeShare(readBytes: number, contentBytes: number): string {
  return (
    `read up to byte ${count(readBytes)} of ${count(contentBytes)}: a page takes ${count(contentLimits.page)} bytes of content ` +
    `at once; the last ${count(contentBytes - readBytes)} bytes are left out; drop fewer files, or use npm run data`
  );
}

/**
 * How much of each content a page reads, in bytes: in the order given until the page's limit is used up, so that it does not
 * depend on which file is read first.
 */
export function shareContent(
  contentBytes: readonly number[],
  limit: number = contentLimits.page
): readonly number[] {
  let left = limit;
  return contentBytes.map(bytes => {
    const share = Math.min(bytes, left);
    left -= share;
    return share;
  });
}
