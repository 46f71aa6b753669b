import type {Geolocator} from "../../src/engine/places/place.js";
import {findRecord, openPlaceDatabases, readPlace} from "./place-databases.js";

/** A geolocator over databases on this machine. */
export interface LocalGeolocator extends Geolocator {
  /** As of `PlaceDatabases`. */
  readonly edition: string;
}

/**
 * Locates by the user's own MMDB in `directory` (GeoLite2 or GeoIP2 City), if there is one, else by DB-IP City Lite from npm.
 * With neither, nothing is located.
 */
export async function openGeolocator(directory: string): Promise<LocalGeolocator> {
  const databases = await openPlaceDatabases(directory);
  const {name, isDbIp, edition} = databases;
  return {
    locate(address) {
      const {record} = findRecord(databases, address);
      return record && readPlace(record);
    },
    database: name,
    isDbIp,
    edition
  };
}
