import {cleanText} from "./fields.js";
import {decodeBytes} from "./payload.js";

const backslash = 92;

/** What stands for one character after a backslash. */
const named: ReadonlyMap<string, number> = new Map([
  ["n", 10],
  ["r", 13],
  ["t", 9],
  ["v", 11],
  ["b", 8],
  ["f", 12]
]);

const encoder = new TextEncoder();

const escaped = /\\(?:x([0-9A-Fa-f]{2})|([nrtvbf"'\\]))/g;
const highByte = /\\x[89A-Fa-f]/;

/**
 * Text as it was before a log escaped it: `\"`, `\\`, `\n` and the like, and `\xNN` for a byte, as Apache and nginx
 * write what is not printable. Bytes that are no UTF-8 stay `\xNN`. The result is attacker-written.
 * https://httpd.apache.org/docs/2.4/mod/mod_log_config.html#format-notes
 */
export function unescapeLog(text: string): string {
  if (!text.includes("\\")) return cleanText(text);
  if (highByte.test(text)) return unescapeBytes(text);
  return cleanText(
    text.replace(escaped, (_, hex: string | undefined, name: string) =>
      String.fromCharCode(byteOf(hex, name))
    )
  );
}

/** A character beyond ASCII is several escapes, so that text is decoded only when all of its bytes are known. */
function unescapeBytes(text: string): string {
  const bytes: number[] = [];
  let from = 0;
  for (const match of text.matchAll(escaped)) {
    append(bytes, text.slice(from, match.index));
    bytes.push(byteOf(match[1], match[2] ?? ""));
    from = match.index + match[0].length;
  }
  append(bytes, text.slice(from));
  return cleanText(decodeBytes(Uint8Array.from(bytes)));
}

const byteOf = (hex: string | undefined, name: string): number =>
  hex === undefined ? (named.get(name) ?? name.charCodeAt(0)) : Number.parseInt(hex, 16);

function append(bytes: number[], text: string): void {
  if (text === "") return;
  for (const byte of encoder.encode(text)) bytes.push(byte);
}

/** Where the next quote stands that no backslash escapes, from `at`; -1 without one. */
export function nextQuote(text: string, at: number): number {
  for (let i = text.indexOf('"', at); i >= 0; i = text.indexOf('"', i + 1)) {
    let slashes = 0;
    while (i - slashes > at && text.charCodeAt(i - slashes - 1) === backslash) slashes += 1;
    if (slashes % 2 === 0) return i;
  }
  return -1;
}
