import {levelOfSeverity} from "../build/events.js";
import type {Table} from "../tables/column.js";
import {campaigns, incidents, riskParts, risks, siteRisks} from "../tables/incidents.js";

/** Who an alert is about: its attacker's address, else the account on the host whose log names no address. SQL over alerts `a` and logs `l`. */
const actor = `coalesce(a.attacker_ip, CASE WHEN l.username IS NULL THEN NULL ELSE left(l.username, 60) || ' on ' || coalesce(l.sensor, 'an unknown host') END, '')`;

/** Sessions of a honeypot with at least this many commands are told apart by what was typed. */
const telling = 3;

/**
 * `typed_sessions` (sensor, session, typed, file_hash): of each honeypot session what was typed, as one hash, where it is
 * enough to tell, and the first by hash of the files that were brought.
 */
export const createTypedSessions = `
  CREATE TEMP TABLE typed_sessions AS
  SELECT sensor, session,
    CASE WHEN count(command) >= ${telling} THEN md5(string_agg(command, chr(10) ORDER BY seq) FILTER (command IS NOT NULL)) END AS typed,
    min(file_hash) AS file_hash
  FROM logs WHERE dataset = 'cowrie' AND session IS NOT NULL AND (command IS NOT NULL OR file_hash IS NOT NULL)
  GROUP BY sensor, session HAVING count(command) >= ${telling} OR count(file_hash) > 0
`;

/** Addresses of honeypots: whoever took visitors as one. */
export const selectHoneypots = `
  SELECT DISTINCT destination_ip AS address FROM logs
  WHERE event_type IN ('cowrie.session.connect', 'dionaea.connection.accept') AND destination_ip IS NOT NULL
`;

/** Alerts as `groupAlerts` takes them, in its order. */
export const selectIncidentAlerts = `
  WITH honeypots AS (${selectHoneypots})
  SELECT a.alert_id, ${actor} AS actor, a.detector, a.finding, a.technique, l.signature_category AS category,
    ${levelOfSeverity("a.severity")} AS level,
    epoch_ms(a.first_time::TIMESTAMP) AS from_ms, epoch_ms(a.last_time::TIMESTAMP) AS to_ms,
    coalesce(CASE WHEN a.attacker_ip = a.destination_ip THEN a.source_ip ELSE a.destination_ip END, l.sensor) AS target,
    CASE WHEN l.dataset IN ('cowrie', 'dionaea') THEN coalesce(l.file_hash, t.file_hash, t.typed) END AS payload,
    l.dataset IN ('cowrie', 'dionaea') OR h.address IS NOT NULL AS honeypot,
    CASE WHEN a.attacker_ip IS NULL THEN true ELSE coalesce(p.site IS NOT NULL OR p.is_private, false) END AS internal
  FROM alerts a
  JOIN logs l ON l.seq = a.seq
  LEFT JOIN typed_sessions t ON t.sensor IS NOT DISTINCT FROM l.sensor AND t.session = l.session
  LEFT JOIN places p ON p.address = a.attacker_ip
  LEFT JOIN honeypots h ON h.address = a.destination_ip AND a.attacker_ip <> a.destination_ip
  ORDER BY a.first_time, a.alert_id
`;

const columns = (table: Table) => table.columns.map(({name}) => name).join(", ");

/** As pages show them: gravest first, what has a beginning and an end before what goes on all the time, largest first. */
export const selectIncidents = `
  SELECT ${columns(incidents)} FROM incidents
  ORDER BY ${levelOfSeverity("severity")} DESC, kind = 'background', alerts DESC, first_time, incident_id
`;

export const selectCampaigns = `
  SELECT ${columns(campaigns)} FROM campaigns
  ORDER BY ${levelOfSeverity("severity")} DESC, incidents DESC, alerts DESC, first_time, campaign_id
`;

export const selectRisks = `SELECT ${columns(risks)} FROM risks ORDER BY risk DESC, alerts DESC, address`;
export const selectRiskParts = `SELECT ${columns(riskParts)} FROM risk_parts ORDER BY address, points DESC, part`;
export const selectSiteRisks = `SELECT ${columns(siteRisks)} FROM site_risks ORDER BY risk DESC, site`;
