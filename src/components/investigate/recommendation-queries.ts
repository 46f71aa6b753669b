import {acceptedLogins} from "../../engine/detect/login-outcome.js";
import type {Severity} from "../../engine/event.js";
import {type Query, sqlLiteral} from "../../engine/sql.js";
import {alertsInScope, eventsInScope, type Scope, sourcesInScope} from "./scope.js";

/** What an incident in scope means and calls for. */
export interface Advice {
  readonly incident_id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly meaning: string;
  readonly recommendation: string;
  readonly succeeded: boolean | null;
  readonly sources: number;
  /** Distinct targets of its events. */
  readonly targets: number;
  readonly first_time: Date;
  readonly last_time: Date;
  /** Incidents there are in all. */
  readonly in_all: number;
}

/** Incidents listed. */
export const adviceListed = 12;

/** The incidents that the alerts in scope are part of, the gravest first: rows of `Advice`. */
export function adviceQuery(scope: Scope): Query {
  const where = alertsInScope(scope);
  return {
    sql: `
SELECT incident_id, title, severity, meaning, recommendation, succeeded, sources, targets, first_time, last_time,
  count(*) OVER () AS in_all
FROM incidents
WHERE incident_id IN (SELECT incident_id FROM alerts WHERE ${where.sql})
ORDER BY array_position(['critical', 'high', 'medium', 'low'], severity), succeeded IS NOT TRUE, last_time DESC, incident_id
LIMIT ${adviceListed}`,
    params: where.params
  };
}

/** Figures that say what is called for; one row. */
export interface FactRow {
  readonly all_events: number;
  readonly blocked: number;
  readonly allowed: number;
  readonly targets: number;
  /** Accounts that accepted a login outside of honeypots, divided by line ends; null without any. */
  readonly accounts: string | null;
}

/** What the events in scope call for: one row of `FactRow`. */
export function factsQuery(scope: Scope): Query {
  const where = eventsInScope(scope);
  return {
    sql: `
SELECT count(*) AS all_events,
  count(*) FILTER (action = 'blocked') AS blocked,
  count(*) FILTER (action = 'allowed') AS allowed,
  count(DISTINCT CASE WHEN attacker_ip = destination_ip THEN source_ip ELSE destination_ip END) AS targets,
  string_agg(DISTINCT username, chr(10) ORDER BY username) FILTER (
    event_type IN (${acceptedLogins.map(type => sqlLiteral(type)).join(", ")}) AND dataset NOT IN ('cowrie', 'dionaea')
  ) AS accounts
FROM events
WHERE ${where.sql}`,
    params: where.params
  };
}

/** How grave its alerts are, and whether they are honeypots': one row with `grave`, `told` and `honeypot`. */
export function alertFactsQuery(scope: Scope): Query {
  const where = alertsInScope(scope);
  return {
    sql: `
SELECT count(*) FILTER (severity IN ('high', 'critical')) AS grave, count(*) AS told,
  count(*) FILTER (dataset IN ('cowrie', 'dionaea')) AS honeypot,
  count(DISTINCT incident_id) FILTER (
    incident_id IN (SELECT incident_id FROM incidents WHERE succeeded)
  ) AS got_in
FROM alerts
WHERE ${where.sql}`,
    params: where.params
  };
}

/** What its sessions left: one row with `typed`, sessions with commands, and `files`, different files. */
export function sessionFactsQuery(scope: Scope): Query {
  const visits = sourcesInScope(scope, "source_ip");
  const own = eventsInScope(scope);
  return {
    sql: `
SELECT (SELECT count(*) FROM sessions WHERE ${visits.sql} AND commands > 0) AS typed,
  (SELECT count(DISTINCT file_hash) FROM session_details
    WHERE event_id IN (SELECT event_id FROM events WHERE ${own.sql} AND dataset IN ('cowrie', 'dionaea'))) AS files`,
    params: [...visits.params, ...own.params]
  };
}
