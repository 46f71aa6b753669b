import type {Severity} from "../../engine/event.js";
import {formatTimestamp} from "../../engine/selection.js";
import type {Query} from "../../engine/sql.js";
import {bySeverity} from "../severity-rank.js";
import type {Workbench} from "../workbench/workbench.js";
import type {Session} from "./session.js";

/** An event of a session with what only some events have. */
export interface SessionEvent {
  readonly event_id: string;
  readonly event_time: Date;
  readonly event_type: string;
  readonly severity: Severity;
  readonly username: string | null;
  readonly destination_ip: string | null;
  readonly destination_port: number | null;
  /** Seconds. */
  readonly duration: number | null;
  readonly password: string | null;
  readonly message: string | null;
  readonly command: string | null;
  readonly payload: string | null;
  readonly http_url: string | null;
  readonly file_name: string | null;
  readonly file_hash: string | null;
  readonly hassh: string | null;
}

/** What one rule, signature or list found in one event. */
export interface LineFinding {
  readonly event_id: string;
  readonly detector: "sigma" | "payload" | "indicator";
  /** Id of the rule or signature, name of the list. */
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  /** What matched, and what stands around it; null where a rule does not say. */
  readonly excerpt: string | null;
}

/** An alert that speaks of a session's source at its time, with its incident's title. */
export interface SessionAlert {
  readonly alert_id: string;
  readonly finding: string;
  readonly severity: Severity;
  /** recorded, simulated or injected. */
  readonly origin: string;
  readonly incident_id: string | null;
  readonly title: string | null;
}

/** Events read of one session; a visitor may send a hundred thousand. */
export const longestSession = 2000;

/** Alerts listed of one session. */
const listedAlerts = 30;

type Key = Pick<Session, "dataset" | "sensor" | "session">;
const ofSession = "dataset = ? AND sensor IS NOT DISTINCT FROM ? AND session = ?";
const keyOf = ({dataset, sensor, session}: Key) => [dataset, sensor, session];

/** The events of a session as they were logged, `longestSession` at most: rows of `SessionEvent`. */
export function sessionEventsQuery(session: Key): Query {
  return {
    sql: `
SELECT e.event_id, e.event_time, e.event_type, e.severity, e.username, e.destination_ip, e.destination_port, e.duration,
  d.password, d.message, d.command, d.payload, d.http_url, d.file_name, d.file_hash, d.hassh
FROM (
  SELECT *, rowid AS place FROM session_events WHERE ${ofSession} ORDER BY event_time, place LIMIT ${longestSession}
) e LEFT JOIN session_details d ON d.event_id = e.event_id
ORDER BY e.event_time, e.place`,
    params: keyOf(session)
  };
}

/**
 * What rules, signatures and lists found in the events of a session: rows of `LineFinding`. In a honeypot, signatures and
 * lists harm nobody by themselves, which their levels say here as in `alerts`.
 */
export function lineFindingsQuery(session: Key): Query {
  return {
    sql: `
WITH own AS (SELECT event_id FROM session_events WHERE ${ofSession}),
found AS (
  SELECT event_id, 'payload' AS detector, signature_id AS rule, title,
    CASE WHEN level IN ('high', 'critical') THEN 'medium' ELSE level END AS severity, excerpt
  FROM signature_hits JOIN signatures USING (signature_id) SEMI JOIN own USING (event_id)
  UNION ALL
  SELECT event_id, 'sigma', rule_id, title, CASE level WHEN 'informational' THEN 'none' ELSE level END, NULL
  FROM rule_hits JOIN rules USING (rule_id) SEMI JOIN own USING (event_id)
  UNION ALL
  SELECT DISTINCT event_id, 'indicator', list, 'On a list of known-bad ' || field, 'low', indicator
  FROM indicator_hits SEMI JOIN own USING (event_id)
)
SELECT * FROM found
ORDER BY event_id, ${bySeverity}, detector, rule, excerpt`,
    params: keyOf(session)
  };
}

/** Alerts about a session's source while it went on: rows of `SessionAlert`. */
export function sessionAlertsQuery({
  dataset,
  source_ip,
  first_time,
  last_time
}: Pick<Session, "dataset" | "source_ip" | "first_time" | "last_time">): Query {
  return {
    sql: `
SELECT a.alert_id, a.finding, a.severity, a.origin, a.incident_id, i.title
FROM (
  SELECT * FROM alerts
  WHERE dataset = ? AND attacker_ip = ? AND first_time <= ?::TIMESTAMP AND last_time >= ?::TIMESTAMP
  ORDER BY ${bySeverity}, finding_alerts, alert_id
  LIMIT ${listedAlerts}
) a LEFT JOIN incidents i ON i.incident_id = a.incident_id
ORDER BY array_position(['critical', 'high', 'medium', 'low'], a.severity), a.finding_alerts, a.alert_id`,
    params: [dataset, source_ip, formatTimestamp(Number(last_time)), formatTimestamp(Number(first_time))]
  };
}

/** Events and findings of a session. */
export async function readEvidence(
  workbench: Workbench,
  session: Session
): Promise<{readonly events: readonly SessionEvent[]; readonly findings: readonly LineFinding[]}> {
  const [events, findings] = await Promise.all([
    workbench.ask<SessionEvent>(sessionEventsQuery(session)).rows,
    workbench.ask<LineFinding>(lineFindingsQuery(session)).rows
  ]);
  return {events, findings};
}
