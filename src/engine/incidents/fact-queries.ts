import {modelDetectors} from "../build/alerts.js";
import {campaignDefaults} from "./link.js";

/** Whom an event was against, seen from its attacker. SQL over `logs` as `l`. */
const target =
  "CASE WHEN l.attacker_ip = l.destination_ip THEN l.source_ip ELSE coalesce(l.destination_ip, l.sensor) END";

/**
 * Creates `incident_events` (incident, seq), every event that an incident rests on: the evidence behind its alerts,
 * and of models whatever they scored high of the same source in the same hour. Needs `incident_alerts` (alert_id, incident).
 */
export const createIncidentEvents = `
  CREATE TEMP TABLE incident_events AS
  WITH told AS (
    SELECT DISTINCT i.incident, a.detector, CASE a.detector WHEN 'honeypot' THEN '' ELSE a.finding END AS finding,
      coalesce(a.attacker_ip, '') AS attacker_ip, date_trunc('hour', a.event_time::TIMESTAMP) AS hour
    FROM alerts a JOIN incident_alerts i ON i.alert_id = a.alert_id
    WHERE a.attacker_ip IS NOT NULL
  )
  SELECT told.incident, e.seq::INTEGER AS seq
  FROM evidence e JOIN staged s ON s.rowid = e.seq
  JOIN told ON told.detector = e.detector AND told.finding = CASE e.detector WHEN 'honeypot' THEN '' ELSE e.finding END
    AND told.attacker_ip = s.attacker_ip AND told.hour = date_trunc('hour', s.event_time::TIMESTAMP)
  WHERE e.level > 0
  UNION
  SELECT told.incident, c.seq::INTEGER
  FROM scores c JOIN staged s ON s.rowid = c.seq
  JOIN told ON told.detector = c.detector AND told.detector IN (${modelDetectors})
    AND told.attacker_ip = s.attacker_ip AND told.hour = date_trunc('hour', s.event_time::TIMESTAMP)
  WHERE c.level > 0
  UNION
  SELECT i.incident, a.seq::INTEGER FROM alerts a JOIN incident_alerts i ON i.alert_id = a.alert_id
`;

/** Creates `incident_sources` (incident, address, from_time, to_time): who, and from when to when. */
export const createIncidentSources = `
  CREATE TEMP TABLE incident_sources AS
  SELECT i.incident, a.attacker_ip AS address, min(a.first_time::TIMESTAMP) AS from_time, max(a.last_time::TIMESTAMP) AS to_time
  FROM alerts a JOIN incident_alerts i ON i.alert_id = a.alert_id
  WHERE a.attacker_ip IS NOT NULL GROUP BY ALL
`;

/** Per incident: distinct events and origin. */
export const selectIncidentCounts = `
  SELECT e.incident, count(*) AS events, min(l.origin) AS origin
  FROM incident_events e JOIN staged l ON l.rowid = e.seq GROUP BY e.incident ORDER BY e.incident
`;

/** Targets of incidents' events, with their site. */
export const selectIncidentTargets = `
  SELECT e.incident, ${target} AS target, min(p.site) AS site, count(*) AS events
  FROM incident_events e JOIN staged l ON l.rowid = e.seq
  LEFT JOIN places p ON p.address = ${target}
  WHERE ${target} IS NOT NULL
  GROUP BY ALL ORDER BY e.incident, events DESC, target
`;

/**
 * Logins of incidents' sources while they went on and an hour after: accepted and all, per account. Of honeypots, which
 * accept anybody, none.
 */
export const selectIncidentLogins = `
  SELECT i.incident, l.username, count(*) FILTER (l.login = 'accepted') AS accepted, count(*) AS logins
  FROM incident_sources i JOIN logs l ON l.source_ip = i.address
    AND l.event_time::TIMESTAMP >= i.from_time AND l.event_time::TIMESTAMP <= i.to_time + INTERVAL 1 HOUR
  WHERE l.login IS NOT NULL AND l.dataset NOT IN ('cowrie', 'dionaea')
  GROUP BY ALL ORDER BY i.incident, l.username
`;

const {rareSources, rareShare, rareCredentials} = campaignDefaults;

/**
 * What incidents have that others may have too (incident, kind, value): file hashes and hosts of downloads, commands in their
 * order, rare credentials, rare fingerprints. A honeypot's session is looked at as a whole, of other events the event itself.
 */
export const selectTraits = `
  WITH own AS (
    SELECT e.incident, l.* FROM incident_events e JOIN logs l ON l.seq = e.seq
  ),
  visits AS (
    SELECT DISTINCT incident, dataset, sensor, session FROM own WHERE dataset IN ('cowrie', 'dionaea') AND session IS NOT NULL
  ),
  seen AS (
    SELECT incident, file_hash, http_url, username, password, hassh, ja3 FROM own
    UNION ALL
    SELECT v.incident, l.file_hash, l.http_url, l.username, l.password, l.hassh, l.ja3
    FROM visits v JOIN logs l ON l.dataset = v.dataset AND l.sensor IS NOT DISTINCT FROM v.sensor AND l.session = v.session
  ),
  prints AS (
    SELECT 'hassh' AS sort, hassh AS print, source_ip FROM logs WHERE hassh IS NOT NULL
    UNION
    SELECT 'ja3', ja3, source_ip FROM logs WHERE ja3 IS NOT NULL
  ),
  printed AS (SELECT sort, count(DISTINCT source_ip) AS sources FROM prints GROUP BY sort),
  rare_prints AS (
    SELECT p.print FROM prints p JOIN printed USING (sort) GROUP BY p.sort, p.print, printed.sources
    HAVING count(DISTINCT p.source_ip) <= ${rareSources} AND count(DISTINCT p.source_ip) <= greatest(1, ${rareShare} * printed.sources)
  ),
  rare_typed AS (
    SELECT t.typed FROM typed_sessions t JOIN logs l ON l.dataset = 'cowrie' AND l.sensor IS NOT DISTINCT FROM t.sensor AND l.session = t.session
    WHERE t.typed IS NOT NULL GROUP BY t.typed HAVING count(DISTINCT l.source_ip) <= ${rareSources}
  ),
  rare_passwords AS (
    SELECT password FROM logs WHERE password IS NOT NULL AND username IS NOT NULL
    GROUP BY password HAVING count(DISTINCT source_ip) <= ${rareCredentials}
  )
  SELECT DISTINCT incident, 'payload' AS kind, file_hash AS value FROM seen WHERE file_hash IS NOT NULL
  UNION
  SELECT DISTINCT incident, 'payload', regexp_extract(http_url, '^[a-zA-Z]+://([^/:?#]+)', 1) FROM seen
  WHERE file_hash IS NOT NULL AND regexp_extract(http_url, '^[a-zA-Z]+://([^/:?#]+)', 1) <> ''
  UNION
  SELECT DISTINCT v.incident, 'commands', t.typed
  FROM visits v JOIN typed_sessions t ON t.sensor IS NOT DISTINCT FROM v.sensor AND t.session = v.session
  WHERE t.typed IN (FROM rare_typed)
  UNION
  SELECT DISTINCT incident, 'credentials', username || ' / ' || password FROM seen
  WHERE username IS NOT NULL AND password IN (FROM rare_passwords)
  UNION
  SELECT DISTINCT incident, 'fingerprint', coalesce(hassh, ja3) FROM seen
  WHERE coalesce(hassh, ja3) IN (FROM rare_prints)
  ORDER BY ALL
`;

/** Clients that announce themselves as tools in web requests. */
const webTools =
  "sqlmap|nikto|nmap|masscan|zgrab|hydra|wpscan|gobuster|dirbuster|nuclei|python-requests|go-http-client";

/** How each source that alerts are about behaved in its sessions: the columns of `Behaviour`, by address. */
export const selectBehaviour = `
  WITH wanted AS (SELECT DISTINCT address FROM incident_sources),
  mine AS (
    SELECT l.seq, l.source_ip AS address, l.dataset, coalesce(l.sensor, '') AS sensor, l.session,
      epoch_ms(l.event_time::TIMESTAMP) AS ms, l.event_type, l.command, l.login, l.message, l.http_user_agent
    FROM logs l JOIN wanted ON wanted.address = l.source_ip
  ),
  typed AS (
    SELECT address, ms - lag(ms) OVER (PARTITION BY address, sensor, session ORDER BY seq) AS pause,
      event_type = 'cowrie.command.failed' OR contains(command, chr(8)) OR contains(command, chr(127)) AS slip
    FROM mine WHERE dataset = 'cowrie' AND command IS NOT NULL
  ),
  typing AS (
    SELECT address, count(*) AS commands, quantile_disc(pause, 0.25) AS q1, quantile_disc(pause, 0.5) AS q2,
      quantile_disc(pause, 0.75) AS q3, count(*) FILTER (slip) AS slips
    FROM typed GROUP BY address
  ),
  visited AS (
    SELECT address, sensor, session, count(command) AS commands
    FROM mine WHERE dataset = 'cowrie' AND (command IS NOT NULL OR login IS NOT NULL) GROUP BY ALL
  ),
  common AS (SELECT typed AS print FROM typed_sessions WHERE typed IS NOT NULL GROUP BY typed HAVING count(*) > 1),
  visits AS (
    SELECT v.address, count(*) AS sessions, count(*) FILTER (v.commands > 0) AS with_commands,
      count(common.print) AS repeated
    FROM visited v
    LEFT JOIN typed_sessions t ON coalesce(t.sensor, '') = v.sensor AND t.session = v.session
    LEFT JOIN common ON common.print = t.typed
    GROUP BY v.address
  ),
  minutes AS (
    SELECT address, ms // 60000 AS minute, count(*) AS logins FROM mine
    WHERE login IS NOT NULL OR event_type = 'dionaea.login' GROUP BY ALL
  ),
  trying AS (
    SELECT address, sum(logins)::BIGINT AS logins, max(logins) AS most, max(hourly) AS most_hourly FROM (
      SELECT address, logins, sum(logins) OVER (PARTITION BY address, minute // 60)::BIGINT AS hourly FROM minutes
    ) GROUP BY address
  ),
  clients AS (
    SELECT address, coalesce(
      min(regexp_replace(message, '^Remote SSH version: ', '')) FILTER (event_type = 'cowrie.client.version'),
      min(http_user_agent) FILTER (regexp_matches(lower(http_user_agent), '${webTools}'))) AS client
    FROM mine GROUP BY address
  )
  SELECT c.address, coalesce(v.sessions, 0) AS sessions, coalesce(t.commands, 0) AS commands, t.q1, t.q2, t.q3,
    coalesce(t.slips, 0) AS slips, coalesce(v.repeated, 0) AS repeated, coalesce(v.with_commands, 0) AS with_commands,
    coalesce(m.logins, 0) AS logins, coalesce(m.most, 0) AS most, coalesce(m.most_hourly, 0) AS most_hourly,
    c.client
  FROM clients c LEFT JOIN typing t USING (address) LEFT JOIN visits v USING (address) LEFT JOIN trying m USING (address)
  ORDER BY c.address
`;
