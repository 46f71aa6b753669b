import type {Severity} from "../../engine/event.js";
import {filterConditions} from "../../engine/filters.js";
import {formatTimestamp, type Selection, type WhereClause} from "../../engine/selection.js";
import type {Query} from "../../engine/sql.js";
import {bySeverity} from "../severity-rank.js";

/** A row of the table `incidents`, as `engine/tables/incidents.ts` documents it. */
export interface Incident {
  readonly incident_id: string;
  readonly campaign_id: string | null;
  readonly title: string;
  readonly kind: string;
  readonly technique: string | null;
  readonly technique_name: string | null;
  readonly tactic: string | null;
  readonly attacker_ip: string | null;
  readonly account: string | null;
  readonly sources: number;
  readonly target: string | null;
  readonly targets: number;
  /** Sorted, with commas. */
  readonly detectors: string;
  /** JSON: `IncidentFinding`s. */
  readonly findings: string;
  readonly alerts: number;
  readonly events: number;
  readonly first_time: Date;
  readonly last_time: Date;
  readonly severity: Severity;
  readonly succeeded: boolean | null;
  readonly style: string;
  readonly style_evidence: string | null;
  readonly meaning: string;
  readonly recommendation: string;
  readonly origin: string;
}

/** What one detector found in an incident. */
export interface IncidentFinding {
  readonly detector: string;
  readonly finding: string;
  readonly alerts: number;
  /** 1 low to 4 critical. */
  readonly level: number;
}

/**
 * The gravest first: by severity, then those that got in, then those that most detectors agree on, never by volume; the
 * latest of equals.
 */
const gravest = `${bySeverity}, succeeded IS NOT TRUE, len(string_split(detectors, ',')) DESC, last_time DESC, incident_id`;

/**
 * The selection as a condition on `incidents`: one is in when it overlaps the window. Dataset and source are its alerts':
 * one of them must be of the datasets and from, or about, one of the sources.
 */
export function incidentCondition({
  from,
  to,
  datasets,
  severities,
  sources,
  filters = []
}: Selection): WhereClause {
  const conditions = ["first_time < ?::TIMESTAMP", "last_time >= ?::TIMESTAMP"];
  const params = [formatTimestamp(to), formatTimestamp(from)];
  const places = (values: readonly string[]) => values.map(() => "?").join(", ");
  if (severities.length > 0) {
    conditions.push(`severity IN (${places(severities)})`);
    params.push(...severities);
  }
  const ofAlerts: string[] = [];
  if (datasets.length > 0) {
    ofAlerts.push(`dataset IN (${places(datasets)})`);
    params.push(...datasets);
  }
  if (sources.length > 0) {
    ofAlerts.push(`(source_ip IN (${places(sources)}) OR attacker_ip IN (${places(sources)}))`);
    params.push(...sources, ...sources);
  }
  for (const condition of filterConditions(filters, "source_ip")) {
    ofAlerts.push(condition.sql);
    params.push(...condition.params);
  }
  if (ofAlerts.length > 0)
    conditions.push(`incident_id IN (SELECT incident_id FROM alerts WHERE ${ofAlerts.join(" AND ")})`);
  return {sql: conditions.join(" AND "), params};
}

/** The selected incidents, the gravest first. */
export function incidentsQuery(selection: Selection, limit?: number): Query {
  const where = incidentCondition(selection);
  return {
    sql: `
SELECT *
FROM incidents
WHERE ${where.sql}
ORDER BY ${gravest}${limit === undefined ? "" : `\nLIMIT ${limit}`}`,
    params: where.params
  };
}

/** One incident, whatever is selected. */
export function incidentQuery(incidentId: string): Query {
  return {sql: "\nSELECT *\nFROM incidents\nWHERE incident_id = ?", params: [incidentId]};
}

/** The address of an incident, relative to any page of the site. */
export function incidentAddress(incidentId: string): string {
  return `./incidents.html?incident=${encodeURIComponent(incidentId)}`;
}
