import {detectors} from "../detect/detectors.js";
import {alerts} from "../tables.js";
import {severityOfLevel} from "./events.js";
import {service} from "./service.js";

/** Filled in later, when alerts are joined to incidents. */
const later = new Set(["incident_id"]);
const columns = alerts.columns
  .map(c => (later.has(c.name) ? `NULL::VARCHAR AS ${c.name}` : c.name))
  .join(", ");
const published = alerts.columns.map(c => c.name).join(", ");

const copied = [
  "dataset",
  "event_type",
  "source_ip",
  "source_port",
  "destination_ip",
  "destination_port",
  "protocol",
  "app_protocol",
  "username",
  "attacker_ip",
  "action",
  "attack_type",
  "origin"
];

/**
 * What one alert stands for: all findings of one kind about one attacker within one hour, so that a burst of guesses is
 * one line. A honeypot visit is one thing whatever was done in it, and is told by the worst of it.
 */
const alert = `PARTITION BY found.detector, CASE found.detector WHEN 'honeypot' THEN '' ELSE finding END, events.attacker_ip,
        date_trunc('hour', events.event_time::TIMESTAMP)`;

/** What a forest found, by what was reached for: "Unusual SSH flow", "Unusual CRON session". */
export const forestFinding = `'Unusual ' || CASE ${service} WHEN 'other' THEN '' ELSE ${service} || ' ' END ||
      CASE WHEN dataset NOT IN ('authlog', 'textlog') THEN 'flow' WHEN event_type LIKE 'session.%' THEN 'session' ELSE 'login' END`;

/** Every finding that deserves an alert: what evidence says, and what only a model says where it had a benign reference (level above 0). */
export const selectFindings = `
    SELECT evidence.seq, detector, rule, finding, reason, technique, evidence.level FROM evidence WHERE evidence.level > 0
    UNION ALL
    SELECT scores.seq, scores.detector, NULL, ${forestFinding}, NULL, NULL, scores.level
    FROM scores JOIN events ON events.seq = scores.seq
    WHERE scores.level > 0
`;

/** The alert's id, of a relation with its detector, finding and attacker, and a time within its hour. */
export const alertId = (relation: string, time: string) =>
  `left(md5(concat_ws('|', ${relation}.detector, CASE ${relation}.detector WHEN 'honeypot' THEN '' ELSE ${relation}.finding END, coalesce(${relation}.attacker_ip, ''), epoch_ms(date_trunc('hour', ${time}::TIMESTAMP)))), 16)`;

/** A finding that nobody said to be expected, by the table `suppressed`. */
const isWanted = `
      WHERE NOT EXISTS (
        SELECT 1 FROM suppressed
        WHERE suppressed.detector = found.detector AND suppressed.finding IS NOT DISTINCT FROM found.finding
          AND suppressed.rule IS NOT DISTINCT FROM found.rule AND suppressed.attacker_ip IS NOT DISTINCT FROM events.attacker_ip
      )`;

const createAlertsWhere = (condition: string) => `
  CREATE TABLE alerts AS
  WITH found AS (${selectFindings}),
  placed AS (
    SELECT found.*, events.event_id, events.event_time, events.anomaly_score, scores.forest_score, ${copied.map(c => `events.${c}`).join(", ")},
      row_number() OVER strongest AS rank,
      count(DISTINCT found.seq) OVER alert AS event_count,
      min(events.event_time) OVER alert AS first_time,
      max(events.event_time) OVER alert AS last_time
    FROM found JOIN events ON events.seq = found.seq LEFT JOIN scores ON scores.seq = found.seq${condition}
    WINDOW
      alert AS (${alert}),
      strongest AS (${alert} ORDER BY found.level DESC, events.anomaly_score DESC NULLS LAST, found.seq, found.rule)
  ),
  named AS (
    SELECT *, ${alertId("placed", "event_time")} AS alert_id,
      ${severityOfLevel("level")} AS severity
    FROM placed WHERE rank = 1
  ),
  shared AS (
    SELECT *, count(*) OVER (PARTITION BY detector, finding) AS finding_alerts FROM named
  )
  SELECT seq, ${columns} FROM shared
`;

/**
 * Creates `alerts` from `events`, `evidence` and `scores`, with `seq`, the number of the strongest event (the first of equals),
 * which tells the alert. What only a model says is an alert where a benign reference gave its score a meaning (level
 * above 0); its reason is still to be filled in, by `fillReasons`.
 */
export const createAlerts = createAlertsWhere("");

/** The same without the findings that are of a kind in `suppressed`. */
export const createWantedAlerts = createAlertsWhere(isWanted);

/** The detectors that are models, as a list of SQL literals. */
export const modelDetectors = detectors.map(({name}) => `'${name}'`).join(", ");

/** Gives the alerts of models their reasons, from `reasons` (seq, reason). */
export const fillReasons = `
  UPDATE alerts SET reason = reasons.reason FROM reasons WHERE alerts.detector IN (${modelDetectors}) AND alerts.seq = reasons.seq
`;

/**
 * As the page shows them: by severity, then findings that are rare in these data before those that fire all the time,
 * then by score.
 */
export const selectAlerts = `
  SELECT ${published} FROM alerts
  ORDER BY CASE severity WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2 ELSE 1 END DESC,
    finding_alerts, anomaly_score DESC NULLS LAST, event_time, alert_id
`;
