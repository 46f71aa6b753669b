import {type Selection, whereClause} from "../selection.js";
import type {Query} from "../sql.js";

/** The headline numbers of a selection. Addresses are counted distinct, so these do not add up over time. */
export interface Kpis {
  readonly events: number;
  /** Events that a model or a rule holds to be of some severity. */
  readonly anomalous: number;
  readonly blocked: number;
  /** Events whose action is known: what a block rate is a share of. */
  readonly acted: number;
  readonly critical_alerts: number;
  readonly high_alerts: number;
  /** Distinct source addresses. */
  readonly addresses: number;
  /** Distinct attackers of anomalous events. */
  readonly attackers: number;
}

export const kpiNames = [
  "events",
  "anomalous",
  "blocked",
  "acted",
  "critical_alerts",
  "high_alerts",
  "addresses",
  "attackers"
] as const satisfies readonly (keyof Kpis)[];

/** One row of `Kpis`, from the tables `events` and `alerts`. */
export function kpiQuery(selection: Selection): Query {
  const where = whereClause(selection);
  return {
    sql: `
SELECT e.*, a.* FROM (
  SELECT
    count(*) AS events,
    count(*) FILTER (severity <> 'none') AS anomalous,
    count(*) FILTER (action = 'blocked') AS blocked,
    count(action) AS acted,
    count(DISTINCT source_ip) AS addresses,
    count(DISTINCT attacker_ip) FILTER (severity <> 'none') AS attackers
  FROM events WHERE ${where.sql}
) e, (
  SELECT
    count(*) FILTER (severity = 'critical') AS critical_alerts,
    count(*) FILTER (severity = 'high') AS high_alerts
  FROM alerts WHERE ${where.sql}
) a`,
    params: [...where.params, ...where.params]
  };
}
