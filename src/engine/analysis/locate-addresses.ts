import {selectAddresses} from "../build/stage.js";
import type {Campus} from "../campus.js";
import {countryPlace, type Geolocator} from "../places/place.js";
import type {Database, Value} from "./database.js";

const createPlaces = `
  CREATE TABLE places (id INTEGER, address VARCHAR, site VARCHAR, is_private BOOLEAN, place_from VARCHAR, continent VARCHAR,
    country_code VARCHAR, country VARCHAR, region VARCHAR, city VARCHAR, latitude DOUBLE, longitude DOUBLE, suspect BOOLEAN)
`;

/** Addresses located at a time. */
const piece = 16_384;

/**
 * Creates `places`: every address of `parsed` once, numbered in order, and what campus prefixes and geolocation say of
 * it. The campus knows its own sites best; then comes the database, then the coarse prefix table.
 */
export async function locateAddresses(
  database: Database,
  campus: Campus,
  geolocator: Pick<Geolocator, "locate">
): Promise<void> {
  await database.run(createPlaces);
  let id = 0;
  let rows: Value[][] = [];
  const addresses = await database.rows(`
    SELECT address FROM (${selectAddresses}) WHERE address IS NOT NULL ORDER BY address
  `);
  for (const {address} of addresses) {
    rows.push([id++, String(address), ...describe(String(address), campus, geolocator), false]);
    if (rows.length < piece && id < addresses.length) continue;
    await database.append("places", rows);
    rows = [];
  }
}

function describe(
  address: string,
  campus: Campus,
  geolocator: Pick<Geolocator, "locate">
): (string | number | boolean | null)[] {
  const known = campus.classify(address);
  const nowhere = [null, null, null, null, null, null, null, null];
  if (!known) return [null, null, ...nowhere];
  const {site, isPrivate, fallbackCountry} = known;
  if (site) {
    const home = campus.config.country ? countryPlace(campus.config.country) : null;
    const country = [home?.continent ?? null, home?.country_code ?? null, home?.country ?? null];
    return [site.name, isPrivate, "campus", ...country, null, site.name, site.latitude, site.longitude];
  }
  if (isPrivate) return [null, true, ...nowhere];
  const located = geolocator.locate(address);
  const place = located ?? (fallbackCountry ? countryPlace(fallbackCountry) : null);
  if (!place) return [null, false, ...nowhere];
  const from = located ? "database" : "prefix table";
  const {continent, country_code, country, region, city, latitude, longitude} = place;
  return [null, false, from, continent, country_code, country, region, city, latitude, longitude];
}
