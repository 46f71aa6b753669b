/** A line of a hex view: sixteen bytes at most. */
export interface HexLine {
  /** Place of its first byte, in hexadecimal: "00000010". */
  readonly offset: string;
  /** "47 45 54 20". */
  readonly bytes: string;
  /** The same as text, a dot for what cannot be printed. */
  readonly text: string;
}

const perLine = 16;
const escaped = /\\x([0-9a-fA-F]{2})/g;

/** The bytes of a text as details hold it: UTF-8, bytes that are no text as `\xNN`, NUL as `␀`. */
export function bytesOf(text: string): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let place = 0;
  const plain = (part: string) => {
    if (part !== "") parts.push(encoder.encode(part.replaceAll("\u2400", "\0")));
  };
  for (const match of text.matchAll(escaped)) {
    plain(text.slice(place, match.index));
    parts.push(Uint8Array.of(Number.parseInt(match[1] ?? "", 16)));
    place = match.index + match[0].length;
  }
  plain(text.slice(place));
  const bytes = new Uint8Array(parts.reduce((sum, {length}) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Whether any byte is neither printable ASCII, nor a tab or a line's end. */
export function hasOtherThanText(bytes: Uint8Array): boolean {
  return bytes.some(byte => byte > 0x7e || (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13));
}

/** Bytes as lines of sixteen. */
export function hexLines(bytes: Uint8Array): readonly HexLine[] {
  return Array.from({length: Math.ceil(bytes.length / perLine)}, (_, line) => {
    const part = Array.from(bytes.subarray(line * perLine, (line + 1) * perLine));
    return {
      offset: (line * perLine).toString(16).padStart(8, "0"),
      bytes: part.map(byte => byte.toString(16).padStart(2, "0")).join(" "),
      text: part.map(byte => (byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : ".")).join("")
    };
  });
}
