import ipaddr from "ipaddr.js";

/** An address, as a range of one, or a range in CIDR notation. */
export interface AddressRange {
  readonly kind: "ipv4" | "ipv6";
  /** As text, in one spelling for each range: "203.0.113.7", "203.0.113.0/24", "2001:db8::/32". */
  readonly text: string;
  /** Bits that all its addresses share: 32 or 128 of a single one. */
  readonly length: number;
  readonly network: ReturnType<typeof ipaddr.parseCIDR>;
}

/**
 * Reads an address or a range. Bits beyond the prefix are cleared, and IPv4 written as IPv6 is IPv4, so that one range has one text.
 * Only as logs write addresses: "10.1" is none. Null for what is neither.
 */
export function parseRange(text: string): AddressRange | null {
  const [address = "", bits, ...rest] = text.trim().split("/");
  if (rest.length > 0 || !isAddress(address) || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return null;
  const parsed = ipaddr.process(address);
  const isMapped = parsed.kind() === "ipv4" && address.includes(":");
  const longest = parsed.kind() === "ipv4" ? 32 : 128;
  const length = bits === undefined ? longest : Number(bits) - (isMapped ? 96 : 0);
  if (length < 0 || length > longest) return null;
  return range(parsed, length);
}

function range(address: ipaddr.IPv4 | ipaddr.IPv6, length: number): AddressRange {
  const bytes = address.toByteArray();
  const cleared = bytes.map((byte, i) => byte & (0xff << Math.max(0, Math.min(8, 8 * (i + 1) - length))));
  const base = ipaddr.fromByteArray(cleared);
  const isWhole = length === 8 * bytes.length;
  return {
    kind: base.kind(),
    text: isWhole ? base.toString() : `${base.toString()}/${length}`,
    length,
    network: [base, length] as AddressRange["network"]
  };
}

function isAddress(text: string): boolean {
  // A zone index names an interface of one machine, and says nothing on another.
  if (text.includes(":")) return !text.includes("%") && ipaddr.IPv6.isValid(text);
  return ipaddr.IPv4.isValidFourPartDecimal(text);
}

/** Whether all addresses of `inner` are among those of `outer`. */
export function holdsRange(outer: AddressRange, inner: AddressRange): boolean {
  return (
    outer.kind === inner.kind &&
    outer.length <= inner.length &&
    inner.network[0].match(outer.network as never)
  );
}

/** An address or range in the one spelling of it; what is neither stays as it is. */
export function canonicalAddress(text: string): string {
  return parseRange(text)?.text ?? text;
}
