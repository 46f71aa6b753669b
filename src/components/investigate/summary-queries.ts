import type {Severity} from "../../engine/event.js";
import type {Query} from "../../engine/sql.js";
import {alertsInScope, eventsInScope, type Scope, sourcesInScope} from "./scope.js";

/** What the events in scope add up to. */
export interface Totals {
  readonly all_events: number;
  readonly blocked: number;
  readonly allowed: number;
  /** Of unknown action: neither recorded nor inferred. */
  readonly undecided: number;
  /** Distinct addresses and hosts that they were against. */
  readonly targets: number;
  readonly ports: number;
  readonly datasets: number;
  readonly accounts: number;
  /** Null without events. */
  readonly first_time: Date | null;
  readonly last_time: Date | null;
}

/** One row of `Totals`. Whom an event was against: its destination, or its source where the destination is the attacker. */
export function totalsQuery(scope: Scope): Query {
  const where = eventsInScope(scope);
  return {
    sql: `
SELECT count(*) AS all_events,
  count(*) FILTER (action = 'blocked') AS blocked,
  count(*) FILTER (action = 'allowed') AS allowed,
  count(*) FILTER (action IS NULL) AS undecided,
  count(DISTINCT CASE WHEN attacker_ip = destination_ip THEN source_ip ELSE destination_ip END) AS targets,
  count(DISTINCT destination_port) AS ports,
  count(DISTINCT dataset) AS datasets,
  count(DISTINCT username) AS accounts,
  min(event_time) AS first_time, max(event_time) AS last_time
FROM events
WHERE ${where.sql}`,
    params: where.params
  };
}

export interface AttackType {
  readonly attack_type: string;
  readonly told: number;
}

/** Kinds of attack that the sources of the log name, the most frequent first: rows of `AttackType`. */
export function attackTypesQuery(scope: Scope): Query {
  const where = eventsInScope(scope);
  return {
    sql: `
SELECT attack_type, count(*) AS told
FROM events
WHERE ${where.sql} AND attack_type IS NOT NULL
GROUP BY attack_type
ORDER BY told DESC, attack_type`,
    params: where.params
  };
}

/** What one detector says of a scope. */
export interface DetectorSays {
  readonly detector: string;
  readonly told: number;
  readonly severity: Severity;
  /** Alerts of it whose event a model scored. */
  readonly scored: number;
  /** Alerts of it on honeypots, where nothing is benign. */
  readonly honeypot: number;
}

/** Which detectors tell alerts, the one of the gravest first: rows of `DetectorSays`. */
export function detectorsQuery(scope: Scope): Query {
  const where = alertsInScope(scope);
  return {
    sql: `
SELECT detector, count(*) AS told,
  ['critical', 'high', 'medium', 'low'][min(array_position(['critical', 'high', 'medium', 'low'], severity))] AS severity,
  count(*) FILTER (anomaly_score IS NOT NULL) AS scored,
  count(*) FILTER (dataset IN ('cowrie', 'dionaea')) AS honeypot
FROM alerts
WHERE ${where.sql}
GROUP BY detector
ORDER BY min(array_position(['critical', 'high', 'medium', 'low'], alerts.severity)), told DESC, detector`,
    params: where.params
  };
}

/** How the sources of a scope's incidents work. */
export interface StyleRow {
  readonly style: string;
  readonly of_style: number;
  /** What that rests on, of the gravest incident of that style; null when unknown. */
  readonly evidence: string | null;
}

/** The styles of the incidents in scope, the most frequent first: rows of `StyleRow`. */
export function stylesQuery(scope: Scope): Query {
  const where = alertsInScope(scope);
  return {
    sql: `
SELECT style, count(*) AS of_style,
  arg_min(style_evidence, array_position(['critical', 'high', 'medium', 'low'], severity) || incident_id) AS evidence
FROM incidents
WHERE incident_id IN (SELECT incident_id FROM alerts WHERE ${where.sql})
GROUP BY style
ORDER BY style = 'unknown', of_style DESC, style`,
    params: where.params
  };
}

export interface TechniqueRow {
  readonly technique: string;
  readonly told: number;
}

/** ATT&CK techniques that the alerts in scope name, the most frequent first. */
export function techniquesQuery(scope: Scope): Query {
  const where = alertsInScope(scope);
  return {
    sql: `
SELECT technique, count(*) AS told
FROM alerts
WHERE ${where.sql} AND technique IS NOT NULL
GROUP BY technique
ORDER BY told DESC, technique`,
    params: where.params
  };
}

/** How many honeypot sessions the sources in scope had: one row with `visits`. */
export function sessionCountQuery(scope: Scope): Query {
  const where = sourcesInScope(scope, "source_ip");
  return {sql: `\nSELECT count(*) AS visits\nFROM sessions\nWHERE ${where.sql}`, params: where.params};
}

/** How many alerts are in scope, by severity: rows with `severity` and `told`. */
export function severitiesQuery(scope: Scope): Query {
  const where = alertsInScope(scope);
  return {
    sql: `
SELECT severity, count(*) AS told
FROM alerts
WHERE ${where.sql}
GROUP BY severity
ORDER BY array_position(['critical', 'high', 'medium', 'low'], severity)`,
    params: where.params
  };
}

/** A row of the table `hosts`. */
export interface HostRow {
  readonly address: string;
  readonly host_name: string | null;
  readonly host_name_from: string | null;
  readonly isp: string | null;
  readonly asn: number | null;
  readonly network: string | null;
  readonly network_from: string | null;
}

/** What an address may be called, and whose it may be. */
export function hostQuery(address: string): Query {
  return {sql: "\nSELECT *\nFROM hosts\nWHERE address = ?", params: [address]};
}

/** As much of a row of the table `reputation` as is told. */
export interface ReputationRow {
  readonly known: boolean;
  readonly analysed_at: Date | null;
  readonly malicious: number | null;
  readonly suspicious: number | null;
  readonly reports: number | null;
  readonly score: number | null;
  readonly isp: string | null;
  readonly asn: number | null;
  readonly network: string | null;
  readonly vendors: string | null;
}

/** What VirusTotal says of an address; no row where it was not asked. */
export function reputationQuery(address: string): Query {
  return {
    sql: `
SELECT known, analysed_at, malicious, suspicious, reports, score, isp, asn, network, vendors
FROM reputation
WHERE kind = 'address' AND value = ?`,
    params: [address]
  };
}
