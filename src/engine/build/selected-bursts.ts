import {formatTimestamp, type Selection} from "../selection.js";
import type {Query} from "../sql.js";

/** A row of the table `bursts` about one dataset, with what is known of the source that made most of it. */
export interface BurstRow {
  readonly burst_id: string;
  readonly dataset: string;
  readonly start_time: Date;
  readonly end_time: Date;
  readonly events: number;
  /** Events to be expected in it, by the hours of the day. */
  readonly expected: number;
  /** -log10 of the chance of its most surprising five or ten minutes. */
  readonly strength: number;
  /** Distinct sources of its events. */
  readonly sources: number;
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
export function burstsQuery(selection: Selection): Query {
  const where = overlapping(selection);
  return {
    sql: `
SELECT b.burst_id, b.value AS dataset, b.start_time, b.end_time, b.events, expected, strength, b.sources, top_source,
  top_source_events, s.country, s.site, s.is_private
FROM bursts b LEFT JOIN sources s ON s.address = b.top_source
WHERE ${where.sql}
ORDER BY strength DESC, b.start_time, b.value`,
    params: where.params
  };
}

/** A source that made much of a burst. */
export interface BurstSourceRow {
  readonly burst_id: string;
  readonly source_ip: string;
  /** Events of the burst that are its. */
  readonly events: number;
}

/** Who made most of the bursts that `burstsQuery` finds: up to five sources of each, the busiest first. */
export function burstSourcesQuery(selection: Selection): Query {
  const where = overlapping(selection);
  return {
    sql: `
SELECT b.burst_id, m.source_ip, m.events
FROM bursts b JOIN burst_sources m ON m.burst_id = b.burst_id
WHERE m.source_ip IS NOT NULL AND ${where.sql}
ORDER BY b.burst_id, m.events DESC, m.source_ip`,
    params: where.params
  };
}

function overlapping({from, to, datasets}: Selection): {
  readonly sql: string;
  readonly params: readonly string[];
} {
  const chosen = datasets.length === 0 ? "" : ` AND b.value IN (${datasets.map(() => "?").join(", ")})`;
  return {
    sql: `b.kind = 'dataset' AND b.start_time < ?::TIMESTAMP AND b.end_time > ?::TIMESTAMP${chosen}`,
    params: [formatTimestamp(to), formatTimestamp(from), ...datasets]
  };
}
