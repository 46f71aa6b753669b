import {modelDetectors} from "../build/alerts.js";
import {levelOfSeverity} from "../build/events.js";
import {selectHoneypots} from "./queries.js";

/** Whatever is done to a honeypot harms nobody: no more than medium. */
const honeypotLevel = 2;

/** What detectors other than models say of each source: the highest level. */
export const selectDetectorLevels = `
  SELECT a.attacker_ip AS address, a.detector,
    max(least(${levelOfSeverity("a.severity")}, CASE WHEN h.address IS NULL THEN 4 ELSE ${honeypotLevel} END)) AS level
  FROM alerts a LEFT JOIN (${selectHoneypots}) h ON h.address = a.destination_ip AND a.attacker_ip <> a.destination_ip
  WHERE a.attacker_ip IS NOT NULL AND a.detector NOT IN (${modelDetectors})
  GROUP BY ALL ORDER BY address, a.detector
`;

/** What models say of each source that alerts are about: events judged, and how many reached each level or a higher one. */
export const selectModelLevels = `
  SELECT s.attacker_ip AS address, c.detector, count(*) AS events,
    count(*) FILTER (c.level >= 1) AS low, count(*) FILTER (c.level >= 2) AS medium,
    count(*) FILTER (c.level >= 3) AS high, count(*) FILTER (c.level >= 4) AS critical
  FROM scores c JOIN staged s ON s.rowid = c.seq
  WHERE s.attacker_ip IN (SELECT attacker_ip FROM alerts)
  GROUP BY ALL HAVING count(*) FILTER (c.level >= 1) > 0 ORDER BY address, c.detector
`;

/** What else is known of each source that alerts are about. */
export const selectSourceFacts = `
  WITH wanted AS (
    SELECT attacker_ip AS address, count(*) AS alerts, count(DISTINCT finding) AS findings,
      count(DISTINCT rule) FILTER (detector = 'indicator') AS lists,
      min(first_time) AS first_time, max(last_time) AS last_time
    FROM alerts WHERE attacker_ip IS NOT NULL GROUP BY ALL
  ),
  logins AS (
    SELECT source_ip AS address, count(*) FILTER (login = 'failed') AS failed
    FROM logs WHERE login IS NOT NULL GROUP BY ALL
  ),
  abroad AS (SELECT DISTINCT source_ip AS address FROM logs WHERE foreign_source)
  SELECT w.address, w.alerts, w.findings, w.lists, logins.failed, abroad.address IS NOT NULL AS is_foreign,
    p.site, p.country_code, epoch_ms(w.first_time::TIMESTAMP) AS first_ms, epoch_ms(w.last_time::TIMESTAMP) AS last_ms
  FROM wanted w LEFT JOIN logins USING (address) LEFT JOIN abroad USING (address) LEFT JOIN places p USING (address)
  ORDER BY w.address
`;

/** Findings of signatures per source, for those that are about lists. */
export const selectListings = `
  SELECT DISTINCT attacker_ip AS address, finding FROM alerts
  WHERE detector = 'signature' AND attacker_ip IS NOT NULL ORDER BY ALL
`;

/** Whom each source attacked: by incident, target and its site. */
export const selectSourceTargets = `
  WITH hits AS (
    SELECT DISTINCT e.incident, l.attacker_ip AS address,
      CASE WHEN l.attacker_ip = l.destination_ip THEN l.source_ip ELSE coalesce(l.destination_ip, l.sensor) END AS target
    FROM incident_events e JOIN staged l ON l.rowid = e.seq WHERE l.attacker_ip IS NOT NULL
  )
  SELECT h.incident, h.address, h.target, p.site FROM hits h LEFT JOIN places p ON p.address = h.target
  WHERE h.target IS NOT NULL ORDER BY ALL
`;
