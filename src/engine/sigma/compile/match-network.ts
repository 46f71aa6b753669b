import ipaddr from "ipaddr.js";
import {sqlLiteral} from "../../sql.js";
import {quoteRegex} from "./sql-text.js";

const octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

/**
 * Whether a text is an address within a network, without DuckDB's INET, which the browser's has not. Addresses are
 * written canonically, as `readAddress` writes them; what is no address is in no network.
 * @param network in CIDR notation; a lone address is a network of one
 * @returns SQL; null where `network` is none
 */
export function matchNetwork(text: string, network: string): string | null {
  const parsed = parseNetwork(network);
  if (parsed === null) return null;
  const {bytes, bits} = parsed;
  return bytes.length === 4 ? matchIPv4(text, bytes, bits) : matchIPv6(text, bytes, bits);
}

function parseNetwork(network: string): {readonly bytes: readonly number[]; readonly bits: number} | null {
  const [address = "", prefix, ...rest] = network.trim().split("/");
  if (rest.length > 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return null;
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address)) return null;
  const bytes = ipaddr.parse(address).toByteArray();
  const bits = prefix === undefined ? bytes.length * 8 : Number(prefix);
  if (bits > bytes.length * 8) return null;
  // IPv4 inside IPv6 is written as IPv4.
  const mapped = bits >= 96 && bytes.slice(0, 12).join(" ") === "0 0 0 0 0 0 0 0 0 0 255 255";
  return bytes.length === 16 && mapped ? {bytes: bytes.slice(12), bits: bits - 96} : {bytes, bits};
}

function matchIPv4(text: string, bytes: readonly number[], bits: number): string {
  if (bits === 32) return `${text} = ${sqlLiteral(bytes.join("."))}`;
  const whole = Math.floor(bits / 8);
  const free = 8 - (bits % 8);
  const octets = bytes.map((byte, i) => {
    if (i < whole) return String(byte);
    if (i > whole || free === 8) return octet;
    const first = (byte >> free) << free;
    return `(?:${Array.from({length: 1 << free}, (_, k) => first + k).join("|")})`;
  });
  const inside = `regexp_full_match(${text}, ${sqlLiteral(octets.join("\\."))})`;
  if (whole === 0) return inside;
  // Most addresses differ early, and comparing beginnings is a tenth of the work.
  const beginning = `${bytes.slice(0, whole).join(".")}.`;
  return `(starts_with(${text}, ${sqlLiteral(beginning)}) AND ${inside})`;
}

/** The address written out is 32 hexadecimal digits, of which the first `bits` / 4 are told. */
function matchIPv6(text: string, bytes: readonly number[], bits: number): string {
  const digits = bytes.map(byte => byte.toString(16).padStart(2, "0")).join("");
  const whole = Math.floor(bits / 4);
  const free = 4 - (bits % 4);
  const written = `^${digits.slice(0, whole)}${free === 4 ? "" : oneOf(digits, whole, free)}`;
  const bare = `split_part(${text}, '%', 1)`;
  const canonical = quoteRegex(":");
  const isAddress = `regexp_full_match(${text}, '[0-9a-fA-F${canonical}]{2,39}(%.*)?') AND contains(${text}, ':')`;
  const groups = (part: string) => `list_filter(string_split(${part}, ':'), lambda g: g <> '')`;
  const head = groups(`split_part(${bare}, '::', 1)`);
  const tail = groups(`split_part(${bare}, '::', 2)`);
  const padded = (list: string) =>
    `array_to_string(list_transform(${list}, lambda g: lpad(lower(g), 4, '0')), '')`;
  const zeros = `repeat('0000', 8 - len(${head}) - len(${tail}))`;
  const address = `concat(${padded(head)}, ${zeros}, ${padded(tail)})`;
  // CASE, so that no other text is taken apart.
  return `CASE WHEN ${isAddress} THEN regexp_matches(${address}, ${sqlLiteral(written)}) END`;
}

/** The digit that the prefix ends within. */
function oneOf(digits: string, at: number, free: number): string {
  const digit = Number.parseInt(digits[at] ?? "0", 16);
  const first = (digit >> free) << free;
  return `[${Array.from({length: 1 << free}, (_, k) => (first + k).toString(16)).join("")}]`;
}
