import {Inflate} from "pako";

/**
 * Decompresses a gzip of any number of members, RFC 1952, to the last byte before whatever is wrong with it. Node's and
 * browsers' own lose what they decompressed together with a damage, and browsers' take one member only.
 */
export interface Gunzip {
  /** Takes the next compressed bytes; to be called when `next` has returned null. */
  push(bytes: Uint8Array): void;
  /** The next content; null when there is none without more compressed bytes. */
  next(): Uint8Array | null;
  /** What is wrong, in zlib's words, once it has been met; nothing follows then. */
  readonly damage: string | null;
  /** Whether all members so far are whole. */
  readonly isWhole: boolean;
  /** Whether zero bytes have ended the gzip: what stands behind them is padding. */
  readonly isOver: boolean;
}

/** Compressed bytes decompressed at once: of a decompression bomb they become some megabytes. */
const inputBytes = 1 << 14;
/** Content handed on at once. */
const pieceBytes = 1 << 18;
/** zlib's windowBits of a gzip, and of nothing else. */
const gzipOnly = 31;
type Stream = Parameters<Inflate["onStart"]>[0];

export function createGunzip(): Gunzip {
  const content: Uint8Array[] = [];
  let input: Uint8Array = new Uint8Array();
  let at = 0;
  /** Null between members. */
  let member: Inflate | null = null;
  let stream: Stream | null = null;
  let members = 0;
  let damage: string | null = null;
  let isOver = false;

  function begin(): Inflate {
    const inflate = new Inflate({windowBits: gzipOnly, chunkSize: pieceBytes});
    inflate.onStart = started => {
      stream = started;
    };
    inflate.onData = piece => {
      content.push(piece);
    };
    members++;
    return inflate;
  }

  function decompress(): void {
    if (member === null && members > 0 && input[at] === 0) {
      isOver = true;
      return;
    }
    member ??= begin();
    const bytes = input.subarray(at, at + inputBytes);
    member.push(bytes);
    const {avail_in: left} = stream as unknown as Stream;
    at += bytes.length - left;
    takeMade(stream as unknown as Stream);
    if (member.err !== 0) damage = member.msg;
    else if (member.ended) {
      member = null;
      // It goes on to the next member by itself, unless zero bytes follow.
      isOver = left > 0;
    }
  }

  /** Takes what was decompressed and does not fill a piece, such as what comes before a damage. The room for it is used again. */
  function takeMade(stream: Stream): void {
    if (stream.next_out === 0) return;
    content.push(stream.output.slice(0, stream.next_out));
    stream.next_out = 0;
    stream.avail_out = stream.output.length;
  }

  return {
    push(bytes) {
      input = bytes;
      at = 0;
    },
    next() {
      while (content.length === 0 && damage === null && !isOver && at < input.length) decompress();
      return content.shift() ?? null;
    },
    get damage() {
      return damage;
    },
    get isWhole() {
      return damage === null && member === null && members > 0;
    },
    get isOver() {
      return isOver;
    }
  };
}
