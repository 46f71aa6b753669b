import {service} from "../build/service.js";
import {severities} from "../event.js";
import type {Selection, WhereClause} from "../selection.js";
import {whereClause} from "../selection.js";
import type {Query} from "../sql.js";
import type {Frame} from "./frame.js";
import type {RecordedAlert} from "./recording.js";
import type {Scene} from "./scene.js";

/** A row of `figuresQuery`; alerts are counted by severity. */
export type FigureName = "events" | "anomalous" | "allowed" | "blocked" | "addresses" | `${string}_alerts`;
export type FiguresRow = Readonly<Record<FigureName, number>>;

/** The key figures of a frame, counted anew in SQL: one `FiguresRow`. For reading and checking; a frame has them already. */
export function figuresQuery(
  selection: Selection,
  {position, time, span}: Pick<Frame, "position" | "time" | "span">,
  {only, without}: Pick<Scene, "only" | "without">
): Query {
  const selected = whereClause(selection);
  const told = and([selected, storyline[only], notFrom("source_ip", without)]);
  const raised = and([notFrom("a.attacker_ip", without), notFrom("a.source_ip", without)]);
  const lookedAt = Number.isFinite(span) ? `epoch_ms(clock) > ${time - span}` : "true";
  return {
    sql: `
WITH played AS (
  -- Events in the order they were logged; the clock is the latest time among them so far.
  SELECT event_id, source_ip, severity, action, max(event_time) OVER (ORDER BY rowid) AS clock
  FROM events
  WHERE ${told.sql}
  ORDER BY rowid LIMIT ${Math.round(position)}
),
seen AS (SELECT * FROM played WHERE ${lookedAt}),
raised AS (SELECT a.severity FROM alerts a JOIN seen USING (event_id) WHERE ${raised.sql})
SELECT
  count(*) AS events,
  count(*) FILTER (severity <> 'none') AS anomalous,
  count(*) FILTER (action = 'allowed') AS allowed,
  count(*) FILTER (action = 'blocked') AS blocked,
  count(DISTINCT source_ip) AS addresses,
  ${severities
    .slice(1)
    .map(severity => `(SELECT count(*) FROM raised WHERE severity = '${severity}') AS ${severity}_alerts`)
    .join(",\n  ")}
FROM seen`,
    params: [...told.params, ...raised.params]
  };
}

const storyline: Readonly<Record<Scene["only"], WhereClause>> = {
  all: {sql: "true", params: []},
  suspicious: {sql: "severity <> 'none'", params: []},
  blocked: {sql: "action = 'blocked'", params: []}
};

/** That a column holds none of some addresses; it may hold nothing. */
function notFrom(column: string, addresses: readonly string[]): WhereClause {
  if (addresses.length === 0) return {sql: "true", params: []};
  const values = addresses.map(() => "?").join(", ");
  return {sql: `coalesce(${column}, '') NOT IN (${values})`, params: addresses};
}

function and(clauses: readonly WhereClause[]): WhereClause {
  const needed = clauses.filter(({sql}) => sql !== "true");
  return {
    sql: needed.map(({sql}) => `(${sql})`).join(" AND ") || "true",
    params: needed.flatMap(({params}) => params)
  };
}

/** A row of `alertsQuery`: as `RecordedAlert`, its time as DuckDB gives it. */
export type AlertRow = Omit<RecordedAlert, "time"> & {readonly event_time: Date};

/** The alerts whose strongest events are selected, in the order in which these stand in the table. */
export function alertsQuery(selection: Selection): Query {
  const where = whereClause(selection);
  return {
    sql: `
WITH e AS (
  SELECT event_id, rowid::INTEGER AS "row", ${service} AS service
  FROM events
  WHERE ${where.sql}
)
SELECT a.alert_id, e.row, a.event_time, a.severity, a.dataset, a.detector, a.rule, a.finding, a.reason, a.technique,
  a.attacker_ip, a.source_ip, a.destination_ip, a.destination_port::INTEGER AS destination_port, a.username, e.service,
  a.event_count::INTEGER AS event_count, a.incident_id, a.anomaly_score, a.origin
FROM alerts a JOIN e ON e.event_id = a.event_id
ORDER BY e.row, a.alert_id`,
    params: where.params
  };
}
