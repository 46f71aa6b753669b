import {type Selection, whereClause} from "../selection.js";
import type {Query} from "../sql.js";

/** How much of the selected events was anomalous or blocked. */
export interface AttackCounts {
  readonly events: number;
  readonly anomalous: number;
  readonly blocked: number;
  /** Events whose action is known. None: whether anything was blocked is not measured. */
  readonly acted: number;
}

export interface PortRow extends AttackCounts {
  readonly destination_port: number;
  readonly protocol: string | null;
  /** Distinct attackers of its anomalous events. */
  readonly attackers: number;
}

export interface ProtocolRow extends AttackCounts {
  readonly protocol: string | null;
}

export interface AddressRow extends AttackCounts {
  readonly address: string;
  readonly alerts: number;
  readonly country: string | null;
  /** Campus site. */
  readonly site: string | null;
  readonly is_private: boolean | null;
}

const counts = `count(*) AS events,
  count(*) FILTER (severity <> 'none') AS anomalous,
  count(*) FILTER (action = 'blocked') AS blocked,
  count(action) AS acted`;

/** The destination ports with most anomalous events: rows of `PortRow`. */
export function portsQuery(selection: Selection, limit: number): Query {
  const where = whereClause(selection);
  return {
    sql: `
SELECT destination_port, protocol, ${counts},
  count(DISTINCT attacker_ip) FILTER (severity <> 'none') AS attackers
FROM events
WHERE destination_port IS NOT NULL AND ${where.sql}
GROUP BY ALL
ORDER BY anomalous DESC, events DESC, destination_port, protocol
LIMIT ${limit}`,
    params: where.params
  };
}

/** All transport protocols: rows of `ProtocolRow`, null where the source records none. */
export function protocolsQuery(selection: Selection): Query {
  const where = whereClause(selection);
  return {
    sql: `
SELECT protocol, ${counts}
FROM events
WHERE ${where.sql}
GROUP BY ALL
ORDER BY anomalous DESC, events DESC, protocol`,
    params: where.params
  };
}

/** The addresses with most anomalous events, as one end of them: rows of `AddressRow`. */
export function addressesQuery(
  selection: Selection,
  end: "source_ip" | "destination_ip",
  limit: number
): Query {
  const where = whereClause(selection);
  return {
    sql: `
WITH seen AS (
  SELECT ${end} AS address, ${counts}
  FROM events WHERE ${end} IS NOT NULL AND ${where.sql} GROUP BY ALL
), alerted AS (
  SELECT ${end} AS address, count(*) AS alerts
  FROM alerts WHERE ${where.sql} GROUP BY ALL
)
SELECT seen.*, coalesce(alerts, 0) AS alerts, country, site, is_private
FROM seen
LEFT JOIN alerted ON alerted.address = seen.address
LEFT JOIN (SELECT address, country, site, is_private FROM sources) s ON s.address = seen.address
ORDER BY anomalous DESC, events DESC, seen.address
LIMIT ${limit}`,
    params: [...where.params, ...where.params]
  };
}
