import {country} from "../build/country.js";
import type {CubeRow} from "../cube.js";
import {type Selection, whereClause} from "../selection.js";
import type {Query} from "../sql.js";
import {addCounts, type Counted, noCounts, type SeverityCounts} from "./place-counts.js";

/** Where something stands, as far as it is known. */
export interface Place {
  /** ISO 3166-1 alpha-2; "campus" for the campus's own; null without a known place. */
  readonly country: string | null;
  /** State or region, as the geolocation names it. */
  readonly region: string | null;
  readonly city: string | null;
  /** Degrees; null where only the country is known. */
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** What is known of one source address or, before the addresses have been read, of all of a country's together. */
export interface PlaceEntry extends Place {
  /** Null where it stands for a whole country, or for events without a source. */
  readonly address: string | null;
  readonly counts: SeverityCounts;
}

/** A row of `placesQuery`. */
export interface PlaceRow extends Place, Readonly<Record<Counted, number>> {
  readonly address: string | null;
  readonly severity: string;
}

/** The selected events and alerts by source address and severity, with where the address is; alerts by their strongest event's. */
export function placesQuery(selection: Selection): Query {
  const where = whereClause(selection);
  return {
    sql: `
SELECT c.address, ${country} AS country, s.region, s.city, s.latitude, s.longitude, c.severity,
  sum(c.events)::BIGINT AS events, sum(c.blocked)::BIGINT AS blocked, sum(c.allowed)::BIGINT AS allowed, sum(c.alerts)::BIGINT AS alerts
FROM (
    SELECT source_ip AS address, severity, count(*) AS events, count(*) FILTER (action = 'blocked') AS blocked,
      count(*) FILTER (action = 'allowed') AS allowed, 0 AS alerts
    FROM events WHERE ${where.sql} GROUP BY ALL
    UNION ALL
    SELECT source_ip AS address, severity, 0 AS events, 0 AS blocked, 0 AS allowed, count(*) AS alerts
    FROM alerts WHERE ${where.sql} GROUP BY ALL
) c LEFT JOIN sources s ON s.address = c.address
GROUP BY ALL
ORDER BY c.address, c.severity`,
    params: [...where.params, ...where.params]
  };
}

/** One entry per address, of rows in order of their addresses. */
export function addressEntries(rows: readonly PlaceRow[]): PlaceEntry[] {
  const entries: PlaceEntry[] = [];
  let last: PlaceEntry | undefined;
  for (const row of rows) {
    if (last === undefined || last.address !== row.address) {
      const {address, country, region, city, latitude, longitude} = row;
      last = {address, country, region, city, latitude, longitude, counts: noCounts()};
      entries.push(last);
    }
    addCounts(last.counts, row.severity, row);
  }
  return entries;
}

/** One entry per country, of the cube's rows by country and severity: what can be drawn before any address is read. */
export function countryEntries(rows: readonly CubeRow[]): PlaceEntry[] {
  const entries = new Map<string | null, PlaceEntry>();
  for (const row of rows) {
    const country = row.country ?? null;
    const entry: PlaceEntry = entries.get(country) ?? {
      ...{address: null, country, region: null, city: null, latitude: null, longitude: null},
      counts: noCounts()
    };
    entries.set(country, entry);
    addCounts(entry.counts, row.severity, row);
  }
  return [...entries.values()];
}

/** What is known of one address, in or out of the selection. */
export interface LocatedAddress extends Place {
  readonly address: string;
  /** Campus site, by data/campus.yml. */
  readonly site: string | null;
  /** Null for what is not an address. */
  readonly is_private: boolean | null;
}

export function locateQuery(address: string): Query {
  return {
    sql: `
SELECT s.address, ${country} AS country, s.region, s.city, s.latitude, s.longitude, s.site, s.is_private
FROM sources s
WHERE s.address = ?`,
    params: [address]
  };
}
