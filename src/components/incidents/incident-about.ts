import {acceptedLogins} from "../../engine/detect/login-outcome.js";
import type {Query} from "../../engine/sql.js";
import {sqlLiteral} from "../../engine/sql.js";

/** Accounts and targets listed of one incident. */
export const aboutListed = 10;

/** A login of one of an incident's sources that was accepted meanwhile, or within an hour after. */
export interface AcceptedLogin {
  readonly username: string | null;
  /** Address or name; null where the log says neither. */
  readonly host: string | null;
  readonly source_ip: string;
  /** The first of these. */
  readonly event_time: Date;
  readonly logins: number;
  /** Accounts and hosts that there are of them in all. */
  readonly pairs: number;
}

/** Whom the events of an incident's sources were against. */
export interface AboutTarget {
  /** Address or name. */
  readonly target: string;
  /** Events of some severity. */
  readonly events: number;
  /** Targets that there are of them in all. */
  readonly all_targets: number;
}

/** The sources of an incident, each from its first to its last alert: as its making told whether it got in. */
const sourcesOf = `
  SELECT attacker_ip AS address, min(first_time) AS from_time, max(last_time) AS to_time
  FROM alerts
  WHERE incident_id = ? AND attacker_ip IS NOT NULL
  GROUP BY attacker_ip`;

/** Logins that an incident's sources were let in with, the first first. Honeypots, which accept anybody, have none. */
export function acceptedLoginsQuery(incidentId: string): Query {
  return {
    sql: `
WITH about AS (${sourcesOf}
), accepted AS (
  SELECT e.username, coalesce(e.destination_ip, m.sensor) AS host, e.source_ip, e.event_time
  FROM events e
  JOIN about ON e.source_ip = about.address
    AND e.event_time BETWEEN about.from_time AND about.to_time + INTERVAL 1 HOUR
  JOIN event_measures m ON m.event_id = e.event_id
  WHERE e.event_type IN (${acceptedLogins.map(type => sqlLiteral(type)).join(", ")})
    AND e.dataset NOT IN ('cowrie', 'dionaea')
)
SELECT username, host, min(source_ip) AS source_ip, min(event_time) AS event_time, count(*) AS logins,
  count(*) OVER () AS pairs
FROM accepted
GROUP BY username, host
ORDER BY event_time, username, host
LIMIT ${aboutListed}`,
    params: [incidentId]
  };
}

/** Whom anomalous events of an incident's sources were against meanwhile, those with most events first. */
export function aboutTargetsQuery(incidentId: string): Query {
  return {
    sql: `
WITH about AS (${sourcesOf}
), against AS (
  SELECT CASE WHEN e.attacker_ip = e.destination_ip THEN e.source_ip
    ELSE coalesce(e.destination_ip, m.sensor) END AS target
  FROM events e
  JOIN about ON e.attacker_ip = about.address AND e.event_time BETWEEN about.from_time AND about.to_time
  JOIN event_measures m ON m.event_id = e.event_id
  WHERE e.severity <> 'none'
)
SELECT target, count(*) AS events, count(*) OVER () AS all_targets
FROM against
WHERE target IS NOT NULL
GROUP BY target
ORDER BY events DESC, target
LIMIT ${aboutListed}`,
    params: [incidentId]
  };
}
