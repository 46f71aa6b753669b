import ipaddr from "ipaddr.js";

/**
 * The addresses that a network holds, in their order. What is no address, such as a host's name, is in no network; an IPv4
 * address written as IPv6 (`::ffff:192.0.2.1`) is in IPv4 networks.
 * @param network in CIDR notation; one that cannot be read holds nothing
 */
export function networkMembers(network: string, addresses: readonly string[]): string[] {
  if (!ipaddr.isValidCIDR(network)) return [];
  const [base, length] = ipaddr.parseCIDR(network);
  return addresses.filter(text => {
    if (!/^[\da-f.:]+$/i.test(text) || !ipaddr.isValid(text) || /^\d+$/.test(text)) return false;
    const address = ipaddr.process(text);
    return address.kind() === base.kind() && address.match(base, length);
  });
}
