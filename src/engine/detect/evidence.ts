import {phrases} from "../sources/textlog-phrases.js";
import {loginOutcome} from "./login-outcome.js";

interface Rule {
  readonly detector: "signature" | "honeypot" | "login";
  /** SQL conditions over `staged` and the counts of `logins`. */
  readonly when: string;
  /** What was found: SQL text. */
  readonly finding: string;
  /** An index into `severities`: 1 low, 2 medium, 3 high. */
  readonly level: number;
  readonly technique: string | null;
  /** Why it is an alert, in a sentence: SQL text. */
  readonly reason: string;
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * Categories of Suricata's rules that say what is allowed rather than what is an attack, whatever their priority: file sharing has the
 * highest. https://github.com/OISF/suricata/blob/suricata-7.0.0/etc/classification.config
 */
const policyCategories = [
  "Potential Corporate Privacy Violation",
  "Not Suspicious Traffic",
  "Unknown Traffic",
  "Generic Protocol Command Decode",
  "Misc activity"
];

/** Where a login was tried, as the log's own host names it: SQL text. */
const onHost = "coalesce(' on ' || left(sensor, 60), '')";

/** A login from outside that failed, from an address whose logins never succeed: nobody's forgotten password. */
const strangerFailed = "outcome = 0 AND accepted_ever = 0 AND direction NOT IN ('outbound', 'internal')";

/** What plain lines that name an attack are signs of. */
const techniquesOfText = [
  ...new Set(phrases.filter(({signature}) => signature !== null).map(({technique}) => technique))
];

/**
 * What logs say by themselves and no Sigma rule can: findings that a sensor's own rule names, honeypot visits told by the worst of
 * them, and addresses whose logins never succeed. In order: the first rule that holds for an event is the one that speaks for it. What happens in a honeypot harms nobody
 * by itself, so none of it asks to be looked at within the hour.
 */
const rules: readonly Rule[] = [
  {
    detector: "signature",
    when: `event_type = 'alert' AND signature_severity <= 3 AND signature_category IN (${policyCategories.map(quoted).join(", ")})`,
    finding: "coalesce(signature, 'unnamed signature')",
    level: 1,
    technique: null,
    reason: quoted(
      "The sensor's own rule fired; by its category it is about policy or protocol, not about an attack."
    )
  },
  ...[1, 2, 3].map(
    (severity): Rule => ({
      detector: "signature",
      when: `event_type = 'alert' AND signature_severity = ${severity}`,
      finding: "coalesce(signature, 'unnamed signature')",
      level: 4 - severity,
      technique: null,
      reason: `'The sensor''s own rule fired; it ranks it ${severity} of 3, 1 being the most severe.'`
    })
  ),
  {
    detector: "honeypot",
    when: `event_type IN ('cowrie.session.file_download', 'cowrie.session.file_upload', 'dionaea.download')`,
    finding: quoted("File delivered to a honeypot"),
    level: 2,
    technique: "T1105",
    reason: quoted("Nobody has business with a honeypot, and this visitor left a file there.")
  },
  {
    detector: "honeypot",
    when: "event_type LIKE 'cowrie.command.%'",
    finding: quoted("Commands run in a honeypot shell"),
    level: 1,
    technique: "T1059",
    reason: quoted("A visitor got into the honeypot's shell and typed commands.")
  },
  {
    detector: "honeypot",
    when: "event_type = 'cowrie.login.success'",
    finding: quoted("Login accepted by a honeypot"),
    level: 1,
    technique: "T1078",
    reason: quoted("A visitor found a password that the honeypot accepts.")
  },
  {
    detector: "honeypot",
    when: "event_type LIKE 'cowrie.direct-tcpip.%'",
    finding: quoted("Honeypot used as a proxy"),
    level: 1,
    technique: "T1090",
    reason: quoted("A visitor asked the honeypot to pass traffic on to somebody else.")
  },
  {
    detector: "honeypot",
    when: "event_type IN ('cowrie.login.failed', 'dionaea.login')",
    finding: quoted("Passwords tried on a honeypot"),
    level: 1,
    technique: "T1110",
    reason: quoted("A visitor tried passwords on a honeypot.")
  },
  ...techniquesOfText.map(
    (technique): Rule => ({
      detector: "signature",
      when: `dataset = 'textlog' AND signature IN (${phrases
        .filter(phrase => phrase.signature !== null && phrase.technique === technique)
        .map(({signature}) => quoted(signature ?? ""))
        .join(", ")})`,
      finding: "signature",
      level: 2,
      technique,
      reason: quoted("A line of a plain log says so in words; how it was found out, the line does not say.")
    })
  ),
  {
    detector: "login",
    when: strangerFailed,
    finding: quoted("Passwords tried by a stranger"),
    level: 1,
    technique: "T1110",
    reason: `format('Failed logins from this outside address: {} in these data{}, and never an accepted one.', failed_ever, ${onHost})`
  }
];

const choose = (pick: (rule: Rule) => string) =>
  rules.map(rule => `WHEN ${rule.when} THEN ${pick(rule)}`).join("\n      ");

/**
 * Creates `evidence` (seq, detector, rule, finding, reason, technique, level) from `staged`, whose `rowid` is `seq`: at most
 * one row per event, to which other detectors add theirs, with their own rules' ids. Every function in it gives the same
 * result in any order and on any number of threads.
 */
export const createEvidence = `
  CREATE TABLE evidence AS
  WITH logins AS (
    SELECT rowid AS seq, source_ip, ${loginOutcome} AS outcome
    FROM staged WHERE dataset IN ('authlog', 'textlog') AND source_ip IS NOT NULL
  ),
  counted AS (
    SELECT seq, outcome,
      count(*) FILTER (outcome = 0) OVER (PARTITION BY source_ip) AS failed_ever,
      count(*) FILTER (outcome = 1) OVER (PARTITION BY source_ip) AS accepted_ever
    FROM logins WHERE outcome IS NOT NULL
  ),
  matched AS (
    SELECT staged.rowid AS seq, signature, username, sensor, outcome, failed_ever,
      CASE
      ${choose(rule => String(rules.indexOf(rule)))}
      END AS rule
    FROM staged LEFT JOIN counted ON counted.seq = staged.rowid
  )
  SELECT seq,
    CASE rule ${rules.map((rule, i) => `WHEN ${i} THEN '${rule.detector}'`).join(" ")} END AS detector,
    NULL::VARCHAR AS rule,
    CASE rule ${rules.map((rule, i) => `WHEN ${i} THEN ${rule.finding}`).join(" ")} END AS finding,
    CASE rule ${rules.map((rule, i) => `WHEN ${i} THEN ${rule.reason}`).join(" ")} END AS reason,
    CASE rule ${rules.map((rule, i) => `WHEN ${i} THEN ${rule.technique ? quoted(rule.technique) : "NULL"}`).join(" ")} END AS technique,
    CASE rule ${rules.map((rule, i) => `WHEN ${i} THEN ${rule.level}`).join(" ")} END::INTEGER AS level
  FROM matched WHERE rule IS NOT NULL
`;

/**
 * Addresses that are no benign reference, as SQL: whoever touched a honeypot, which nobody has business with, whoever a sensor's
 * rule of medium level or above is about or any other evidence of high level, and strangers who tried passwords. What Sigma rules
 * call medium may well be harmless, such as a backup at night; without it among the usual, models would call it unheard of.
 */
export const selectSuspects = `
  SELECT DISTINCT attacker_ip AS address FROM staged WHERE dataset IN ('cowrie', 'dionaea') AND attacker_ip IS NOT NULL
  UNION
  SELECT DISTINCT attacker_ip FROM staged JOIN evidence ON evidence.seq = staged.rowid
  WHERE (level >= 3 OR (detector = 'signature' AND level >= 2) OR detector = 'login') AND attacker_ip IS NOT NULL
`;
