/** Bytes of a text file, in pieces of any size, to text in pieces that end at line ends wherever there are any. */
export interface Decoder {
  /** Text that is complete so far; may be empty. */
  push(bytes: Uint8Array): string;
  /** What is left. */
  end(): string;
  /** Lines that were not valid UTF-8 and were read byte by byte as Windows-1252, so that nothing of them is lost. */
  readonly replaced: number;
  /** The encoding found: "UTF-8" unless a byte order mark, or NULs in every other byte, say otherwise. */
  readonly encoding: string;
}

const newline = 10;
/** Undecoded bytes held back in the hope of a line end; past that, any character's end is as good a place to cut. */
const holdLimit = 1 << 20;

/** A decoder for one file. UTF-8 with or without byte order mark, UTF-16 of either byte order; never throws. */
export function createDecoder(): Decoder {
  const utf8 = new TextDecoder("utf-8", {ignoreBOM: true});
  let utf16: TextDecoder | undefined;
  let started = false;
  let replaced = 0;
  /** Whether the line that the last piece ended in, if it ended in one, was counted already. */
  let countedOpenLine = false;
  let held: Uint8Array[] = [];
  let heldBytes = 0;

  function start(bytes: Uint8Array): Uint8Array {
    started = true;
    const encoding = sniff(bytes);
    if (encoding) utf16 = new TextDecoder(encoding);
    const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return marked ? bytes.subarray(3) : bytes;
  }

  function decode(bytes: Uint8Array): string {
    const text = utf8.decode(bytes);
    if (text.includes("\ufffd")) return decodeByLine(bytes);
    if (text.includes("\n")) countedOpenLine = false;
    return text;
  }

  // A U+FFFD in the text is either in the file itself or stands for bytes that are not UTF-8; line by line we can tell.
  function decodeByLine(bytes: Uint8Array): string {
    const strict = new TextDecoder("utf-8", {fatal: true, ignoreBOM: true});
    const bytewise = new TextDecoder("windows-1252");
    let text = "";
    for (let from = 0; from < bytes.length; ) {
      const at = bytes.indexOf(newline, from);
      const to = at < 0 ? bytes.length : at + 1;
      const line = bytes.subarray(from, to);
      try {
        text += strict.decode(line);
      } catch {
        if (!countedOpenLine) replaced++;
        countedOpenLine = true;
        text += bytewise.decode(line);
      }
      if (at >= 0) countedOpenLine = false;
      from = to;
    }
    return text;
  }

  function takeHeld(last: Uint8Array): Uint8Array {
    if (!heldBytes) return last;
    const all = new Uint8Array(heldBytes + last.length);
    let offset = 0;
    for (const piece of held) {
      all.set(piece, offset);
      offset += piece.length;
    }
    all.set(last, offset);
    held = [];
    heldBytes = 0;
    return all;
  }

  return {
    push(bytes) {
      if (!bytes.length) return "";
      // Four bytes tell every encoding apart, so a shorter first piece waits for its second.
      if (!started) {
        bytes = takeHeld(bytes);
        if (bytes.length < 4) {
          held.push(bytes.slice());
          heldBytes = bytes.length;
          return "";
        }
        bytes = start(bytes);
      }
      if (utf16) return utf16.decode(bytes, {stream: true});
      let cut = bytes.lastIndexOf(newline) + 1;
      if (!cut && heldBytes + bytes.length > holdLimit) cut = afterLastCharacter(bytes);
      if (!cut) {
        held.push(bytes.slice());
        heldBytes += bytes.length;
        return "";
      }
      const text = decode(takeHeld(bytes.subarray(0, cut)));
      if (cut < bytes.length) {
        held.push(bytes.slice(cut));
        heldBytes = bytes.length - cut;
      }
      return text;
    },
    end() {
      let rest = takeHeld(new Uint8Array(0));
      if (!started) rest = start(rest);
      return utf16 ? utf16.decode(rest) : decode(rest);
    },
    get replaced() {
      return replaced;
    },
    get encoding() {
      return utf16 ? utf16.encoding.toUpperCase() : "UTF-8";
    }
  };
}

/** UTF-16 by its byte order mark, or, without one, by ASCII characters that leave every other byte zero. */
function sniff(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const [a = 1, b = 1, c = 1, d = 1] = bytes;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a && !b && c && !d) return "utf-16le";
  if (!a && b && !c && d) return "utf-16be";
  return null;
}

/** Where the last character that may go on past the end begins; 0 when that is before these bytes. */
function afterLastCharacter(bytes: Uint8Array): number {
  const last = bytes.length - 1;
  for (let i = last; i >= 0 && i > last - 4; i--) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) return i + 1;
    if (byte >= 0xc0) return i;
  }
  // Four bytes that begin no character are not UTF-8: any place is as good.
  return bytes.length >= 4 ? bytes.length : 0;
}
