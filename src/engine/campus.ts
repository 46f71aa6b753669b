import ipaddr from "ipaddr.js";
import type {BusinessHours} from "./features/context.js";

/** What `data/campus.yml` says, checked. */
export interface CampusConfig {
  readonly name: string;
  /** ISO 3166-1 alpha-2 code of the home country; null when not said. */
  readonly country: string | null;
  /** IANA name; hours of day and days of week are the campus's. */
  readonly timeZone: string;
  /** On the campus's clock. */
  readonly businessHours: BusinessHours;
  readonly sites: readonly Site[];
  /** Zones of files whose times carry none; `pattern` is matched against the end of the file's path. */
  readonly files: readonly {readonly pattern: string; readonly zone: string}[];
  /** Coarse places for when there is no geolocation database. */
  readonly fallbackCountries: readonly {readonly prefix: string; readonly country: string}[];
}

export interface Site {
  readonly name: string;
  readonly prefixes: readonly string[];
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface Campus {
  readonly config: CampusConfig;
  /** What the prefixes say of an address; null for what is not an address. */
  classify(address: string): AddressClass | null;
  /** IANA zone of a file's times without zone; null when nobody said. */
  zoneOf(file: string): string | null;
}

export interface AddressClass {
  readonly site: Site | null;
  /** Not routed on the internet: RFC 1918 and 6598, loopback, link-local, unique local. */
  readonly isPrivate: boolean;
  /** From the coarse prefix table; null when it says nothing. */
  readonly fallbackCountry: string | null;
}

type Address = ReturnType<typeof ipaddr.parse>;
type Network = ReturnType<typeof ipaddr.parseCIDR>;

/** What ipaddr.js calls the ranges that are not routed on the internet. */
export const privateRanges: ReadonlySet<string> = new Set([
  "private",
  "carrierGradeNat",
  "loopback",
  "linkLocal",
  "uniqueLocal",
  "unspecified"
]);

/** @throws when a prefix is not one, naming it. */
export function createCampus(config: CampusConfig): Campus {
  const sites = config.sites.flatMap(site =>
    site.prefixes.map(prefix => ({value: site, network: parseNetwork(prefix)}))
  );
  const countries = config.fallbackCountries.map(f => ({value: f.country, network: parseNetwork(f.prefix)}));
  return {
    config,
    classify(text) {
      if (!isAddress(text)) return null;
      const address = ipaddr.process(text);
      return {
        site: longestMatch(sites, address),
        isPrivate: privateRanges.has(address.range()),
        fallbackCountry: longestMatch(countries, address)
      };
    },
    zoneOf: file => config.files.find(f => file.endsWith(f.pattern) || file.includes(f.pattern))?.zone ?? null
  };
}

/** Only as logs write addresses: that "10.1" is one, and "12345", is true of inet_aton alone. */
function isAddress(text: string): boolean {
  return text.includes(":") ? ipaddr.IPv6.isValid(text) : ipaddr.IPv4.isValidFourPartDecimal(text);
}

function parseNetwork(prefix: string): Network {
  try {
    return ipaddr.parseCIDR(prefix);
  } catch {
    throw new Error(`invalid address prefix: "${prefix}"; expected one like 192.0.2.0/24 or 2001:db8::/32`);
  }
}

function longestMatch<T>(entries: readonly {value: T; network: Network}[], address: Address): T | null {
  let best: T | null = null;
  let bestLength = -1;
  for (const {value, network} of entries) {
    const [base, length] = network;
    if (length > bestLength && base.kind() === address.kind() && address.match(network)) {
      best = value;
      bestLength = length;
    }
  }
  return best;
}
