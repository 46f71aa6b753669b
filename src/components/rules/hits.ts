import type {Dataset} from "../../engine/event.js";
import type {Query} from "../../engine/sql.js";

/** Events that a rule hits within a step of time. */
export interface HitStep {
  /** Begin of the step, milliseconds in UTC. */
  readonly time: number;
  readonly hits: number;
}

/** An event that a rule hits. */
export interface Hit {
  readonly event_id: string;
  readonly event_time: Date;
  readonly dataset: Dataset;
  readonly event_type: string;
  readonly source_ip: string | null;
  readonly destination_ip: string | null;
  readonly destination_port: number | null;
  readonly username: string | null;
  /** What a correlation measured there; null of event rules. */
  readonly value: number | null;
  /** What was done, in the attacker's own words, where they were recorded. */
  readonly what: string | null;
  readonly password: string | null;
  /** The alert that stands for the hit; null where there is none. */
  readonly alert_id: string | null;
}

/** Rows of hits that are fetched; the others are counted. */
export const shownHits = 50;

/** Columns of a `Hit`, of events `e` and details `d`. An empty request is none. */
const columns = `e.event_id, e.event_time, e.dataset, e.event_type, e.source_ip, e.destination_ip, e.destination_port,
  e.username, d.password,
  coalesce(d.command, nullif(concat_ws(' ', d.http_method, d.http_url), ''), d.dns_query, d.file_name, d.tls_sni) AS what`;

const stepOf = (minutes: number) =>
  `(epoch_ms(e.event_time::TIMESTAMP) // ${minutes * 60_000}) * ${minutes * 60_000}`;

/** The published hits of a rule in steps of `minutes`: rows of `HitStep`. */
export function hitStepsQuery(ruleId: string, minutes: number): Query {
  return {
    sql: `
SELECT ${stepOf(minutes)} AS time, count(*) AS hits
FROM rule_hits JOIN events e USING (event_id)
WHERE rule_id = ?
GROUP BY time
ORDER BY time`,
    params: [ruleId]
  };
}

/** The first published hits of a rule: rows of `Hit`. Alerts of rules are named after them. */
export function hitsQuery(ruleId: string, title: string): Query {
  return {
    sql: `
SELECT hit.*, min(alert_id) AS alert_id
FROM (
  SELECT ${columns}, value, e.attacker_ip
  FROM rule_hits JOIN events e USING (event_id) LEFT JOIN details d USING (event_id)
  WHERE rule_id = ?
  ORDER BY e.event_time, e.event_id
  LIMIT ${shownHits}
) hit
LEFT JOIN alerts ON alerts.detector = 'sigma' AND alerts.finding = ? AND alerts.attacker_ip IS NOT DISTINCT FROM hit.attacker_ip
  AND hit.event_time BETWEEN alerts.first_time AND alerts.last_time
GROUP BY ALL
ORDER BY hit.event_time, hit.event_id`,
    params: [ruleId, title]
  };
}

/** The table that a rule's hits are put in when a reader runs it: columns `seq` and `value`. */
const live = "live_hits";

/** Statement that runs a compiled rule over `logs`. */
export const runStatement = (sql: string) => `CREATE OR REPLACE TABLE ${live} AS ${sql}`;

/** One row: of what was run last, hits, distinct attackers (NULL where the log names none) and distinct accounts. */
export const liveCountQuery: Query = {
  sql: `
SELECT count(*) AS hits,
  CASE WHEN count(*) = 0 THEN 0 ELSE nullif(count(DISTINCT e.attacker_ip), 0) END AS attackers,
  count(DISTINCT e.username) AS accounts
FROM ${live} JOIN events e ON e.rowid = ${live}.seq`
};

/** Of what was run last, rows of `HitStep`. */
export const liveStepsQuery = (minutes: number): Query => ({
  sql: `
SELECT ${stepOf(minutes)} AS time, count(*) AS hits
FROM ${live} JOIN events e ON e.rowid = ${live}.seq
GROUP BY time
ORDER BY time`
});

/** Of what was run last, the first rows: `Hit`s without an alert. */
export const liveHitsQuery: Query = {
  sql: `
SELECT ${columns}, e.value, NULL AS alert_id
FROM (
  SELECT e.*, value
  FROM ${live} JOIN events e ON e.rowid = ${live}.seq
  ORDER BY e.event_time, e.event_id
  LIMIT ${shownHits}
) e LEFT JOIN details d USING (event_id)
ORDER BY e.event_time, e.event_id`
};
