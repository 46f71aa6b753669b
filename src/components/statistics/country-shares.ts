import type {CubeRow} from "../../engine/cube.js";
import {countryLabel} from "../country-label.js";
import {formatPlural, formatShare} from "../format.js";
import {countCountries, eventsOf, isCountry} from "../map/country-counts.js";

/** A country's part of the events whose source's country is known. */
export interface CountryShare {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly events: number;
  readonly share: number;
  readonly anomalous: number;
  /** Its part of the anomalous ones among them; null where none is. */
  readonly anomalous_share: number | null;
}

/** Countries by events, without the campus's own addresses and those of no known place. */
export function countryShares(rows: readonly CubeRow[]): CountryShare[] {
  const counts = countCountries(rows, {anomalousOnly: false, blockedOnly: false}).filter(isCountry);
  const events = eventsOf(counts);
  const anomalous = counts.reduce((sum, row) => sum + row.anomalous, 0);
  return counts.map(row => ({
    country: row.country,
    events: row.events,
    share: row.events / events,
    anomalous: row.anomalous,
    anomalous_share: anomalous === 0 ? null : row.anomalous / anomalous
  }));
}

/** "Three countries send half of what comes from outside: China, the United States and Germany". */
export function countryFinding(rows: readonly CubeRow[]): string {
  const shares = countryShares(rows);
  const [top] = shares;
  if (top === undefined) return "Where sources are";
  let sum = 0;
  const half = shares.findIndex(({share}) => {
    sum += share;
    return sum >= 0.5;
  });
  const lead = `${countryLabel(top.country)} sends most of what comes from a known country: ${formatShare(top.share)}`;
  return half < 1
    ? lead
    : `${lead}; ${formatPlural(half + 1, "country", "countries")} of ${shares.length} send half`;
}

/** What the shares leave out. */
export function countryRemainder(rows: readonly CubeRow[]): string {
  const counts = countCountries(rows, {anomalousOnly: false, blockedOnly: false});
  const all = eventsOf(counts);
  const known = eventsOf(counts.filter(isCountry));
  return all === 0
    ? ""
    : `Shares of the ${formatPlural(known, "event")} whose source is outside the campus and in a known country: ${formatShare(known / all)} of all selected.`;
}
