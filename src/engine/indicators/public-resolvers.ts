export interface Resolver {
  readonly operator: string;
  /** The name its operator gives it in the DNS. */
  readonly name: string;
}

const resolver = (operator: string, name: string, addresses: string) =>
  addresses.split(" ").map(address => [address, {operator, name}] as const);

/**
 * Open DNS resolvers that half the world asks, as their operators publish them. Malware asks them too, so that they turn up
 * in lists; a match would say nothing.
 */
export const publicResolvers: ReadonlyMap<string, Resolver> = new Map([
  // https://developers.google.com/speed/public-dns/docs/using
  ...resolver("Google", "dns.google", "8.8.8.8 8.8.4.4 2001:4860:4860::8888 2001:4860:4860::8844"),
  // https://developers.cloudflare.com/1.1.1.1/ip-addresses
  ...resolver("Cloudflare", "one.one.one.one", "1.1.1.1 1.0.0.1 2606:4700:4700::1111 2606:4700:4700::1001"),
  // https://quad9.net/service/service-addresses-and-features
  ...resolver(
    "Quad9",
    "dns.quad9.net",
    "9.9.9.9 149.112.112.112 2620:fe::fe 2620:fe::9 9.9.9.10 149.112.112.10 9.9.9.11 149.112.112.11"
  ),
  // https://www.opendns.com/setupguide
  ...resolver(
    "Cisco OpenDNS",
    "dns.opendns.com",
    "208.67.222.222 208.67.220.220 2620:119:35::35 2620:119:53::53"
  ),
  // https://adguard-dns.io/en/public-dns.html
  ...resolver(
    "AdGuard",
    "dns.adguard-dns.com",
    "94.140.14.14 94.140.15.15 2a10:50c0::ad1:ff 2a10:50c0::ad2:ff"
  )
]);
