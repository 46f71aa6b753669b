import type {Severity} from "../../engine/event.js";
import type {TimeRange} from "../../engine/selection.js";
import type {Query} from "../../engine/sql.js";
import type {Alert} from "../alerts/alert.js";
import {bySeverity} from "../severity-rank.js";

/** As much of an alert as its incident shows. */
export type IncidentAlert = Pick<
  Alert,
  | "alert_id"
  | "event_time"
  | "severity"
  | "finding"
  | "source_ip"
  | "destination_ip"
  | "event_count"
  | "origin"
>;

/** Alerts listed of one incident. */
export const alertsListed = 20;

/** The gravest alerts of one incident, as on the Alerts page. */
export function alertsOfQuery(incidentId: string): Query {
  return {
    sql: `
SELECT alert_id, event_time, severity, finding, source_ip, destination_ip, event_count, origin
FROM alerts
WHERE incident_id = ?
ORDER BY ${bySeverity}, finding_alerts, anomaly_score DESC NULLS LAST, event_time, alert_id
LIMIT ${alertsListed}`,
    params: [incidentId]
  };
}

/** How many alerts one detector told in a step of time. */
export interface AlertStep {
  readonly detector: string;
  readonly severity: Severity;
  /** Begin of the step, milliseconds in UTC. */
  readonly time: number;
  readonly alerts: number;
}

/** Lengths of a step in minutes. */
const steps = [1, 5, 10, 30, 60, 180, 360, 720, 1440];
const mostSteps = 100;

/** Minutes of a step with which a stretch of time has no more than a hundred of them. */
export function stepOf({from, to}: TimeRange): number {
  return steps.find(minutes => (to - from) / (minutes * 60_000) <= mostSteps) ?? steps.at(-1) ?? 1440;
}

/** The alerts of one incident, counted by detector, severity and step of time. */
export function alertStepsQuery(incidentId: string, minutes: number): Query {
  const ms = Math.round(minutes * 60_000);
  return {
    sql: `
SELECT detector, severity, epoch_ms(event_time) // ${ms} * ${ms} AS time, count(*) AS alerts
FROM alerts
WHERE incident_id = ?
GROUP BY ALL
ORDER BY detector, time, severity`,
    params: [incidentId]
  };
}
