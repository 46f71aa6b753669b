import {existsSync} from "node:fs";
import {readdir} from "node:fs/promises";
import {join} from "node:path";
import {BIGINT, VARCHAR} from "@duckdb/node-api";
import {type AsnResponse, open, type Reader} from "maxmind";
import {
  createHosts,
  guessHost,
  type NameCount,
  type NameOrigin,
  type Registered,
  selectNameCounts
} from "../../src/engine/indicators/host-heuristics.js";
import {normaliseAddress, normaliseNetwork} from "../../src/engine/indicators/normalise.js";
import type {Database} from "../database.js";
import {describeError} from "../describe-error.js";
import {appendRows} from "../detect/append-rows.js";

/** Kinds of MaxMind databases that say whose an address is. */
const register = /asn|isp/i;

/**
 * Creates `hosts` (address, host_name, host_name_from, isp, asn, network, network_from): a row per address of `places`, from
 * the logs themselves, the user's GeoLite2-ASN (or ISP) database, if there is one, and VirusTotal's answers in `reputation`.
 * @param directory of the user's MMDB files.
 * @returns what people should know, such as that a register is damaged; none at hand is usual, and no news.
 */
export async function nameHosts(database: Database, directory: string): Promise<readonly string[]> {
  const {lookUp, messages} = await openRegister(directory);
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
    return [
      [String(text), hostName, hostNameFrom, isp, asn === null ? null : BigInt(asn), network, networkFrom]
    ];
  });
  await appendRows(database, "hosts", [VARCHAR, VARCHAR, VARCHAR, VARCHAR, BIGINT, VARCHAR, VARCHAR], rows);
  return messages;
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

/** The first of the user's databases that says whose addresses are; without one nobody does. */
async function openRegister(directory: string) {
  const messages: string[] = [];
  const files = existsSync(directory) ? (await readdir(directory)).sort() : [];
  for (const file of files.filter(name => name.endsWith(".mmdb"))) {
    try {
      const reader = await open<AsnResponse>(join(directory, file));
      if (!register.test(reader.metadata.databaseType)) continue;
      const from = `${file}, ${reader.metadata.buildEpoch.toISOString().slice(0, 10)}`;
      let isDamaged = false;
      const lookUp = (address: string): Registered | null => {
        if (isDamaged) return null;
        try {
          return readRegistered(reader, address, from);
        } catch (error) {
          isDamaged = true;
          messages.push(`${file}: damaged, so that providers are unknown: ${describeError(error)}`);
          return null;
        }
      };
      return {lookUp, messages};
    } catch (error) {
      messages.push(`${file}: not read: ${describeError(error)}`);
    }
  }
  return {lookUp: () => null, messages};
}

function readRegistered(reader: Reader<AsnResponse>, address: string, from: string): Registered | null {
  if (reader.metadata.ipVersion === 4 && address.includes(":")) return null;
  const [record, length] = reader.getWithPrefixLength(address);
  if (record === null) return null;
  const network = normaliseNetwork(`${address}/${length}`)?.value ?? null;
  const {autonomous_system_number: asn, autonomous_system_organization: isp} = record;
  return {isp: isp ?? null, asn: asn ?? null, network, from};
}
