import type {Severity} from "../../engine/event.js";
import type {Query} from "../../engine/sql.js";
import {rawShardOf} from "../../engine/tables.js";
import {eventsInScope, type Scope} from "./scope.js";

/** Original lines of a page. */
export const rawPage = 10;

/** An event whose original line is shown. */
export interface RawEvent {
  readonly event_id: string;
  readonly event_time: Date;
  readonly event_type: string;
  readonly severity: Severity;
  readonly anomaly_score: number | null;
  /** Events in scope in all. */
  readonly in_all: number;
}

/** A page of the events in scope, the strongest first: by severity, then score, then time. Rows of `RawEvent`. */
export function rawEventsQuery(scope: Scope, page: number): Query {
  const where = eventsInScope(scope);
  return {
    sql: `
SELECT event_id, event_time, event_type, severity, anomaly_score, count(*) OVER () AS in_all
FROM events
WHERE ${where.sql}
ORDER BY array_position(['critical', 'high', 'medium', 'low', 'none'], severity), anomaly_score DESC NULLS LAST,
  event_time, event_id
LIMIT ${rawPage} OFFSET ${Math.max(0, Math.floor(page)) * rawPage}`,
    params: where.params
  };
}

/** The original lines of some events, a query for each shard that holds any of them. */
export function rawLinesQueries(eventIds: readonly string[]): readonly Query[] {
  const byShard = new Map<number, string[]>();
  for (const id of eventIds) {
    const shard = rawShardOf(id);
    byShard.set(shard, [...(byShard.get(shard) ?? []), id]);
  }
  return [...byShard].map(([shard, ids]) => ({
    sql: `SELECT event_id, source_file, record, raw FROM raw_${shard} WHERE event_id IN (${ids.map(() => "?").join(", ")})`,
    params: ids
  }));
}

/** The passwords that some events hold: rows with `event_id` and `password`. */
export function passwordsQuery(eventIds: readonly string[]): Query {
  return {
    sql: `
SELECT event_id, password
FROM session_details
WHERE password <> '' AND event_id IN (${eventIds.map(() => "?").join(", ") || "NULL"})`,
    params: eventIds
  };
}
