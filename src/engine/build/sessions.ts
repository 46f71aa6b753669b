import {acceptedLogins, failedLogins} from "../detect/login-outcome.js";
import {sqlLiteral} from "../sql.js";
import {levelOfSeverity, severityOfLevel} from "./events.js";
import {reconnaissance} from "./reconnaissance.js";

const list = (types: readonly string[]) => types.map(type => sqlLiteral(type)).join(", ");
const count = (types: readonly string[]) => `count(*) FILTER (event_type IN (${list(types)}))`;

/** What a visitor typed. That Cowrie knows a command or does not is told by events of their own. */
const typed = ["cowrie.command.input", "dionaea.command"];
const files = ["cowrie.session.file_download", "cowrie.session.file_upload", "dionaea.download"];

/** A finding in a line: what divides lines and their parts stands in no part. */
const oneLine = (text: string) => `translate(${text}, chr(9) || chr(10) || chr(13), '   ')`;

/**
 * Sessions of honeypots, from `events`, `staged`, `evidence`, `places` and `sequences`, the worst first by `rank`: by the
 * gravest thing said of any of its events; then by how many kinds of attack (ATT&CK techniques, without their
 * sub-techniques) signatures and rules of at least medium level recognise in it; then files that it left; then commands
 * that do more than look round; then whether it was let in; then its length. The first of equals is the earliest.
 */
export const selectSessions = `
  WITH visit AS (
    SELECT events.*, more.hassh, more.command,
      left(md5(concat_ws('|', dataset, coalesce(sensor, ''), session)), 16) AS session_id
    FROM events JOIN (SELECT rowid AS seq, hassh, command FROM staged) more USING (seq)
    WHERE dataset IN ('cowrie', 'dionaea') AND session IS NOT NULL
  ),
  found AS (
    SELECT session_id, technique, ${oneLine("finding")} AS finding, max(level) AS level, count(DISTINCT seq) AS found_events,
      max(CASE WHEN detector IN ('sigma', 'payload') THEN level ELSE 0 END) AS recognised
    FROM visit JOIN evidence USING (seq) WHERE level > 0
    GROUP BY ALL
  ),
  told AS (
    SELECT session_id,
      string_agg(concat(${severityOfLevel("level")}, chr(9), coalesce(technique, ''), chr(9), finding), chr(10)
        ORDER BY level DESC, found_events DESC, finding, technique) AS findings,
      count(DISTINCT left(technique, 5)) FILTER (recognised >= 2) AS attack_kinds
    FROM found GROUP BY session_id
  ),
  unusual AS (
    SELECT dataset, session, source_ip, max(score) AS surprise FROM sequences WHERE session IS NOT NULL GROUP BY ALL
  ),
  summed AS (
    SELECT session_id, dataset, sensor, session, arg_min(source_ip, seq) AS source_ip,
      arg_min(app_protocol, seq) AS app_protocol, min(event_time) AS first_time, max(event_time) AS last_time,
      coalesce(max(duration) FILTER (event_type = 'cowrie.session.closed'),
        (epoch_ms(max(event_time)) - epoch_ms(min(event_time)))::DOUBLE / 1000) AS duration,
      count(*) AS events, ${count(failedLogins)} AS failed_logins, ${count(acceptedLogins)} AS accepted_logins,
      arg_min(username, seq) FILTER (event_type IN (${list(acceptedLogins)})) AS username,
      ${count(typed)} AS commands,
      count(*) FILTER (event_type IN (${list(typed)})
        AND NOT coalesce(regexp_full_match(command, ${sqlLiteral(reconnaissance)}), false)) AS own_commands,
      ${count(files)} AS downloads, ${count(["cowrie.direct-tcpip.request"])} AS forwards, min(hassh) AS hassh,
      max(${levelOfSeverity("severity")}) AS level
    FROM visit GROUP BY session_id, dataset, sensor, session
  )
  SELECT session_id, summed.* EXCLUDE (session_id, level), ${severityOfLevel("summed.level")} AS severity,
    coalesce(attack_kinds, 0) AS attack_kinds, findings, surprise, country, region, city,
    row_number() OVER (
      ORDER BY summed.level DESC, coalesce(attack_kinds, 0) DESC, downloads DESC, own_commands DESC,
        accepted_logins > 0 DESC, duration DESC, first_time, session_id
    ) AS rank
  FROM summed LEFT JOIN told USING (session_id)
  LEFT JOIN unusual ON unusual.dataset = summed.dataset AND unusual.session = summed.session
    AND unusual.source_ip IS NOT DISTINCT FROM summed.source_ip
  LEFT JOIN places ON places.address = summed.source_ip
  ORDER BY rank
`;
