import {severityOfLevel} from "./events.js";

/** As `createAlerts` groups findings: one attacker's findings of one kind within one hour. */
const grouped = `
  SELECT detector, CASE detector WHEN 'honeypot' THEN '' ELSE finding END AS kind, max(level) AS level,
    arg_max(finding, level * 1000000000::BIGINT - evidence.seq) AS finding, attacker_ip, min(event_time) AS first_time,
    count(DISTINCT evidence.seq) AS events
  FROM evidence JOIN staged ON staged.rowid = evidence.seq
  WHERE level > 0
  GROUP BY detector, kind, attacker_ip, date_trunc('hour', event_time::TIMESTAMP)
`;

/**
 * The alerts that evidence makes by itself, before any model has scored anything: how many there are, as `alerts` in every row, and
 * the gravest of them (time in milliseconds, severity, source, finding). SQL over `staged` and `evidence`.
 */
export const selectEarlyAlerts = (limit: number) => `
  SELECT epoch_ms(first_time) AS time, ${severityOfLevel("level")} AS severity, attacker_ip AS source, finding,
    count(*) OVER () AS alerts
  FROM (${grouped})
  ORDER BY level DESC, events DESC, first_time, attacker_ip, finding, detector
  LIMIT ${limit}
`;
