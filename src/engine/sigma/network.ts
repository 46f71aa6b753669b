import ipaddr from "ipaddr.js";

/**
 * A network in CIDR notation in its canonical form, so that 10.1.2.3/8 is 10.0.0.0/8; a lone address is a network of one.
 * Null for what is none.
 */
export function readNetwork(written: string): string | null {
  const [address = "", length, ...more] = written.split("/");
  const is4 = ipaddr.IPv4.isValidFourPartDecimal(address);
  const is6 = address.includes(":") && !address.includes("%") && ipaddr.IPv6.isValid(address);
  if (more.length > 0 || !(is4 || is6) || !/^\d{1,3}$/.test(length ?? "0")) return null;
  const bits = length === undefined ? (is4 ? 32 : 128) : Number(length);
  if (bits > (is4 ? 32 : 128)) return null;
  const kind = is4 ? ipaddr.IPv4 : ipaddr.IPv6;
  return `${kind.networkAddressFromCIDR(`${address}/${bits}`)}/${bits}`;
}
