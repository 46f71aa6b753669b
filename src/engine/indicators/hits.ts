import {sqlLiteral} from "../sql.js";
import {matchedFields} from "./fields.js";

/**
 * Creates `indicator_matches`: what lists say of the different values of `logs`, one row per value and list. `list_index`
 * and `said` (the list's words) serve only to make the rest.
 */
export const createMatches = `CREATE TABLE indicator_matches (
  field VARCHAR, value VARCHAR, list VARCHAR, line INTEGER, kind VARCHAR, indicator VARCHAR, said VARCHAR)`;

/** Creates `indicator_hits` (seq, list, line, kind, indicator, field, value): every event with a value that a list holds. */
export const createHits = `
  CREATE TABLE indicator_hits AS
  SELECT seq, list, line, kind, indicator, field, value
  FROM (
    ${matchedFields
      .map(
        ({field, value}) =>
          `SELECT l.seq, m.* FROM (SELECT seq, ${value} AS looked_up FROM logs) l
      JOIN indicator_matches m ON m.field = ${sqlLiteral(field)} AND m.value = l.looked_up`
      )
      .join("\n    UNION ALL\n    ")}
  )
`;

/** Levels of `evidence`. */
const low = 1;
const medium = 2;
const high = 3;

interface Rule {
  /** SQL over a hit (`kind`, `field`) and its event. */
  readonly when: string;
  readonly finding: string;
  readonly level: number;
  readonly technique: string | null;
  /** What the event shows, as a sentence that the list's words follow: SQL text. */
  readonly shows: string;
}

const honeypot = "dataset IN ('cowrie', 'dionaea')";
/** Somebody inside asked: the source, or the destination of what a server sent back. */
const askedInside = "CASE WHEN is_reply THEN destination_is_internal ELSE source_is_internal END";
/** A file that came proves that its sender was asked; any other packet may bear a forged source. */
const sentFile = "field = 'source_ip' AND event_type = 'fileinfo' AND is_reply AND destination_is_internal";
const reachedOut = "field <> 'source_ip' AND NOT is_reply AND source_is_internal";
const isAddress = "kind IN ('address', 'network')";
const asked = "field IN ('dns_query', 'tls_sni', 'http_host')";

/**
 * In order: the first rule that holds for a hit speaks for it. That a listed address knocks is what lists of scanners are
 * made of, so it is low by itself; that somebody inside reaches out to one is not an outsider's doing, so it is high.
 * A honeypot is there to be visited by the bad: what it sees of them is low.
 */
const rules: readonly Rule[] = [
  {
    when: `${honeypot} AND kind IN ('url', 'hash')`,
    finding: "Listed malware brought to a honeypot",
    level: low,
    technique: "T1105",
    shows: "'A visitor of the honeypot brought something that a list knows: '"
  },
  {
    when: honeypot,
    finding: "Listed visitor at a honeypot",
    level: low,
    technique: null,
    shows: "'A visitor of the honeypot is known: '"
  },
  {
    when: "kind = 'hash'",
    finding: "Known-bad file transferred",
    level: high,
    technique: "T1105",
    shows: "'A file was transferred whose hash is listed: '"
  },
  {
    when: `kind = 'url' AND ${askedInside}`,
    finding: "Known-bad URL asked for",
    level: high,
    technique: "T1105",
    shows: "'A host inside asked for a listed URL: '"
  },
  {
    when: `kind = 'domain' AND ${askedInside}`,
    finding: "Known-bad domain asked for",
    level: high,
    technique: "T1071",
    shows: "'A host inside asked for a listed domain: '"
  },
  {
    when: `${isAddress} AND (${reachedOut} OR ${sentFile})`,
    finding: "Contact to a known-bad address",
    level: high,
    technique: "T1071",
    shows: "'A host inside reached out to a listed address: '"
  },
  {
    when: "kind = 'ja3' AND source_is_internal",
    finding: "Known-bad TLS client inside",
    level: medium,
    technique: "T1071.001",
    shows: "'A host inside has a TLS client with a listed fingerprint, which harmless programs may share: '"
  },
  {
    when: `${isAddress} AND field = 'source_ip' AND login = 'accepted'`,
    finding: "Login from a known-bad address",
    level: medium,
    technique: "T1078",
    shows: "'A login was accepted from a listed address: '"
  },
  {
    when: "kind = 'hassh' AND login = 'accepted'",
    finding: "Login by a known-bad SSH client",
    level: medium,
    technique: "T1078",
    shows: "'A login was accepted from an SSH client with a listed fingerprint: '"
  },
  {
    when: "kind IN ('ja3', 'hassh')",
    finding: "Listed client fingerprint",
    level: low,
    technique: null,
    shows: "'The client''s fingerprint is listed: '"
  },
  {
    when: `kind IN ('url', 'domain') OR ${asked}`,
    finding: "Listed name asked for from outside",
    level: low,
    technique: null,
    shows: "'Somebody outside asked for a listed name: '"
  },
  {
    when: "true",
    finding: "Contact by a known-bad address",
    level: low,
    technique: null,
    shows: "'A listed address took part, as scanners'' addresses do: '"
  }
];

const choose = (pick: (rule: Rule, index: number) => string) =>
  `CASE ${rules.map((rule, i) => `WHEN ${rule.when} THEN ${pick(rule, i)}`).join("\n        ")} END`;
const ofRule = (pick: (rule: Rule) => string) =>
  `CASE rule_index ${rules.map((rule, i) => `WHEN ${i} THEN ${pick(rule)}`).join(" ")} END`;
const fieldOrder = `CASE field ${matchedFields.map(({field}, i) => `WHEN ${sqlLiteral(field)} THEN ${i}`).join(" ")} END`;

/**
 * Adds to `evidence` what `indicator_hits` say of events: one row per event and list, told by the gravest hit. Whether a host
 * is inside is asked of `places`. A sensor that logs a server's answer names the server as source: it is taken for one where
 * the source's port is a system port and the destination's is not.
 */
export const insertIndicatorEvidence = `
  INSERT INTO evidence (seq, detector, rule, finding, reason, technique, level)
  WITH events_hit AS (
    SELECT h.seq, h.list, h.line, h.kind, h.indicator, h.field, left(h.value, 80) AS value, m.said, l.dataset, l.event_type, l.login,
      coalesce(s.site IS NOT NULL OR s.is_private, false) AS source_is_internal,
      coalesce(d.site IS NOT NULL OR d.is_private, false) AS destination_is_internal,
      coalesce(l.source_port < 1024 AND l.destination_port >= 1024, false) AS is_reply
    FROM indicator_hits h
    JOIN indicator_matches m ON m.field = h.field AND m.value = h.value AND m.list = h.list
    JOIN logs l ON l.seq = h.seq
    LEFT JOIN places s ON s.address = l.source_ip
    LEFT JOIN places d ON d.address = l.destination_ip
  ),
  judged AS (SELECT *, ${choose((_, i) => String(i))} AS rule_index FROM events_hit),
  ranked AS (
    SELECT *, ${ofRule(rule => String(rule.level))} AS level FROM judged
    QUALIFY row_number() OVER (PARTITION BY seq, list ORDER BY level DESC, rule_index, ${fieldOrder}, line) = 1
  )
  SELECT seq, 'indicator', list,
    ${ofRule(rule => sqlLiteral(rule.finding))},
    ${ofRule(rule => rule.shows)} || value
      || CASE WHEN indicator = value THEN '' ELSE ' by its entry ' || left(indicator, 80) END
      || ' stands in line ' || line || ' of the list ' || list
      || CASE said WHEN '' THEN '.' ELSE ', which says "' || said || '".' END,
    ${ofRule(rule => (rule.technique ? sqlLiteral(rule.technique) : "NULL"))},
    level::INTEGER
  FROM ranked
`;

/** Creates `indicator_lists` with the statistics of each list that reading it gives; hits are counted by `countListHits`. */
export const createLists = `CREATE TABLE indicator_lists (
  list VARCHAR, file VARCHAR, format VARCHAR, applied BOOLEAN, entries INTEGER, addresses INTEGER, networks INTEGER,
  domains INTEGER, urls INTEGER, hashes INTEGER, fingerprints INTEGER, duplicates INTEGER, junk INTEGER, refused INTEGER,
  skipped INTEGER)`;

/** Lists for publishing, in order of name. */
export const selectIndicatorLists = `
  SELECT l.*, coalesce(indicators_hit, 0) AS indicators_hit, coalesce(events_hit, 0) AS events_hit
  FROM indicator_lists l
  LEFT JOIN (
    SELECT list, count(DISTINCT line) AS indicators_hit, count(DISTINCT seq) AS events_hit FROM indicator_hits GROUP BY list
  ) h ON h.list = l.list
  ORDER BY l.list
`;

/** Hits for publishing, by the events' ids, in the events' order. */
export const selectIndicatorHits = `
  SELECT event_id, list, line, kind, indicator, field, value
  FROM indicator_hits JOIN (SELECT rowid AS seq, event_id FROM staged) USING (seq)
  ORDER BY seq, list, ${fieldOrder}
`;
