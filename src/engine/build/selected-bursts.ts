import {formatTimestamp, type Selection} from "../selection.js";
import type {Query} from "../sql.js";

/** A row of the table `bursts` about one dataset, with what is known of the source that made most of it. */
export interface BurstRow {
  readonly dataset: string;
  readonly start_time: Date;
  readonly end_time: Date;
  readonly events: number;
  /** Events to be expected in it, by the hours of the day. */
  readonly expected: number;
  /** -log10 of the chance of its most surprising five or ten minutes. */
  readonly strength: number;
  readonly top_source: string | null;
  readonly top_source_events: number;
  readonly country: string | null;
  readonly site: string | null;
  readonly is_private: boolean | null;
}

/**
 * The bursts of single datasets, all or the selected ones, that overlap the selected window: the strongest first. Bursts
 * are of all events of a dataset, so a selection of severities or sources leaves them as they are.
 */
export function burstsQuery({from, to, datasets}: Selection): Query {
  const chosen = datasets.length === 0 ? "" : ` AND b.value IN (${datasets.map(() => "?").join(", ")})`;
  return {
    sql: `
SELECT b.value AS dataset, b.start_time, b.end_time, b.events, expected, strength, top_source, top_source_events,
  s.country, s.site, s.is_private
FROM bursts b LEFT JOIN sources s ON s.address = b.top_source
WHERE b.kind = 'dataset' AND b.start_time < ?::TIMESTAMP AND b.end_time > ?::TIMESTAMP${chosen}
ORDER BY strength DESC, b.start_time, b.value`,
    params: [formatTimestamp(to), formatTimestamp(from), ...datasets]
  };
}
