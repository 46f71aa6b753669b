import ipaddr from "ipaddr.js";

/** The network that an address has its neighbours in: /24 of IPv4, /48 of IPv6; null for what is no address. */
export function networkOf(address: string): string | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return `${address.split(".").slice(0, 3).join(".")}.0/24`;
  if (!address.includes(":") || !ipaddr.IPv6.isValid(address)) return null;
  const parts = ipaddr.IPv6.parse(address).parts.slice(0, 3);
  return `${parts.map(part => part.toString(16)).join(":")}::/48`;
}
