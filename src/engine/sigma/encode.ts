import type {Pattern} from "./rule.js";
import {plainText} from "./value.js";

export type Utf16 = "utf16le" | "utf16be" | "utf16";

/** The bytes of text in UTF-8. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The bytes of text in UTF-16; `utf16` is little-endian behind a byte order mark. */
export function encodeUtf16(text: string, encoding: Utf16): Uint8Array {
  const mark = encoding === "utf16" ? "\ufeff" : "";
  const units = mark + text;
  const bytes = new Uint8Array(2 * units.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < units.length; i++) view.setUint16(2 * i, units.charCodeAt(i), encoding !== "utf16be");
  return bytes;
}

/** Bytes as the text that a log would hold; null when they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", {fatal: true, ignoreBOM: true}).decode(bytes);
  } catch {
    return null;
  }
}

/** https://www.rfc-editor.org/rfc/rfc4648#section-4, padded. */
export function base64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/**
 * What is certain of the Base64 of a text in which `bytes` stand 0, 1 or 2 bytes after a multiple of three: characters
 * that neighbouring bytes share are cut off at either end.
 */
export function base64Offsets(bytes: Uint8Array): string[] {
  return [0, 1, 2].map(offset => {
    const shifted = new Uint8Array(offset + bytes.length);
    shifted.set(bytes, offset);
    const encoded = base64(shifted);
    // One byte before it fills one character and a part of the second, two bytes two and a part of the third.
    const from = [0, 2, 3][offset] ?? 0;
    const beyond = [0, 3, 2][shifted.length % 3] ?? 0;
    return encoded.slice(from, encoded.length - beyond);
  });
}

/** The bytes that a pattern without wildcards stands for; null when it has some. */
export function bytesOf(pattern: Pattern): Uint8Array | null {
  const text = plainText(pattern);
  return text === null ? null : utf8(text);
}
