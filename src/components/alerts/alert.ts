import type {Dataset, Severity} from "../../engine/event.js";
import {type Selection, whereClause} from "../../engine/selection.js";
import type {Query} from "../../engine/sql.js";
import {bySeverity} from "../severity-rank.js";

/** A row of the table `alerts`, as `engine/tables.ts` documents it. */
export interface Alert {
  readonly alert_id: string;
  readonly event_id: string;
  readonly event_time: Date;
  readonly first_time: Date;
  readonly last_time: Date;
  readonly event_count: number;
  /** Alerts in all of the data that share detector and finding. */
  readonly finding_alerts: number;
  readonly dataset: Dataset;
  readonly event_type: string;
  readonly source_ip: string | null;
  readonly source_port: number | null;
  readonly destination_ip: string | null;
  readonly destination_port: number | null;
  readonly protocol: string | null;
  readonly app_protocol: string | null;
  readonly username: string | null;
  readonly attacker_ip: string | null;
  readonly action: string | null;
  readonly attack_type: string | null;
  /** Null where it stands alone. */
  readonly incident_id: string | null;
  readonly detector: string;
  /** Id of the rule, signature or list within the detector, where it has one. */
  readonly rule: string | null;
  readonly finding: string;
  readonly reason: string;
  readonly technique: string | null;
  readonly anomaly_score: number | null;
  readonly severity: Severity;
  /** recorded, simulated or injected. */
  readonly origin: string;
}

const columns = [
  "alert_id, event_id, event_time, first_time, last_time, event_count, finding_alerts, dataset, event_type",
  "source_ip, source_port, destination_ip, destination_port, protocol, app_protocol, username, attacker_ip",
  "action, attack_type, incident_id, detector, rule, finding, reason, technique, anomaly_score, severity, origin"
].join(",\n  ");

// What is rare among the alerts says more than what fires all the time.
const gravest = `${bySeverity}, finding_alerts, anomaly_score DESC NULLS LAST`;

const orders = {
  gravest: `${gravest}, event_time, alert_id`,
  latest: `event_time DESC, ${gravest}, alert_id`
} as const;

/** The selected alerts: the gravest first (severity, then rarity of the finding, then score, then time), or the latest. */
export function alertsQuery(selection: Selection, order: keyof typeof orders, limit?: number): Query {
  const where = whereClause(selection);
  return {
    sql: `
SELECT
  ${columns}
FROM alerts
WHERE ${where.sql}
ORDER BY ${orders[order]}${limit === undefined ? "" : `\nLIMIT ${limit}`}`,
    params: where.params
  };
}

/** One alert, whatever is selected. */
export function alertQuery(alertId: string): Query {
  return {sql: `\nSELECT\n  ${columns}\nFROM alerts\nWHERE alert_id = ?`, params: [alertId]};
}

/** The address of an alert, relative to any page of the site. */
export function alertAddress(alertId: string): string {
  return `./alerts.html?alert=${encodeURIComponent(alertId)}`;
}
