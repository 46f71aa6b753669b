import {
  createHosts,
  guessHost,
  type NameCount,
  type NameOrigin,
  type Registered,
  selectNameCounts
} from "../indicators/host-heuristics.js";
import {normaliseAddress} from "../indicators/normalise.js";
import type {Database} from "./database.js";

/** Whose an address is, by a register; null where it does not say. */
export type LookUp = (address: string) => Registered | null;

/**
 * Creates `hosts` (address, host_name, host_name_from, isp, asn, network, network_from): a row per address of `places`, from
 * the logs themselves, a register of networks and VirusTotal's answers in `reputation`.
 */
export async function nameHosts(database: Database, lookUp: LookUp): Promise<void> {
  const asked = await readReputation(database);
  const names = await readNames(database);
  await database.run(createHosts);
  const places = await database.rows("SELECT address, site FROM places ORDER BY address");
  const rows = places.flatMap(({address: text, site}) => {
    const address = normaliseAddress(String(text));
    if (address === null) return [];
    const known = lookUp(address) ?? asked.get(address) ?? null;
    const guess = guessHost(address, names.get(address) ?? [], site === null ? null : String(site), known);
    const {hostName, hostNameFrom, isp, asn, network, networkFrom} = guess;
    return [[String(text), hostName, hostNameFrom, isp, asn, network, networkFrom]];
  });
  await database.append("hosts", rows);
}

async function readNames(database: Database): Promise<ReadonlyMap<string, NameCount[]>> {
  const names = new Map<string, NameCount[]>();
  for (const {address, origin, name, count} of await database.rows(selectNameCounts)) {
    const counts = names.get(String(address)) ?? [];
    counts.push({origin: origin as NameOrigin, name: String(name), count: Number(count)});
    names.set(String(address), counts);
  }
  return names;
}

async function readReputation(database: Database): Promise<ReadonlyMap<string, Registered>> {
  const rows = await database.rows(
    "SELECT value, isp, asn, network FROM reputation WHERE kind = 'address' AND (isp IS NOT NULL OR asn IS NOT NULL)"
  );
  const text = (value: unknown) => (value === null ? null : String(value));
  return new Map(
    rows.map(({value, isp, asn, network}) => [
      String(value),
      {isp: text(isp), asn: asn === null ? null : Number(asn), network: text(network), from: "VirusTotal"}
    ])
  );
}
