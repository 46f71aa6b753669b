import type {Dataset, Severity} from "../../engine/event.js";
import {formatTimestamp, type TimeRange} from "../../engine/selection.js";
import type {Query} from "../../engine/sql.js";
import {bySeverity} from "../severity-rank.js";
import {alertsInScope, eventsInScope, type Scope} from "./scope.js";

/** Events, or alerts, of one data set and severity in one step of time. */
export interface LaneBin {
  readonly dataset: Dataset;
  readonly severity: Severity;
  /** Begin of the step, milliseconds in UTC. */
  readonly time: number;
  readonly told: number;
}

const within = "event_time >= ?::TIMESTAMP AND event_time < ?::TIMESTAMP";
const bounds = ({from, to}: TimeRange) => [formatTimestamp(from), formatTimestamp(to)];

/** Seconds of a step, of which a lane has some hundred and fifty. */
const steps = [1, 5, 15, 30, 60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800];
const mostSteps = 170;

/** Milliseconds of a step with which a range has no more of them than a lane can show. */
export function laneStep({from, to}: TimeRange): number {
  const seconds = steps.find(step => (to - from) / (step * 1000) <= mostSteps) ?? 2_419_200;
  return seconds * 1000;
}

/** From the first to the last event in scope: one row with `first_time` and `last_time`, null without events. */
export function spanQuery(scope: Scope): Query {
  const where = eventsInScope(scope);
  return {
    sql: `
SELECT min(event_time) AS first_time, max(event_time) AS last_time
FROM events
WHERE ${where.sql}`,
    params: where.params
  };
}

/** The events in scope by data set, severity and step: rows of `LaneBin`. */
export function lanesQuery(scope: Scope, range: TimeRange): Query {
  const where = eventsInScope(scope);
  const ms = laneStep(range);
  return {
    sql: `
SELECT dataset, severity, epoch_ms(event_time) // ${ms} * ${ms} AS time, count(*) AS told
FROM events
WHERE ${where.sql} AND ${within}
GROUP BY ALL
ORDER BY dataset, time, severity`,
    params: [...where.params, ...bounds(range)]
  };
}

/** The alerts in scope by data set, severity and step of their strongest event: rows of `LaneBin`. */
export function laneAlertsQuery(scope: Scope, range: TimeRange): Query {
  const where = alertsInScope(scope);
  const ms = laneStep(range);
  return {
    sql: `
SELECT dataset, severity, epoch_ms(event_time) // ${ms} * ${ms} AS time, count(*) AS told
FROM alerts
WHERE ${where.sql} AND ${within}
GROUP BY ALL
ORDER BY dataset, time, severity`,
    params: [...where.params, ...bounds(range)]
  };
}

/** When the gravest alert in scope was: one row with `event_time`; none without alerts. */
export function gravestTimeQuery(scope: Scope): Query {
  const where = alertsInScope(scope);
  return {
    sql: `
SELECT event_time
FROM alerts
WHERE ${where.sql}
ORDER BY ${bySeverity}, finding_alerts, anomaly_score DESC NULLS LAST, event_time, alert_id
LIMIT 1`,
    params: where.params
  };
}

/** As much of an event as its row shows. */
export interface ListedEvent {
  readonly event_id: string;
  readonly event_time: Date;
  readonly dataset: Dataset;
  readonly event_type: string;
  readonly source_ip: string | null;
  readonly destination_ip: string | null;
  readonly destination_port: number | null;
  readonly app_protocol: string | null;
  readonly username: string | null;
  readonly action: string | null;
  readonly anomaly_score: number | null;
  readonly severity: Severity;
  /** Detectors known to say that it is as grave as this, sorted, with commas; null where none is. */
  readonly said_by: string | null;
}

/** Events of a page of the list. */
export const eventPage = 20;

/** A page of the events in scope within a range, in order of time: rows of `ListedEvent`. */
export function eventPageQuery(scope: Scope, range: TimeRange, page: number): Query {
  const where = eventsInScope(scope);
  return {
    sql: `
WITH page AS (
  SELECT event_id, event_time, dataset, event_type, source_ip, destination_ip, destination_port, app_protocol, username,
    action, anomaly_score, severity
  FROM events
  WHERE ${where.sql} AND ${within}
  ORDER BY event_time, event_id
  LIMIT ${eventPage} OFFSET ${Math.max(0, Math.floor(page)) * eventPage}
), said AS (
  SELECT event_id, detector, severity FROM alerts
  UNION ALL SELECT event_id, 'sigma', level FROM rule_hits JOIN rules USING (rule_id)
  UNION ALL SELECT event_id, 'payload', level FROM signature_hits JOIN signatures USING (signature_id)
  UNION ALL SELECT event_id, 'sequence', ['low', 'medium', 'high', 'critical'][level] FROM sequences
), decisive AS (
  SELECT event_id, string_agg(DISTINCT detector, ',' ORDER BY detector) AS said_by
  FROM page JOIN said USING (event_id, severity)
  GROUP BY event_id
)
SELECT page.*, said_by
FROM page LEFT JOIN decisive USING (event_id)
ORDER BY event_time, event_id`,
    params: [...where.params, ...bounds(range)]
  };
}
