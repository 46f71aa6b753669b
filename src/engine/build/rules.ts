import {ruleHits, rules} from "../tables.js";

/** Rows of `rule_list`: every rule as read, before anything is counted, under the names that `rules` has. */
export const ruleListColumns = {
  /** Its number in `rule_matches`; null where it did not run. */
  number: "INTEGER",
  rule_id: "VARCHAR",
  file: "VARCHAR",
  line: "INTEGER",
  title: "VARCHAR",
  description: "VARCHAR",
  kind: "VARCHAR",
  level: "VARCHAR",
  status: "VARCHAR",
  techniques: "VARCHAR",
  tactics: "VARCHAR",
  log_source: "VARCHAR",
  false_positives: "VARCHAR",
  references: "VARCHAR",
  state: "VARCHAR",
  message: "VARCHAR",
  stands_alone: "BOOLEAN",
  source: "VARCHAR",
  sql: "VARCHAR",
  /** What its findings say of themselves. */
  technique: "VARCHAR",
  reason: "VARCHAR",
  /** What follows the reason where something was measured: what the rule asks for. */
  asks: "VARCHAR"
} as const;

export const createRuleList = `CREATE TABLE rule_list (${Object.entries(ruleListColumns)
  .map(([name, type]) => `"${name}" ${type}`)
  .join(", ")})`;

/** A measured number as a reader wants it: whole where it is whole. */
const value = `CASE WHEN value = floor(value) THEN format('{:,}', value::BIGINT) ELSE format('{:.1f}', value) END`;

/** Whom and where, of a log of logins: without an address the finding would be about nobody. */
const account = `CASE WHEN dataset = 'authlog' OR (dataset = 'textlog' AND username IS NOT NULL) THEN format('The account is {}{}.', coalesce(left(username, 40), 'not named'),
  coalesce(', on ' || left(sensor, 60), '')) END`;

/** Adds to `evidence` what the rules that stand alone hit, of `rule_matches` (seq, rule, value). */
export const insertRuleEvidence = `
  INSERT INTO evidence (seq, detector, rule, finding, reason, technique, level)
  SELECT seq, 'sigma', rule_id, title,
    concat_ws(' ', reason, CASE WHEN value IS NOT NULL AND asks IS NOT NULL THEN format('Here: {}; {}.', ${value}, asks) END, ${account}),
    technique, list_position(['low', 'medium', 'high', 'critical'], level)
  FROM rule_matches JOIN rule_list ON rule_list.number = rule_matches.rule
  JOIN (SELECT rowid AS seq, dataset, username, sensor FROM staged) event USING (seq)
  WHERE stands_alone AND level <> 'informational'
`;

/**
 * Creates `rule_figures` (number, hits, attackers, attack_hits, normal_hits): what each rule hit.
 * @param normal SQL over `staged` that tells normal events by ground truth, with `truth` at hand; null without truth.
 */
export function createRuleFigures(normal: string | null): string {
  const judged = normal
    ? `count(truth.seq) AS attack_hits, count(*) FILTER (truth.seq IS NULL AND ${normal}) AS normal_hits`
    : "NULL::BIGINT AS attack_hits, NULL::BIGINT AS normal_hits";
  return `
    CREATE TABLE rule_figures AS
    SELECT rule AS number, count(*) AS hits, count(DISTINCT attacker_ip) AS attackers, ${judged}
    FROM rule_matches JOIN staged ON staged.rowid = rule_matches.seq
    ${normal ? "LEFT JOIN truth ON truth.seq = rule_matches.seq" : ""}
    GROUP BY rule
  `;
}

/**
 * As published, from `rule_list`, `rule_figures` and `alerts`.
 * @param normal as of `createRuleFigures`.
 */
export function selectRules(normal: string | null): string {
  const given = (name: string) => {
    switch (name) {
      case "attackers":
        // Where the log names no address, who it was is not measured.
        return "CASE WHEN hits IS NULL THEN CASE WHEN list.number IS NOT NULL THEN 0 END ELSE nullif(attackers, 0) END AS attackers";
      case "hits":
        return `CASE WHEN list.number IS NOT NULL THEN coalesce(${name}, 0) END AS ${name}`;
      case "attack_hits":
      case "normal_hits":
        return normal
          ? `CASE WHEN list.number IS NOT NULL THEN coalesce(${name}, 0) END AS ${name}`
          : `NULL AS ${name}`;
      case "alerts":
        return "CASE WHEN list.number IS NOT NULL THEN coalesce(raised.n, 0) END AS alerts";
      case "false_positive_rate":
        return normal
          ? `CASE WHEN list.number IS NOT NULL THEN coalesce(normal_hits, 0)::DOUBLE / nullif((SELECT count(*)
              FROM staged LEFT JOIN truth ON truth.seq = staged.rowid WHERE truth.seq IS NULL AND ${normal}), 0) END AS ${name}`
          : `NULL AS ${name}`;
      default:
        return `list."${name}"`;
    }
  };
  return `
    SELECT ${rules.columns.map(c => given(c.name)).join(", ")}
    FROM rule_list list
    LEFT JOIN rule_figures USING (number)
    LEFT JOIN (SELECT rule, count(*) AS n FROM alerts WHERE detector = 'sigma' GROUP BY rule) raised ON raised.rule = list.rule_id
    ORDER BY file, line
  `;
}

export const selectRuleHits = `
  SELECT ${ruleHits.columns.map(c => c.name).join(", ")}
  FROM (
    SELECT rule_id, event_id, value FROM rule_matches
    JOIN rule_list ON rule_list.number = rule_matches.rule
    JOIN staged ON staged.rowid = rule_matches.seq
    WHERE stands_alone
  ) ORDER BY rule_id, event_id
`;
