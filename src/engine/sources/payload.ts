/**
 * The text of a base64-encoded payload, or null when it is empty or not base64.
 *
 * Bytes are read as UTF-8. What is not UTF-8 is shown as `\xNN`, so that no byte is lost, and U+0000 as U+2400 (␀),
 * because a NUL inside a string cuts it short in C libraries and is refused by some databases.
 * The result is attacker-written text: escape it wherever it is shown.
 */
export function decodePayload(base64: string): string | null {
  const bytes = decodeBase64(base64);
  if (bytes === null || bytes.length === 0) return null;
  return decodeBytes(bytes).replaceAll("\0", "\u2400");
}

function decodeBase64(base64: string): Uint8Array | null {
  let binary: string;
  try {
    binary = atob(base64);
  } catch {
    return null;
  }
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; ++i) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** Reused because construction costs more than decoding a short payload. */
const strict = new TextDecoder("utf-8", {fatal: true, ignoreBOM: true});

/** Bytes as UTF-8; what is not UTF-8 as `\xNN`. */
export function decodeBytes(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return decodeMixed(bytes);
  }
}

/** Valid stretches as UTF-8, each byte between them as `\xNN`. */
function decodeMixed(bytes: Uint8Array): string {
  const parts: string[] = [];
  let start = 0;
  let i = 0;
  while (i < bytes.length) {
    const length = sequenceLength(bytes, i);
    if (length > 0) {
      i += length;
      continue;
    }
    if (i > start) parts.push(strict.decode(bytes.subarray(start, i)));
    parts.push(`\\x${(bytes[i] ?? 0).toString(16).padStart(2, "0")}`);
    start = ++i;
  }
  if (i > start) parts.push(strict.decode(bytes.subarray(start, i)));
  return parts.join("");
}

/**
 * Bytes in the well-formed UTF-8 sequence at `i`, or 0 if there is none.
 * Source: The Unicode Standard, table 3-7, "Well-Formed UTF-8 Byte Sequences".
 */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const first = bytes[i] ?? 0;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const second = bytes[i + 1] ?? 0;
  // The second byte's range is narrower after E0 and F0 (overlong), ED (surrogates) and F4 (past U+10FFFF).
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let k = 2; k < length; ++k) {
    const next = bytes[i + k] ?? 0;
    if (next < 0x80 || next > 0xbf) return 0;
  }
  return length;
}
