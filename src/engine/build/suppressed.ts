import {alertId, selectFindings} from "./alerts.js";

/** What findings are told apart by where somebody says that they are expected, each combination once. */
export const selectFindingKinds = `
  SELECT DISTINCT attacker_ip, detector, rule, finding
  FROM (${selectFindings}) found JOIN events ON events.seq = found.seq
  ORDER BY ALL
`;

/** Findings, events and whole alerts that each suppression silenced; an alert counts for the first of those that took part of it. */
export const selectSuppressedCounts = `
  WITH silenced AS (
    SELECT suppression, found.seq, ${alertId("suppressed", "events.event_time")} AS alert_id
    FROM (${selectFindings}) found
    JOIN events ON events.seq = found.seq
    JOIN suppressed ON suppressed.detector = found.detector AND suppressed.finding IS NOT DISTINCT FROM found.finding
      AND suppressed.rule IS NOT DISTINCT FROM found.rule AND suppressed.attacker_ip IS NOT DISTINCT FROM events.attacker_ip
  ),
  missing AS (
    SELECT alert_id, min(suppression) AS suppression FROM silenced
    WHERE alert_id NOT IN (SELECT alert_id FROM alerts)
    GROUP BY alert_id
  )
  SELECT suppression, count(*) AS findings, count(DISTINCT seq) AS events,
    (SELECT count(*) FROM missing WHERE missing.suppression = silenced.suppression) AS alerts
  FROM silenced
  GROUP BY suppression
  ORDER BY suppression
`;
