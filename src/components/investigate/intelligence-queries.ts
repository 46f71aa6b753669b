import type {Severity} from "../../engine/event.js";
import type {Query} from "../../engine/sql.js";
import {eventsInScope, type Scope, sourcesInScope} from "./scope.js";

/** An indicator that events in scope hit. */
export interface ListHit {
  readonly list: string;
  readonly line: number | null;
  readonly kind: string;
  readonly indicator: string;
  readonly field: string;
  /** Events with it. */
  readonly told: number;
  readonly first_time: Date;
  readonly last_time: Date;
}

/** Which indicators of which lists the events in scope hit, those that hit most first: rows of `ListHit`. */
export function listHitsQuery(scope: Scope): Query {
  const where = eventsInScope(scope);
  return {
    sql: `
SELECT list, line, kind, indicator, field, count(*) AS told, min(event_time) AS first_time, max(event_time) AS last_time
FROM indicator_hits h JOIN (
  SELECT event_id, event_time FROM events WHERE ${where.sql}
) own ON own.event_id = h.event_id
GROUP BY list, line, kind, indicator, field
ORDER BY told DESC, list, line, indicator, field`,
    params: where.params
  };
}

/** A pair of hosts that talks at intervals. */
export interface ScopeBeacon {
  readonly pair_id: string;
  readonly source_ip: string;
  readonly destination: string;
  readonly destination_kind: string;
  readonly ports: string;
  readonly calls: number;
  readonly is_beacon: boolean;
  readonly gate: string | null;
  readonly severity: Severity;
  /** Seconds. */
  readonly period: number | null;
  readonly reason: string;
  readonly first_time: Date;
  readonly last_time: Date;
}

/** Beacons that a source in scope calls with, or is called by, and pairs that were examined and are none: rows of `ScopeBeacon`. */
export function scopeBeaconsQuery(scope: Scope): Query {
  const calls = sourcesInScope(scope, "source_ip");
  const called = sourcesInScope(scope, "destination_ip");
  return {
    sql: `
SELECT pair_id, source_ip, destination, destination_kind, ports, calls, is_beacon, gate, severity, period, reason, first_time, last_time
FROM beacons
WHERE ${calls.sql} OR ${called.sql}
ORDER BY NOT is_beacon, threat DESC, calls DESC, pair_id`,
    params: [...calls.params, ...called.params]
  };
}

/** A name that something called an address by. */
export interface AskedName {
  readonly field: "http_host" | "tls_sni" | "dns_query";
  readonly name: string;
  readonly told: number;
}

/** Names listed of one scope. */
export const namesListed = 30;

/** Names that the events in scope asked for, the rarest first: rows of `AskedName` with `in_all`, how many there are. */
export function askedNamesQuery(scope: Scope): Query {
  const where = eventsInScope(scope);
  return {
    sql: `
WITH own AS (
  SELECT event_id FROM events WHERE ${where.sql}
), told AS (
  SELECT http_host, tls_sni, dns_query FROM session_details d JOIN own ON own.event_id = d.event_id
), names AS (
  SELECT 'http_host' AS field, http_host AS name FROM told WHERE http_host <> ''
  UNION ALL SELECT 'tls_sni', tls_sni FROM told WHERE tls_sni <> ''
  UNION ALL SELECT 'dns_query', dns_query FROM told WHERE dns_query <> ''
)
SELECT field, name, count(*) AS told, count(*) OVER () AS in_all
FROM names
GROUP BY field, name
ORDER BY told, field, name
LIMIT ${namesListed}`,
    params: where.params
  };
}
