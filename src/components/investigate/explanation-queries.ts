import type {Query} from "../../engine/sql.js";
import {bySeverity} from "../severity-rank.js";
import {alertsInScope, type Scope} from "./scope.js";

/** Alerts offered to be explained. */
export const explainedListed = 50;

/**
 * The alerts in scope that can be explained, those that a model scored highest first, each event once: rows of `Alert` with
 * `in_all`, how many events there are of them.
 */
export function explainedAlertsQuery(scope: Scope): Query {
  const where = alertsInScope(scope);
  return {
    sql: `
SELECT *, count(*) OVER () AS in_all
FROM (
  SELECT *, row_number() OVER (PARTITION BY event_id ORDER BY ${bySeverity}, finding_alerts, alert_id) AS of_event
  FROM alerts
  WHERE ${where.sql}
)
WHERE of_event = 1
ORDER BY coalesce(anomaly_score, forest_score) DESC NULLS LAST, ${bySeverity}, event_time, alert_id
LIMIT ${explainedListed}`,
    params: where.params
  };
}
