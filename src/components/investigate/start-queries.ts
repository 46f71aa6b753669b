import type {Query} from "../../engine/sql.js";
import {bySeverity} from "../severity-rank.js";
import type {SubjectKind} from "./investigate-address.js";

/** Things of each kind to begin with. */
export const startListed = 5;

/** One thing to look into, as the page without any lists it. */
export interface StartRow {
  readonly id: string;
  /** What it is, in its own words; of a source its country's code, null where not known. */
  readonly title: string | null;
  readonly severity: string;
  /** Whom it is about; null where that is nobody, or many. */
  readonly address: string | null;
  /** Of a source the campus site that it belongs to; null outside, and of the others. */
  readonly site: string | null;
  /** Of a source its risk from 0 to 100, of an alert the events it stands for, of the others their alerts. */
  readonly size: number;
}

/** The gravest of a kind: rows of `StartRow`. By the orders of the pages that list them. */
export function startQuery(kind: SubjectKind): Query {
  return {sql: sql[kind]};
}

const sql: Readonly<Record<SubjectKind, string>> = {
  incident: `
SELECT incident_id AS id, title, severity, attacker_ip AS address, NULL::VARCHAR AS site, alerts AS size
FROM incidents
ORDER BY ${bySeverity}, succeeded IS NOT TRUE, len(string_split(detectors, ',')) DESC, last_time DESC, incident_id
LIMIT ${startListed}`,
  source: `
SELECT address AS id, country_code AS title, threat_level AS severity, address, site, risk AS size
FROM risks
ORDER BY risk DESC, alerts DESC, address
LIMIT ${startListed}`,
  campaign: `
SELECT campaign_id AS id, title, severity, NULL::VARCHAR AS address, NULL::VARCHAR AS site, alerts AS size
FROM campaigns
ORDER BY ${bySeverity}, len(string_split(stages, '"tactic"')) DESC, incidents DESC, first_time, campaign_id
LIMIT ${startListed}`,
  alert: `
SELECT alert_id AS id, finding AS title, severity, attacker_ip AS address, NULL::VARCHAR AS site, event_count AS size
FROM alerts
ORDER BY ${bySeverity}, finding_alerts, anomaly_score DESC NULLS LAST, event_time, alert_id
LIMIT ${startListed}`
};

/** What of all that can be looked into has an id or an address as typed: one row of `kind` at most. */
export function findQuery(typed: string): Query {
  return {
    sql: `
SELECT 'alert' AS kind FROM alerts WHERE alert_id = ?
UNION ALL SELECT 'incident' FROM incidents WHERE incident_id = ?
UNION ALL SELECT 'campaign' FROM campaigns WHERE campaign_id = ?
UNION ALL SELECT 'source' FROM sources WHERE address = ?
LIMIT 1`,
    params: [typed, typed, typed, typed]
  };
}
