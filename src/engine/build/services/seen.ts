import {type Selection, whereClause} from "../../selection.js";
import type {Query} from "../../sql.js";

/** How often a value was seen among the selected events, by whom and when. */
export interface Seen {
  readonly events: number;
  /** Of them, those that a model or a rule holds to be of some severity. */
  readonly anomalous: number;
  /** Distinct source addresses. */
  readonly sources: number;
  /** Names of the datasets that recorded it, with commas. */
  readonly datasets: string;
  readonly first_time: Date;
  readonly last_time: Date;
  /** Distinct values in the selection, those beyond the list's end included; the same in every row. */
  readonly all_values: number;
  /** Their events; the same in every row. */
  readonly all_events: number;
}

/** The columns of `Seen`, over `found`. */
export const seen = `count(*) AS events,
  count(*) FILTER (severity <> 'none') AS anomalous,
  count(DISTINCT source_ip) AS sources,
  string_agg(DISTINCT dataset, ',' ORDER BY dataset) AS datasets,
  min(event_time) AS first_time, max(event_time) AS last_time,
  count(*) OVER () AS all_values, (sum(count(*)) OVER ())::BIGINT AS all_events`;

/** Columns of `events` that lists of values read. */
const eventColumns = [
  "event_id",
  "event_time",
  "dataset",
  "event_type",
  "source_ip",
  "username",
  "app_protocol",
  "destination_port",
  "attacker_ip",
  "attack_type",
  "severity"
];

/** Tables that pages load with few columns: see `openWorkbench`. */
const joins = {
  details: "JOIN service_details USING (event_id)",
  sessions: "LEFT JOIN service_sessions USING (event_id)"
} as const;

/**
 * The selected events as a common table expression `found`, with columns of the tables `service_details` (columns of `details`) and
 * `service_sessions` (session and sensor of `events`) beside their own.
 * @param condition in SQL; without placeholders
 */
export function foundEvents(
  selection: Selection,
  {
    condition,
    details = [],
    sessions = []
  }: {
    readonly condition: string;
    readonly details?: readonly string[];
    readonly sessions?: readonly string[];
  }
): Query {
  const where = whereClause(selection);
  const tables = [
    ...(details.length > 0 ? [joins.details] : []),
    ...(sessions.length > 0 ? [joins.sessions] : [])
  ];
  return {
    sql: `found AS (
  SELECT ${[...eventColumns, ...details, ...sessions.map(name => `service_sessions.${name}`)].join(", ")}
  FROM ${["events", ...tables].join(" ")}
  WHERE ${condition} AND ${where.sql}
)`,
    params: where.params
  };
}
