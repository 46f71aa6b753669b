import {matchedFields} from "./fields.js";

/** Creates `reputation`, empty: what VirusTotal says, where it was asked. */
export const createReputation = `CREATE TABLE reputation (
  kind VARCHAR, value VARCHAR, known BOOLEAN, asked_at TIMESTAMP_MS, analysed_at TIMESTAMP_MS, malicious INTEGER,
  suspicious INTEGER, harmless INTEGER, undetected INTEGER, reports INTEGER, score INTEGER, votes_malicious INTEGER,
  votes_harmless INTEGER, country VARCHAR, isp VARCHAR, asn BIGINT, network VARCHAR, vendors VARCHAR, link VARCHAR)`;

/** Fields of events that name an address, so that a hit on one is asked about as an address. */
const hostFields = matchedFields
  .filter(({holds}) => holds === "host" || holds === "address")
  .map(({field}) => `'${field}'`)
  .join(", ");

/**
 * Whom VirusTotal is asked about, the most suspicious first, as (kind, value): outside addresses by the gravest evidence
 * about them, then by how many detectors agree, then by events; domains and hashes that a list holds already; hashes of
 * files that honeypots were given. Addresses of the campus and private ones, names that people here looked up and files that
 * they transferred are nobody's business: they are not in it unless a list names them.
 */
export const selectSubjects = `
  WITH attackers AS (
    SELECT attacker_ip AS value, evidence.level AS level, detector, staged.rowid AS seq
    FROM evidence JOIN staged ON staged.rowid = evidence.seq WHERE attacker_ip IS NOT NULL
    UNION ALL
    SELECT h.value, e.level, e.detector, e.seq
    FROM indicator_hits h JOIN evidence e ON e.seq = h.seq AND e.detector = 'indicator' AND e.rule = h.list
    WHERE h.kind IN ('address', 'network') AND h.field IN (${hostFields})
  ),
  subjects AS (
    SELECT 'address' AS kind, value, max(level) AS level, count(DISTINCT detector) AS detectors, count(DISTINCT seq) AS events
    FROM attackers JOIN places ON places.address = value
    WHERE site IS NULL AND NOT is_private
    GROUP BY value
    UNION ALL
    SELECT kind, indicator, max(e.level), 1, count(DISTINCT e.seq)
    FROM indicator_hits h JOIN evidence e ON e.seq = h.seq AND e.detector = 'indicator' AND e.rule = h.list
    WHERE kind IN ('domain', 'hash')
    GROUP BY kind, indicator
    UNION ALL
    SELECT 'hash', lower(file_hash), 1, 1, count(*)
    FROM logs WHERE dataset IN ('cowrie', 'dionaea') AND regexp_full_match(file_hash, '([0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64})')
    GROUP BY lower(file_hash)
  )
  SELECT kind, value FROM subjects
  GROUP BY kind, value
  ORDER BY max(level) DESC, max(detectors) DESC, max(events) DESC, kind, value
`;

/** For publishing, in order of subject. */
export const selectReputation = "SELECT * FROM reputation ORDER BY kind, value";
