import {sqlLiteral} from "../../sql.js";
import type {SequenceKind} from "./sequence-set.js";

/** Names of attacks, as logs use them, by the ATT&CK technique that a rule names; sub-techniques are of their technique's type. */
const typeOfTechnique: Readonly<Record<string, string>> = {
  T1046: "Port Scan",
  T1595: "Port Scan",
  T1110: "Brute Force",
  T1078: "Account Misuse",
  T1548: "Privilege Escalation",
  T1068: "Privilege Escalation",
  T1021: "Lateral Movement",
  T1071: "Command and Control",
  T1041: "Data Exfiltration",
  T1048: "Data Exfiltration",
  T1190: "Web Attack",
  T1498: "DoS",
  T1499: "DoS",
  T1105: "Malware",
  T1059: "Command Execution"
};

/** Findings of rules, not of models: what a label may rest on. Sequences must not learn from what sequences found. */
const ruleDetectors = ["signature", "honeypot", "login", "sigma", "payload", "indicator"];

const list = (texts: readonly string[]) => texts.map(text => sqlLiteral(text)).join(", ");

/**
 * Creates `sequence_marks` (source, hour, type) of `logs` and `evidence`: the hours of a source of which a rule says high or
 * critical, with the type of attack that the gravest such finding, the first of equals, stands for.
 */
export const createSequenceMarks = `
  CREATE OR REPLACE TEMP TABLE sequence_marks AS
  SELECT source, hour, min({rank: -level, seq: seq, type: type}).type AS type
  FROM (
    SELECT coalesce(attacker_ip, source_ip) AS source, date_trunc('hour', event_time) AS hour, evidence.level, logs.seq,
      coalesce(attack_type, CASE left(technique, 5) ${Object.entries(typeOfTechnique)
        .map(([id, type]) => `WHEN '${id}' THEN '${type}'`)
        .join(" ")} END, 'Unknown') AS type
    FROM evidence JOIN logs ON logs.seq = evidence.seq
    WHERE evidence.level >= 3 AND detector IN (${list(ruleDetectors)}) AND event_time IS NOT NULL
  )
  WHERE source IS NOT NULL
  GROUP BY source, hour
`;

/**
 * Creates `sequence_suspects` (address, level): whose sequences teach nothing of what is usual, with the gravest that is said of them. They
 * are the sources that are no benign reference elsewhere either, without those of whom sensors' rules said no more than policy or
 * information (alerts that carry no label): were everybody who shares files a suspect, nobody would be left to show that sharing
 * files is usual.
 */
export const createSequenceSuspects = `
  CREATE OR REPLACE TEMP TABLE sequence_suspects AS
  SELECT address, max(level) AS level FROM (
    SELECT attacker_ip AS address, level FROM logs JOIN evidence ON evidence.seq = logs.seq
    WHERE (level >= 2 OR detector = 'login') AND NOT (detector = 'signature' AND label IS NULL) AND detector <> 'sequence'
    UNION ALL
    SELECT attacker_ip, 2 FROM logs WHERE dataset IN ('cowrie', 'dionaea')
  )
  WHERE address IS NOT NULL
  GROUP BY address
`;

const who = "coalesce(source_ip, username || '@' || sensor, username, sensor)";
const session = "CASE dataset WHEN 'cowrie' THEN session END";
const hour = `CASE WHEN dataset = 'cowrie' AND session IS NOT NULL THEN NULL ELSE date_trunc('hour', event_time) END`;

/**
 * Creates `sequence_visits` (dataset, who, session, hour, type): of every visit to a honeypot the type of attack that the logs
 * name, of its gravest event; the last of equals, since a visit ends with what it was for.
 */
export const createSequenceVisits = `
  CREATE OR REPLACE TEMP TABLE sequence_visits AS
  WITH worst AS (SELECT seq, max(level) AS level FROM evidence WHERE detector <> 'sequence' GROUP BY seq)
  SELECT dataset, ${who} AS who, ${session} AS session, ${hour} AS hour,
    min({rank: -coalesce(level, 0), seq: -logs.seq, type: attack_type}).type AS type
  FROM logs LEFT JOIN worst ON worst.seq = logs.seq
  WHERE dataset IN ('cowrie', 'dionaea') AND attack_type IS NOT NULL AND event_time IS NOT NULL
  GROUP BY ALL
`;

interface Steps {
  /** A sequence of fewer is none. */
  readonly least: number;
  /** Which events are steps: SQL over `logs`. */
  readonly where: string;
  /** What a step is: SQL text over `logs`. */
  readonly token: string;
  /** True where a step that repeats the one before it is not counted. */
  readonly collapse: boolean;
}

/** Ports that clients are given for the length of a connection (Linux; https://www.rfc-editor.org/rfc/rfc6056) say nothing by their number. */
const ephemeral = 32_768;

const unanswered = "bytes_received = 0 OR packets_received = 0";

/**
 * Signatures are no steps: what a sensor's rule said is evidence by itself, and a sequence that repeated it would be no second
 * witness. Neither are files seen on the way: their source is whoever sent them, which may be the host that was asked. A command that Cowrie reports twice, as input and as found or not found, is one.
 */
const stepsOf: Readonly<Record<SequenceKind, Steps>> = {
  // A line holds several commands.
  commands: {
    least: 1,
    where: `command IS NOT NULL AND (event_type IN ('cowrie.command.input', 'dionaea.command')
      OR event_type LIKE 'cowrie.command.%'
        AND session NOT IN (SELECT session FROM logs WHERE event_type = 'cowrie.command.input' AND session IS NOT NULL))`,
    token: "command",
    collapse: false
  },
  events: {
    least: 2,
    where: "event_type NOT IN ('alert', 'fileinfo')",
    token: `CASE event_type
      WHEN 'flow' THEN 'flow ' || left(service, 30) || CASE WHEN ${unanswered} THEN ' unanswered' ELSE '' END
      WHEN 'http' THEN 'http ' || coalesce((http_status // 100) || 'xx', 'unanswered')
      WHEN 'dns' THEN 'dns ' || coalesce(left(dns_rcode, 20), 'query')
      ELSE left(event_type, 60) END`,
    collapse: false
  },
  ports: {
    least: 2,
    where: `destination_port IS NOT NULL
      AND (event_type IN ('flow', 'cowrie.session.connect') OR event_type LIKE 'dionaea.connection%')`,
    token: `CASE WHEN destination_port >= ${ephemeral} THEN 'ephemeral' ELSE destination_port::VARCHAR END
      || coalesce('/' || lower(left(protocol, 10)), '')`,
    collapse: true
  }
};

const key = ["dataset", "who", "session", "hour"];
const sequence = `PARTITION BY ${key.join(", ")}`;

/**
 * Creates `sequence_steps` (seq, first_seq, dataset, who, session, hour, token, label ...): the events that make the sequences of one
 * kind, each with the first event of its sequence, which names it. A
 * honeypot's session is a sequence by itself; elsewhere it is what one source did within an hour, or one user of a host where a log
 * names no source. A single step has no order and is none.
 */
export const createSequenceSteps = (kind: SequenceKind) => {
  const {where, token, collapse, least} = stepsOf[kind];
  return `
  CREATE OR REPLACE TEMP TABLE sequence_steps AS
  WITH steps AS (
    SELECT seq, event_time, dataset, source_ip,
      ${who} AS who, ${session} AS session, ${hour} AS hour,
      label, attack_type, ${token} AS token
    FROM logs WHERE event_time IS NOT NULL AND ${where}
  ),
  changes AS (
    SELECT * FROM steps WHERE who IS NOT NULL AND token IS NOT NULL
    ${collapse ? `QUALIFY lag(token) OVER (${sequence} ORDER BY seq) IS DISTINCT FROM token` : ""}
  )
  SELECT *, min(seq) OVER (${sequence}) AS first_seq FROM changes QUALIFY count(*) OVER (${sequence}) >= ${least}
`;
};

/**
 * Creates `sequence_list`, one row per sequence of `sequence_steps`, numbered in order of time: who and when, whose side, whether it may teach
 * what is usual, whether it may be raised, and what the logs and rules say of it. A label counts where its log labels normal events too; of what a
 * honeypot saw, all attacks, it is the type that counts, of the gravest event.
 */
export const createSequenceList = `
  CREATE OR REPLACE TEMP TABLE sequence_list AS
  WITH told AS (SELECT DISTINCT dataset FROM logs WHERE label = 'Normal'),
  worst AS (SELECT seq, max(level) AS level FROM evidence GROUP BY seq),
  grouped AS (
    SELECT first_seq, ${key.map(name => `min(steps.${name}) AS ${name}`).join(", ")}, min(source_ip) AS source_ip,
      min(event_time) AS first_time, max(event_time) AS last_time,
      coalesce(max(worst.level), 0) AS level,
      min(CASE WHEN told.dataset IS NOT NULL AND label = 'Attack' THEN coalesce(attack_type, 'Unknown') END) AS labelled
    FROM sequence_steps steps LEFT JOIN worst ON worst.seq = steps.seq LEFT JOIN told ON told.dataset = steps.dataset
    GROUP BY first_seq
  )
  SELECT (row_number() OVER (ORDER BY first_time, first_seq) - 1)::INTEGER AS number, grouped.*,
    grouped.dataset IN ('cowrie', 'dionaea') AS honeypot,
    CASE WHEN grouped.dataset IN ('cowrie', 'dionaea') THEN grouped.dataset
      ELSE grouped.dataset || CASE WHEN source_ip IS NULL THEN ' hosts' WHEN places.site IS NULL THEN ' outside' ELSE ' campus' END
      END AS "group",
    (epoch_ms(first_time) // 86400000)::INTEGER AS day,
    grouped.level < 3 AND suspects.address IS NULL AND grouped.dataset NOT IN ('cowrie', 'dionaea') AS reference,
    coalesce(suspects.level, 2) > 1 AS raisable,
    CASE WHEN grouped.dataset IN ('cowrie', 'dionaea') THEN coalesce(visits.type, 'Unknown')
      ELSE coalesce(labelled, marks.type, 'Normal') END AS weak_type
  FROM grouped LEFT JOIN places ON places.address = grouped.source_ip
    LEFT JOIN sequence_suspects suspects ON suspects.address = grouped.source_ip
    LEFT JOIN sequence_marks marks ON marks.source = grouped.source_ip
      AND marks.hour = coalesce(grouped.hour, date_trunc('hour', first_time))
    LEFT JOIN sequence_visits visits
      ON ${key.map(name => `visits.${name} IS NOT DISTINCT FROM grouped.${name}`).join(" AND ")}
`;

/** Different tokens, in order of their text, which numbers them. */
export const selectSequenceTokens = "SELECT DISTINCT token FROM sequence_steps ORDER BY token";

/** number, seq, code (of the token): every step, sequence by sequence. */
export const selectSequenceSteps = `
  WITH named AS (
    SELECT token, (row_number() OVER (ORDER BY token) - 1)::INTEGER AS code FROM (SELECT DISTINCT token FROM sequence_steps)
  )
  SELECT number, steps.seq::INTEGER AS seq, code
  FROM sequence_steps steps JOIN sequence_list list ON list.first_seq = steps.first_seq JOIN named ON named.token = steps.token
  ORDER BY number, seq
`;

/** What is known of each sequence, in order of `number`. */
export const selectSequences = `
  SELECT "group", day, reference, raisable, weak_type FROM sequence_list ORDER BY number
`;

export const selectSequenceGroups = `
  SELECT DISTINCT "group" AS name, honeypot FROM sequence_list ORDER BY name
`;

/** Types of attack that the labels name. */
export const selectSequenceTypes = `
  SELECT DISTINCT weak_type AS name FROM sequence_list WHERE weak_type <> 'Normal' ORDER BY name
`;
