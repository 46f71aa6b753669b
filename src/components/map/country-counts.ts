import {campus} from "../../engine/build/country.js";
import type {CubeRow} from "../../engine/cube.js";

/** What is known of the events from one country. */
export interface CountryCounts {
  /** ISO 3166-1 alpha-2; "campus" for the campus's own addresses; null for sources without a known place. */
  readonly country: string | null;
  readonly events: number;
  readonly allowed: number;
  readonly blocked: number;
  /** Events of some severity. */
  readonly anomalous: number;
  /** Null where alerts are not counted. */
  readonly alerts: number | null;
}

/** Which events a map shows: all of them, or only those for which each filter set here holds. */
export interface CountryFilter {
  readonly anomalousOnly: boolean;
  readonly blockedOnly: boolean;
}

/**
 * Counts per country, the most events first, of rows by country and severity. Countries without an event left are left
 * out. Alerts have no action, so `blockedOnly` does not change their number.
 */
export function countCountries(
  rows: readonly CubeRow[],
  {anomalousOnly, blockedOnly}: CountryFilter
): CountryCounts[] {
  const counts = new Map<string | null, CountryCounts>();
  for (const row of rows) {
    const isAnomalous = row.severity !== "none";
    if (anomalousOnly && !isAnomalous) continue;
    const country = row.country ?? null;
    const sum = counts.get(country);
    const events = blockedOnly ? row.blocked : row.events;
    counts.set(country, {
      country,
      events: (sum?.events ?? 0) + events,
      allowed: (sum?.allowed ?? 0) + (blockedOnly ? 0 : row.allowed),
      blocked: (sum?.blocked ?? 0) + row.blocked,
      anomalous: (sum?.anomalous ?? 0) + (isAnomalous ? events : 0),
      alerts: (sum?.alerts ?? 0) + row.alerts
    });
  }
  return [...counts.values()].filter(({events}) => events > 0).sort(byEvents);
}

/** The most events first; equals by code, so that the order is always the same. */
function byEvents(a: CountryCounts, b: CountryCounts): number {
  return b.events - a.events || (a.country ?? "").localeCompare(b.country ?? "", "en");
}

/** Whether a row is of a country, rather than of the campus or of no known place. */
export function isCountry<R extends Pick<CountryCounts, "country">>(
  row: R
): row is R & {readonly country: string} {
  return row.country !== null && row.country !== campus;
}

/** Whether a row is of the campus's own addresses. */
export function isCampus({country}: Pick<CountryCounts, "country">): boolean {
  return country === campus;
}

export function eventsOf(counts: readonly Pick<CountryCounts, "events">[]): number {
  return counts.reduce((sum, {events}) => sum + events, 0);
}

/** The share of events blocked among those whose action is known; null where it is known of none. */
export function blockedShare({
  allowed,
  blocked
}: {
  readonly allowed: number;
  readonly blocked: number;
}): number | null {
  return allowed + blocked === 0 ? null : blocked / (allowed + blocked);
}
