import {decodePlaces, type PlaceFinder} from "./decode-places.js";
import type {Geolocator} from "./place.js";

/** The published tables of places; empty bytes stand for one that was not made. */
export interface PlaceFiles {
  readonly ipv4: Uint8Array;
  readonly ipv6: Uint8Array;
}

/**
 * Locates addresses as the database does that the tables were made of; with no table at all, nothing is located.
 *
 * @param source as of the Geolocator that the tables were made of.
 * @throws when a table is damaged, naming it.
 */
export async function openPlaces(
  files: PlaceFiles,
  source: Pick<Geolocator, "database" | "isDbIp">
): Promise<Geolocator> {
  const ipv4 = await openTable("IPv4", files.ipv4);
  const ipv6 = await openTable("IPv6", files.ipv6);
  const isKnown = ipv4 !== null || ipv6 !== null;
  return {
    locate: address => (address.includes(":") ? ipv6 : ipv4)?.locate(address) ?? null,
    database: isKnown ? source.database : null,
    isDbIp: isKnown && source.isDbIp
  };
}

async function openTable(family: string, bytes: Uint8Array): Promise<PlaceFinder | null> {
  try {
    return bytes.length ? await decodePlaces(bytes) : null;
  } catch (error) {
    throw new Error(`places of ${family}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
