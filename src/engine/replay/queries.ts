import type {Selection} from "../selection.js";
import {whereClause} from "../selection.js";
import type {Query} from "../sql.js";

/** The key figures of a frame, counted anew in SQL: one row. For reading and checking; a frame has them already. */
export function figuresQuery(selection: Selection, position: number, span: number): Query {
  const where = whereClause(selection);
  const lookedAt = Number.isFinite(span)
    ? `clock > (SELECT max(clock) FROM played) - INTERVAL ${Math.round(span)} MILLISECONDS`
    : "true";
  return {
    sql: `
WITH played AS (
  -- Events in the order they were logged; the clock is the latest time among them so far.
  SELECT *, max(event_time) OVER (ORDER BY rowid) AS clock
  FROM events WHERE ${where.sql}
  ORDER BY rowid LIMIT ${Math.round(position)}
)
SELECT
  count(*) AS events,
  count(*) FILTER (severity <> 'none') AS anomalous,
  count(*) FILTER (action = 'blocked') AS blocked,
  count(DISTINCT source_ip) AS addresses
FROM played
WHERE ${lookedAt}`,
    params: where.params
  };
}

/** What the table of latest events shows of an event. */
export interface LatestEvent {
  /** Place in the table `events`. */
  readonly row: number;
  readonly event_id: string;
  readonly event_time: Date;
  readonly dataset: string;
  readonly event_type: string;
  readonly source_ip: string | null;
  readonly destination_ip: string | null;
  readonly destination_port: number | null;
  readonly username: string | null;
  readonly attack_type: string | null;
  readonly severity: string;
}

/** The selected anomalous events between two places in the table, both included; in order of their places. */
export function latestQuery(selection: Selection, first: number, last: number): Query {
  const where = whereClause(selection);
  return {
    sql: `
SELECT rowid AS "row", event_id, event_time, dataset, event_type, source_ip, destination_ip, destination_port,
  username, attack_type, severity
FROM events
WHERE rowid BETWEEN ? AND ? AND severity <> 'none' AND ${where.sql}
ORDER BY rowid`,
    params: [first, last, ...where.params]
  };
}
