import {labelCodes} from "../retrain/compare-precision.js";
import {type Selection, whereClause} from "../selection.js";
import {inlineParams} from "../sql.js";
import {forestFinding} from "./alerts.js";
import {levelOfSeverity} from "./events.js";

const hour = "date_trunc('hour', event_time::TIMESTAMP)";

/**
 * What a retrained forest is compared by, of every row of `staged` in order: the number of the alert that the event would belong to, were it
 * flagged; its label; the score that it carries.
 */
export const selectMarks = `
  SELECT dense_rank() OVER (ORDER BY attacker_ip, ${hour}, ${forestFinding})::INTEGER AS alert,
    (CASE label WHEN 'Attack' THEN ${labelCodes.attack} WHEN 'Normal' THEN ${labelCodes.normal} ELSE ${labelCodes.unknown} END)::UTINYINT AS label,
    coalesce(anomaly_score, 'NaN'::DOUBLE)::DOUBLE AS carried
  FROM staged ORDER BY rowid
`;

/** The numbers of selected events, ascending. */
export function selectSelected(selection: Selection): string {
  const {sql, params} = whereClause(selection, {
    filters: ["source", "destination", "service", "port", "user"]
  });
  return inlineParams({sql: `SELECT rowid::INTEGER AS seq FROM staged WHERE ${sql} ORDER BY rowid`, params});
}

/** Columns of the published `alerts` that `selectAlertRows` reads. */
export const alertColumns: readonly string[] = ["alert_id", "event_time", "severity", "attacker_ip"];

/**
 * The events that tell alerts, by their numbers: what a forest would call them, and the gravest published alert about the same attacker
 * in the same hour, if there is any.
 */
export const selectAlertRows = (seqs: readonly number[]) => `
  SELECT staged.rowid::INTEGER AS seq, staged.event_id, epoch_ms(staged.event_time) AS time, staged.source_ip, staged.destination_ip,
    staged.destination_port, staged.attacker_ip, ${forestFinding} AS finding, known.alert_id, known.severity AS alert_severity
  FROM staged LEFT JOIN (
    SELECT attacker_ip, ${hour} AS hour, arg_max(alert_id, (${levelOfSeverity("severity")}, alert_id)) AS alert_id,
      arg_max(severity, (${levelOfSeverity("severity")}, alert_id)) AS severity
    FROM alerts GROUP BY ALL
  ) known ON known.attacker_ip = staged.attacker_ip AND known.hour = date_trunc('hour', staged.event_time::TIMESTAMP)
  WHERE staged.rowid IN (${seqs.length === 0 ? "-1" : seqs.join(", ")})
  ORDER BY staged.rowid
`;
