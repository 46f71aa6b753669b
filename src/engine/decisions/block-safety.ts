import {type AddressRange, holdsRange, parseRange} from "./address-range.js";

/** Ranges that no network may block, since its own machines and its very routing are in them. */
const needed = [
  {range: "0.0.0.0/8", what: "this network itself"},
  {range: "10.0.0.0/8", what: "private addresses"},
  {range: "100.64.0.0/10", what: "a provider's shared addresses"},
  {range: "127.0.0.0/8", what: "the machine itself"},
  {range: "169.254.0.0/16", what: "link-local addresses"},
  {range: "172.16.0.0/12", what: "private addresses"},
  {range: "192.168.0.0/16", what: "private addresses"},
  {range: "224.0.0.0/4", what: "multicast addresses"},
  {range: "255.255.255.255", what: "broadcasts"},
  {range: "::", what: "no address at all"},
  {range: "::1", what: "the machine itself"},
  {range: "fc00::/7", what: "private addresses"},
  {range: "fe80::/10", what: "link-local addresses"},
  {range: "ff00::/8", what: "multicast addresses"}
].map(entry => ({...entry, parsed: parseRange(entry.range)}));

/** The shortest prefixes that may be blocked: an eighth-bit slip of the pen must not lock a continent out. */
const shortest = {ipv4: 8, ipv6: 20} as const;

/**
 * Why blocking an address or range would lock out who must not be, as a clause ("it holds private addresses, 10.0.0.0/8"); null when
 * it may be blocked.
 * @param campus the campus's own prefixes
 */
export function whyNotBlocked(address: string, campus: readonly string[]): string | null {
  const range = parseRange(address);
  if (range === null) return "it is neither an address nor a range such as 203.0.113.0/24";
  if (range.length === 0) return "it is every address there is";
  if (range.length < shortest[range.kind]) {
    return `it is wider than /${shortest[range.kind]}, and would lock out whole parts of the internet`;
  }
  const own = campus.find(prefix => overlaps(range, parseRange(prefix)));
  if (own !== undefined) return `it holds addresses of the campus itself, ${own}`;
  const vital = needed.find(entry => overlaps(range, entry.parsed));
  return vital === undefined ? null : `it holds ${vital.what}, ${vital.range}`;
}

function overlaps(a: AddressRange, b: AddressRange | null): boolean {
  return b !== null && (holdsRange(a, b) || holdsRange(b, a));
}
