import {openPlaces as openPlaceFiles} from "../engine/places/open-places.js";
import type {Geolocator} from "../engine/places/place.js";
import type {Site} from "../engine/published.js";

/** Addresses of the published tables of places. */
export interface PlaceAddresses {
  readonly ipv4: string;
  readonly ipv6: string;
}

/**
 * Fetches what the site knows of places; where it knows nothing, nothing is located.
 * @param hasIpv6 whether there are such addresses; without, their table, which takes a while to unpack, stays where it is.
 */
export async function openPlaces(
  addresses: PlaceAddresses,
  site: Site,
  hasIpv6: boolean
): Promise<Geolocator> {
  const [ipv4, ipv6] = await Promise.all([
    fetchBytes(addresses.ipv4),
    hasIpv6 ? fetchBytes(addresses.ipv6) : new Uint8Array()
  ]);
  return openPlaceFiles({ipv4, ipv6}, {database: site.geolocation, isDbIp: site.attributeDbIp});
}

async function fetchBytes(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`unable to fetch ${url}: ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}
