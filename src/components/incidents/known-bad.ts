import type {Query} from "../../engine/sql.js";
import {formatPlural} from "../format.js";

/** A row of the table `indicator_lists`, as `engine/tables/indicators.ts` documents it. */
export interface IndicatorList {
  readonly list: string;
  readonly file: string;
  readonly format: string;
  readonly applied: boolean;
  readonly entries: number;
  readonly addresses: number;
  readonly networks: number;
  readonly domains: number;
  readonly urls: number;
  readonly hashes: number;
  readonly fingerprints: number;
  readonly duplicates: number;
  readonly junk: number;
  readonly refused: number;
  readonly skipped: number;
  readonly indicators_hit: number;
  readonly events_hit: number;
}

/** The lists that were read, those that matched most first. */
export const listsQuery: Query = {
  sql: `
SELECT *
FROM indicator_lists
ORDER BY events_hit DESC, indicators_hit DESC, list`
};

/** An indicator that matched. */
export interface IndicatorHit {
  readonly list: string;
  readonly kind: string;
  readonly indicator: string;
  readonly line: number;
  readonly fields: string;
  readonly events: number;
}

/** Which indicators matched how many events, those that matched most first. */
export const hitsQuery: Query = {
  sql: `
SELECT list, kind, indicator, line, string_agg(DISTINCT field, ', ' ORDER BY field) AS fields,
  count(DISTINCT event_id) AS events
FROM indicator_hits
GROUP BY list, kind, indicator, line
ORDER BY events DESC, list, line, kind, indicator`
};

/** What the lists gave, in a sentence. */
export function listsFinding(lists: readonly IndicatorList[]): string {
  const applied = lists.filter(list => list.applied);
  const sum = (key: "entries" | "indicators_hit" | "events_hit") =>
    applied.reduce((total, list) => total + list[key], 0);
  if (applied.length === 0) return "Known-bad lists: none was applied";
  return `Known-bad lists: ${formatPlural(sum("indicators_hit"), "indicator")} of ${formatPlural(sum("entries"), "entry", "entries")} in ${formatPlural(applied.length, "list")} matched ${formatPlural(sum("events_hit"), "event")}`;
}

/** What matched most, in a sentence. */
export function hitsFinding(hits: readonly IndicatorHit[]): string {
  return hits.length === 0
    ? "Known-bad indicators: none of them was seen"
    : `Known-bad indicators: ${formatPlural(hits.length, "entry", "entries")} of the lists ${hits.length === 1 ? "was" : "were"} seen`;
}
