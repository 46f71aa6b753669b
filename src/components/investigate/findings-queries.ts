import type {Severity} from "../../engine/event.js";
import type {Query} from "../../engine/sql.js";
import type {Alert} from "../alerts/alert.js";
import {bySeverity} from "../severity-rank.js";
import {alertsInScope, type Scope} from "./scope.js";

/** What one detector found, of one severity. */
export interface FoundGroup {
  readonly detector: string;
  readonly finding: string;
  readonly severity: Severity;
  readonly technique: string | null;
  readonly told: number;
  /** Events that these alerts stand for. */
  readonly stands_for: number;
  readonly first_time: Date;
  readonly last_time: Date;
  /** The strongest of them, the first of equals. */
  readonly strongest: string;
}

/** What was found, by detector and finding, the gravest first: rows of `FoundGroup`. */
export function foundGroupsQuery(scope: Scope): Query {
  const where = alertsInScope(scope);
  return {
    sql: `
SELECT detector, finding, severity, min(technique) AS technique, count(*) AS told, sum(event_count) AS stands_for,
  min(first_time) AS first_time, max(last_time) AS last_time,
  (array_agg(alert_id ORDER BY anomaly_score DESC NULLS LAST, event_time, alert_id))[1] AS strongest
FROM alerts
WHERE ${where.sql}
GROUP BY detector, finding, severity
ORDER BY ${bySeverity}, min(finding_alerts), told DESC, detector, finding`,
    params: where.params
  };
}

/** Alerts listed one by one. */
export const alertsListed = 2000;

/** As much of an alert as its row shows. */
export type ListedAlert = Pick<
  Alert,
  | "alert_id"
  | "event_time"
  | "severity"
  | "detector"
  | "finding"
  | "technique"
  | "dataset"
  | "source_ip"
  | "destination_ip"
  | "destination_port"
  | "anomaly_score"
  | "event_count"
  | "origin"
>;

/** The alerts in scope, the gravest first: rows of `ListedAlert`. */
export function alertsInScopeQuery(scope: Scope): Query {
  const where = alertsInScope(scope);
  return {
    sql: `
SELECT alert_id, event_time, severity, detector, finding, technique, dataset, source_ip, destination_ip,
  destination_port, anomaly_score, event_count, origin
FROM alerts
WHERE ${where.sql}
ORDER BY ${bySeverity}, finding_alerts, anomaly_score DESC NULLS LAST, event_time, alert_id
LIMIT ${alertsListed}`,
    params: where.params
  };
}
