import {sqlLiteral} from "../sql.js";
import {defaults} from "./decode-text.js";
import {type Signature, type SignatureField, signatureLevels} from "./signature.js";

/** Columns of `logs` that are looked into. Those of them that begin with `http_` are there only where a sensor took requests apart. */
export const inspectedColumns = [
  "http_url",
  "http_user_agent",
  "http_host",
  "payload",
  "command",
  "message",
  "username",
  "file_name",
  "dns_query"
] as const satisfies readonly SignatureField[];

/**
 * What is looked at of a column; the honeypots' payload is the command over again. What a sensor says of a file that came with a
 * request repeats the request, and its source is whoever sent the file: the server that was attacked.
 */
function inspected(column: SignatureField): {readonly text: string; readonly when: string} {
  return {
    text: `left(${column}, ${defaults.longest})`,
    when: `event_type <> 'fileinfo' AND ${
      column === "payload"
        ? "payload IS NOT NULL AND payload IS DISTINCT FROM command"
        : `${column} IS NOT NULL`
    }`
  };
}

/** How severe a finding about what happened in a honeypot can be at most: it harms nobody by itself. */
const honeypotLevel = signatureLevels.indexOf("medium") + 1;

/**
 * Creates the temporary table `inspected` (number INTEGER, field VARCHAR, text VARCHAR): every text that stands in an inspected
 * column of `logs`, once. Logs repeat themselves, so that there are far fewer of them than events.
 *
 * @param columns those that some signature looks at; at least one
 */
export const createInspected = (columns: readonly SignatureField[]) => `
  CREATE TEMP TABLE inspected AS
  SELECT row_number() OVER (ORDER BY field, text)::INTEGER AS number, field, text FROM (
    ${columns
      .map(column => ({column, ...inspected(column)}))
      .map(
        ({column, text, when}) =>
          `SELECT DISTINCT '${column}' AS field, ${text} AS text FROM logs WHERE ${when}`
      )
      .join("\n    UNION ALL ")}
  )
`;

/** Texts by number, `from` excluded and `to` included; numbers begin at 1. */
export const selectInspected = (from: number, to: number) => `
  SELECT number, field, text FROM inspected WHERE number > ${from} AND number <= ${to} ORDER BY number
`;

/** Creates the temporary table that matches are put into: of each text, by its number, what was found in it. */
export const createMatched = `
  CREATE TEMP TABLE matched (number INTEGER, signature VARCHAR, field VARCHAR, excerpt VARCHAR)
`;

/**
 * Creates `signature_hits` (seq INTEGER, signature VARCHAR, field VARCHAR, excerpt VARCHAR) from `matched`, `inspected` and
 * `logs`: one row per event and signature. Where several fields of an event match it is told by the first of them by name.
 */
export const createSignatureHits = (columns: readonly SignatureField[]) => `
  CREATE TABLE signature_hits AS
  WITH hit AS (
    SELECT inspected.field AS stands_in, inspected.text, matched.*
    FROM matched JOIN inspected ON inspected.number = matched.number
  ),
  placed AS (
    ${columns
      .map(column => ({column, ...inspected(column)}))
      .map(
        ({column, text, when}) => `SELECT seq, hit.signature, hit.field, hit.excerpt
    FROM logs JOIN hit ON hit.text = ${text} AND hit.stands_in = '${column}' WHERE ${when}`
      )
      .join("\n    UNION ALL ")}
  )
  SELECT seq, signature, field, excerpt FROM placed
  QUALIFY row_number() OVER (PARTITION BY seq, signature ORDER BY field, excerpt) = 1
  ORDER BY seq, signature
`;

/** Creates `signatures` (id, title, finding, level, technique ...) for joins: what was read, as values. */
export const createSignatures = (signatures: readonly Signature[]) => `
  CREATE TABLE signatures (signature_id VARCHAR, title VARCHAR, description VARCHAR, finding VARCHAR, level INTEGER, technique VARCHAR,
    fields VARCHAR, patterns VARCHAR, file VARCHAR, line INTEGER);
  ${
    signatures.length === 0
      ? ""
      : `INSERT INTO signatures VALUES ${signatures
          .map(
            s =>
              `(${[
                s.id,
                s.title,
                s.description,
                s.finding,
                signatureLevels.indexOf(s.level) + 1,
                s.technique,
                s.fields.join(", "),
                s.patterns.join("\n"),
                s.file,
                s.line
              ]
                .map(sqlLiteral)
                .join(", ")})`
          )
          .join(",\n    ")}`
  }
`;

/** Adds what signatures found to `evidence`, from `signature_hits` and `signatures`. */
export const insertSignatureEvidence = `
  INSERT INTO evidence (seq, detector, rule, finding, reason, technique, level)
  SELECT hits.seq, 'payload', hits.signature, found.finding,
    found.title || ': the signature ' || hits.signature || ' matches ' ||
      CASE hits.field WHEN 'http_url' THEN 'the URL' WHEN 'http_user_agent' THEN 'the user agent' WHEN 'http_host' THEN 'the host header'
        WHEN 'http_header' THEN 'a header' WHEN 'http_body' THEN 'the body of the request' WHEN 'username' THEN 'the user name'
        WHEN 'file_name' THEN 'the file name' WHEN 'dns_query' THEN 'the DNS query' ELSE 'the ' || hits.field END || '.',
    found.technique,
    CASE WHEN logs.dataset IN ('cowrie', 'dionaea') THEN least(found.level, ${honeypotLevel}) ELSE found.level END
  FROM signature_hits hits JOIN signatures found ON found.signature_id = hits.signature JOIN logs ON logs.seq = hits.seq
  ORDER BY hits.seq, hits.signature
`;

/** As published in `signatures`. An alert counts for a signature when the signature tells it. */
export const selectSignatures = `
  WITH hit AS (
    SELECT hits.signature AS id, count(*) AS hits, count(DISTINCT attacker_ip) AS attackers
    FROM signature_hits hits JOIN events ON events.seq = hits.seq GROUP BY hits.signature
  ),
  told AS (SELECT alerts.rule, count(*) AS alerts FROM alerts WHERE detector = 'payload' GROUP BY alerts.rule)
  SELECT signatures.signature_id, title, description, finding,
    CASE signatures.level ${signatureLevels.map((level, i) => `WHEN ${i + 1} THEN '${level}'`).join(" ")} END AS level,
    technique, fields, patterns, file, line,
    coalesce(hits, 0) AS hits, coalesce(attackers, 0) AS attackers, coalesce(alerts, 0) AS alerts
  FROM signatures LEFT JOIN hit ON hit.id = signature_id LEFT JOIN told ON told.rule = signature_id
  ORDER BY signature_id
`;

/** As published in `signature_hits`. */
export const selectSignatureHits = `
  SELECT events.event_id, hits.signature AS signature_id, field, excerpt
  FROM signature_hits hits JOIN events ON events.seq = hits.seq
  ORDER BY hits.seq, hits.signature
`;
