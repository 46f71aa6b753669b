import {BOOLEAN, DOUBLE, DuckDBDataChunk, INTEGER, VARCHAR} from "@duckdb/node-api";
import {selectAddresses} from "../../src/engine/build/stage.js";
import type {Campus} from "../../src/engine/campus.js";
import type {Database} from "../database.js";
import {countryPlace, type Geolocator} from "./geolocate.js";

const columns = [
  ["id", INTEGER],
  ["address", VARCHAR],
  ["site", VARCHAR],
  ["is_private", BOOLEAN],
  ["place_from", VARCHAR],
  ["continent", VARCHAR],
  ["country_code", VARCHAR],
  ["country", VARCHAR],
  ["region", VARCHAR],
  ["city", VARCHAR],
  ["latitude", DOUBLE],
  ["longitude", DOUBLE]
] as const;

/** Rows of a DuckDB data chunk at most. */
const chunkRows = 2048;

/**
 * Creates `places`: every address of `parsed` once, numbered in order, and what campus prefixes and geolocation say of
 * it. The campus knows its own sites best; then comes the database, then the coarse prefix table.
 */
export async function locateAddresses(
  database: Database,
  campus: Campus,
  geolocator: Geolocator
): Promise<void> {
  await database.run(
    `CREATE TABLE places (${columns.map(([name, type]) => `${name} ${type}`).join(", ")}, suspect BOOLEAN)`
  );
  const addresses = await database.connection.stream(`
    SELECT address FROM (${selectAddresses}) WHERE address IS NOT NULL ORDER BY address
  `);
  const types = [...columns.map(([, type]) => type), BOOLEAN];
  const appender = await database.connection.createAppender("places");
  let id = 0;
  for (
    let found = await addresses.fetchChunk();
    found && found.rowCount > 0;
    found = await addresses.fetchChunk()
  ) {
    const chunk = DuckDBDataChunk.create(types, chunkRows);
    const rows = found.getColumnValues(0).map(String);
    chunk.setRows(rows.map(address => [id++, address, ...describe(address, campus, geolocator), false]));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

function describe(
  address: string,
  campus: Campus,
  geolocator: Geolocator
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
