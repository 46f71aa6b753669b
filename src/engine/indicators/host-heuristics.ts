import {publicResolvers} from "./public-resolvers.js";
import {specialRange} from "./special-ranges.js";

export const defaults = {
  /** Share of the times that a name was said of an address, from which it is taken for the address's. */
  share: 0.5
};

/** How a name came into the logs, the best first. */
const origins = {
  dhcp: (n: number, of: number) => `name it gave itself over DHCP, ${n} of ${of} times`,
  tls: (n: number, of: number) => `name asked for over TLS, ${n} of ${of} connections`,
  http: (n: number, of: number) => `name asked for over HTTP, ${n} of ${of} requests`,
  reverse: (n: number, of: number) =>
    `name by reverse DNS that does not lead back to it, ${n} of ${of} logins`
} as const;

export type NameOrigin = keyof typeof origins;

/** How often an address was called by a name. */
export interface NameCount {
  readonly origin: NameOrigin;
  readonly name: string;
  readonly count: number;
}

/** Whose an address is by a register of autonomous systems. */
export interface Registered {
  readonly isp: string | null;
  readonly asn: number | null;
  /** In CIDR notation. */
  readonly network: string | null;
  /** Which register. */
  readonly from: string;
}

/** A row of the table `hosts` without its address. What nothing is known of is null; nothing is made up. */
export interface HostGuess {
  readonly hostName: string | null;
  readonly hostNameFrom: string | null;
  readonly isp: string | null;
  readonly asn: number | null;
  readonly network: string | null;
  readonly networkFrom: string | null;
}

const domain = "([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)+[a-z][a-z0-9-]*[a-z0-9]";
const bare = (field: string) => `regexp_replace(rtrim(lower(${field}), '.'), ':[0-9]+$', '')`;
const mapping = (pattern: string) => `regexp_extract(message, '${pattern}', 1)`;

const sources: Readonly<Record<NameOrigin, string>> = {
  dhcp: `SELECT source_ip AS address, lower(message) AS name FROM logs
      WHERE event_type = 'dhcp' AND source_port = 68 AND source_ip <> '0.0.0.0'`,
  tls: `SELECT destination_ip, ${bare("tls_sni")} FROM logs WHERE event_type IN ('tls', 'quic')`,
  http: `SELECT destination_ip, ${bare("http_host")} FROM logs WHERE event_type = 'http'`,
  // sshd, before and since OpenSSH 7.
  reverse: `SELECT source_ip, lower(coalesce(
        nullif(${mapping("reverse mapping checking getaddrinfo for ([^ ]+) ")}, ''),
        nullif(${mapping(" maps to ([^ ,]+), but this does not map back")}, '')))
      FROM logs WHERE event_type = 'login.break_in_warning'`
};

/**
 * How often addresses were called by names, as (address, origin, name, count): by the name that was asked for when reaching
 * them, that they gave themselves, or that the DNS gives them. Anybody may ask for any name, so only what looks like one counts.
 */
export const selectNameCounts = `
  SELECT address, origin, name, count(*) AS count FROM (
    ${Object.entries(sources)
      .map(([origin, select]) => `SELECT '${origin}' AS origin, * FROM (${select}) AS s (address, name)`)
      .join("\n    UNION ALL\n    ")}
  )
  WHERE address IS NOT NULL AND length(name) <= 253
    AND (regexp_full_match(name, '${domain}') OR origin = 'dhcp' AND regexp_full_match(name, '[a-z0-9_-]{1,63}'))
  GROUP BY address, origin, name
  ORDER BY address, origin, name
`;

/**
 * Guesses at what an address is called and whose it is, each with what it rests on.
 * @param names what the logs call it.
 * @param site the campus site it belongs to; null when it is none of the user's.
 * @param registered what a register says of it; null where there is none, or it knows nothing.
 */
export function guessHost(
  address: string,
  names: readonly NameCount[],
  site: string | null,
  registered: Registered | null
): HostGuess {
  const resolver = publicResolvers.get(address);
  const name = resolver
    ? {hostName: resolver.name, hostNameFrom: "public DNS resolver, named by its operator"}
    : guessName(names);
  return {...name, ...guessNetwork(address, site, registered, resolver?.operator ?? null)};
}

function guessName(names: readonly NameCount[]): Pick<HostGuess, "hostName" | "hostNameFrom"> {
  for (const [origin, describe] of Object.entries(origins)) {
    const said = names.filter(name => name.origin === origin);
    const total = said.reduce((sum, {count}) => sum + count, 0);
    const [best] = [...said].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
    if (best && best.count >= defaults.share * total)
      return {hostName: best.name, hostNameFrom: describe(best.count, total)};
  }
  return {hostName: null, hostNameFrom: null};
}

function guessNetwork(
  address: string,
  site: string | null,
  registered: Registered | null,
  operator: string | null
): Omit<HostGuess, "hostName" | "hostNameFrom"> {
  const unknown = {isp: null, asn: null};
  if (site !== null) return {...unknown, network: site, networkFrom: "data/campus.yml"};
  const special = specialRange(address);
  if (special !== null) return {...unknown, network: special, networkFrom: "IANA's special-purpose registry"};
  if (registered !== null) {
    const {isp, asn, network, from} = registered;
    return {isp: isp ?? operator, asn, network, networkFrom: from};
  }
  return operator === null
    ? {...unknown, network: null, networkFrom: null}
    : {isp: operator, asn: null, network: null, networkFrom: "public DNS resolver, named by its operator"};
}

/** Creates `hosts`, empty, in the types of its published columns. */
export const createHosts = `CREATE TABLE hosts (
  address VARCHAR, host_name VARCHAR, host_name_from VARCHAR, isp VARCHAR, asn BIGINT, network VARCHAR, network_from VARCHAR)`;

/** For publishing, in order of address. */
export const selectHosts = "SELECT * FROM hosts ORDER BY address";
