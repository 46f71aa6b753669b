import ipaddr from "ipaddr.js";
import type {Rejected} from "./source.js";

/** A JSON object, none of whose fields can be trusted to be there or to be of the type its format promises. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Text as it may be stored and shown: U+0000, which cuts strings short in C libraries and databases, becomes
 * U+2400 (␀), and half a surrogate pair, which cannot be encoded as UTF-8, becomes U+FFFD.
 */
export function cleanText(value: string): string {
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code === 0 || (code & 0xf800) === 0xd800) {
      return value.replaceAll("\0", "\u2400").replace(/\p{Surrogate}/gu, "\ufffd");
    }
  }
  return value;
}

/** Clean text of a string, which may be empty, or of a number; null for anything else. */
export function readText(value: unknown): string | null {
  if (typeof value === "string") return cleanText(value);
  return typeof value === "number" ? String(value) : null;
}

/** As `readText`, but null where there is nothing between the quotes. */
export function readName(value: unknown): string | null {
  return value === "" ? null : readText(value);
}

/** A finite number, or the decimal number that a string spells ("10.1"); null for anything else. */
export function readNumber(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "string" || value.length === 0 || value.length > 32) return null;
  // Number() would also read " ", "0x1f" and "Infinity".
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    const digit = code >= 48 && code <= 57;
    if (!digit && code !== 46 && !(i === 0 && code === 45)) return null;
  }
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** A count or a length of time: a number that is not below zero, or null. */
export function readAmount(value: unknown): number | null {
  const number = typeof value === "number" && Number.isFinite(value) ? value : readNumber(value);
  // Adding 0 makes 0 of -0.
  return number !== null && number >= 0 ? number + 0 : null;
}

/** A port, 0-65535. Null where none is logged; undefined where what is logged is no port. */
export function readPort(value: unknown): number | null | undefined {
  // A number that the mask leaves as it is, is whole and in range. The masked one is returned because JSON has -0.
  if (typeof value === "number") return (value & 0xffff) === value ? value & 0xffff : undefined;
  if (value === undefined || value === null || value === "") return null;
  const number = readNumber(value);
  return number !== null && (number & 0xffff) === number ? number & 0xffff : undefined;
}

/**
 * An address as it is written canonically: IPv6 as RFC 5952 says, IPv4 inside IPv6 (`::ffff:192.0.2.1`) as IPv4.
 * Null where none is logged ("" included); undefined where what is logged is no address.
 */
export function readAddress(value: unknown): string | null | undefined {
  if (typeof value === "string" && value.length > 0) return isIPv4(value) ? value : canonicalIPv6(value);
  return value === undefined || value === null || value === "" ? null : undefined;
}

/** Four decimal numbers up to 255 and without leading zeros, which some programs read as octal. */
function isIPv4(value: string): boolean {
  const length = value.length;
  if (length < 7 || length > 15) return false;
  let dots = 0;
  let part = -1;
  for (let i = 0; i < length; i++) {
    const code = value.charCodeAt(i);
    if (code === 46) {
      if (part < 0 || ++dots > 3) return false;
      part = -1;
    } else {
      if (code < 48 || code > 57 || part === 0) return false;
      part = part < 0 ? code - 48 : part * 10 + code - 48;
      if (part > 255) return false;
    }
  }
  return dots === 3 && part >= 0;
}

/** Parsing IPv6 takes microseconds, and a log names the same few thousand addresses again and again. */
const knownIPv6 = new Map<string, string | undefined>();
const maximumKnownIPv6 = 16_384;
/** The longest address, IPv4 inside IPv6 written out, and room for a zone (`%eth0`). */
const maximumIPv6Length = 64;

function canonicalIPv6(value: string): string | undefined {
  if (value.length > maximumIPv6Length) return undefined;
  const known = knownIPv6.get(value);
  if (known !== undefined || knownIPv6.has(value)) return known;
  if (knownIPv6.size >= maximumKnownIPv6) knownIPv6.clear();
  const canonical = parseIPv6(value);
  knownIPv6.set(value, canonical);
  return canonical;
}

function parseIPv6(value: string): string | undefined {
  if (!value.includes(":") || !ipaddr.IPv6.isValid(value)) return undefined;
  const address = ipaddr.IPv6.parse(value);
  return address.isIPv4MappedAddress() ? address.toIPv4Address().toString() : address.toRFC5952String();
}

/** Upper case, remembered: formats name the same dozen protocols on every line. */
export function upperCase(value: string): string {
  let upper = knownUpperCase.get(value);
  if (upper === undefined) {
    if (knownUpperCase.size >= 1024) knownUpperCase.clear();
    upper = cleanText(value).toUpperCase();
    knownUpperCase.set(value, upper);
  }
  return upper;
}
const knownUpperCase = new Map<string, string>();

/** A rejection that names the field, what it held and what it should have held. */
export function rejectField(field: string, found: unknown, expected: string): Rejected {
  if (found === undefined || found === null) return {rejected: `missing ${field}; expected ${expected}`};
  return {rejected: `invalid ${field}: ${describe(found)}; expected ${expected}`};
}

/** Enough of a value to recognise it by, and never so much that a reason is as long as the record. */
function describe(value: unknown): string {
  if (typeof value === "string") {
    const text = cleanText(value);
    return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
  }
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

export const expectedTime = "an ISO 8601 date and time between 1969 and 2199";
export const expectedAddress = "an IPv4 or IPv6 address";
export const expectedPort = "a port from 0 to 65535";

/** Whether most of the first records of a file pass: one stray or cut line does not change what a file is. */
export function mostly(sample: readonly unknown[], passes: (record: JsonObject) => boolean): boolean {
  let count = 0;
  for (const record of sample) if (isObject(record) && passes(record)) count++;
  return count * 2 > sample.length;
}
