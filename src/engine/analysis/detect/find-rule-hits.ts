import {createRuleList, insertRuleEvidence, type ruleListColumns} from "../../build/rules.js";
import {type CompiledRule, compileRules, standsAlone} from "../../sigma/compile/compile-rules.js";
import {describeCorrelation} from "../../sigma/describe-correlation.js";
import {absentLogSource} from "../../sigma/judge-rules.js";
import {readRules} from "../../sigma/read-rules.js";
import type {SigmaRule} from "../../sigma/rule.js";
import type {SigmaError} from "../../sigma/sigma-error.js";
import {tacticsOf, techniquesOf} from "../../sigma/tags.js";
import {sqlLiteral} from "../../sql.js";
import type {TextFile} from "../content.js";
import type {Database} from "../database.js";
import type {Progress} from "../progress.js";
import {type RuleRun, runRules} from "./run-rules.js";

/** What the build's summary says of the rules, and what they cost. */
export interface RuleTotals {
  readonly rules: number;
  readonly notApplicable: number;
  /** Broken rules, one message each. */
  readonly messages: readonly string[];
  /** By file and line: milliseconds that the rule's query took. */
  readonly milliseconds: Readonly<Record<string, number>>;
}

type Listed = Partial<Record<keyof typeof ruleListColumns, string | number | boolean | null>>;

/**
 * Runs the Sigma rules of some files over `logs`. Creates `rule_matches` (seq, rule, value) and `rule_list`, and adds what was hit to
 * `evidence`. A rule that is broken costs a message, never the rest.
 */
export async function findRuleHits(
  database: Database,
  files: readonly TextFile[],
  progress: Progress
): Promise<RuleTotals> {
  const read = files.map(({name, text}) => readRules(text, name));
  const rules = read.flatMap(file => file.rules);
  const texts = new Map(files.map(({name, text}) => [name, text]));
  const compiled = compileRules(rules);
  progress.update(`${rules.length} rules`);
  const ran = await runRules(database, compiled, progress);
  const names = nameRules(compiled);
  const rows: readonly Listed[] = [
    ...compiled.map((one, number) => ({
      ...listCompiled(one, number, rules),
      ...failureOf(ran.find(({rule}) => rule === one.rule)),
      rule_id: names[number] ?? null,
      source: texts.get(one.rule.file) ?? null
    })),
    ...read.flatMap(file => file.errors).map(listRefused)
  ];
  await database.run(createRuleList);
  for (const row of rows) await database.run(insertListed(row));
  await database.run(insertRuleEvidence);
  return {
    rules: rows.length,
    notApplicable: rows.filter(({state}) => state === "not_applicable").length,
    messages: rows.flatMap(({state, file, message}) =>
      state === "invalid" ? [`data/rules/${file}:${message}`] : []
    ),
    milliseconds: Object.fromEntries(
      ran.map(({rule, milliseconds}) => [`${rule.file}:${rule.position.line}`, milliseconds])
    )
  };
}

function listCompiled(compiled: CompiledRule, number: number, all: readonly SigmaRule[]): Listed {
  const {rule} = compiled;
  const techniques = techniquesOf(rule);
  return {
    number: compiled.state === "compiled" ? number : null,
    file: rule.file,
    line: rule.position.line,
    title: rule.title,
    description: rule.description,
    kind: rule.kind,
    level: rule.level,
    status: rule.status,
    techniques: JSON.stringify(techniques),
    tactics: JSON.stringify(tacticsOf(rule)),
    log_source: rule.kind === "event" ? logSourceInWords(rule.logSource) : null,
    false_positives: JSON.stringify(rule.falsePositives),
    references: JSON.stringify(rule.references),
    state: compiled.state,
    message: messageOf(compiled),
    stands_alone: standsAlone(rule, all),
    sql: compiled.state === "compiled" ? compiled.sql : null,
    technique: techniques[0] ?? null,
    reason: firstSentence(rule.description ?? `${rule.title}.`),
    asks: rule.kind === "correlation" ? describeCorrelation(rule) : null
  };
}

/** The database knows of a rule what the compiler cannot, such as a regular expression that is too large for it. */
function failureOf(run: RuleRun | undefined): Listed {
  return run?.error
    ? {number: null, state: "invalid", message: `${run.rule.position.line}:1: ${run.error}`}
    : {};
}

/** What a rule goes by in findings: its id or name, unless another rule has it already or it has none; then where it stands. */
function nameRules(compiled: readonly CompiledRule[]): readonly string[] {
  const taken = new Set<string>();
  return compiled.map(({rule}) => {
    const own = rule.id ?? rule.name;
    const name = own === null || taken.has(own) ? `${rule.file}:${rule.position.line}` : own;
    taken.add(name);
    return name;
  });
}

function listRefused(error: SigmaError): Listed {
  const {file, position, title} = error;
  const absent = absentLogSource(error);
  const verdict = absent
    ? {state: "not_applicable", message: absent.reason}
    : {state: "invalid", message: problemOf(error)};
  return {file, line: position.line, title, ...verdict, stands_alone: false};
}

/** "line:column: what is wrong; expected what". */
const problemOf = ({position: {line, column}, problem}: SigmaError) => `${line}:${column}: ${problem}`;

function messageOf(compiled: CompiledRule): string | null {
  if (compiled.state === "invalid") return problemOf(compiled.error);
  if (compiled.state === "not_applicable") return compiled.reason;
  return compiled.notes.join("; ") || null;
}

const logSourceInWords = (logSource: {
  readonly category: string | null;
  readonly product: string | null;
  readonly service: string | null;
}) =>
  (["product", "category", "service"] as const)
    .flatMap(part => (logSource[part] === null ? [] : [`${part}: ${logSource[part]}`]))
    .join(", ");

/** Of a description, what may stand in an alert: authors write the gist first. */
function firstSentence(description: string): string {
  const text = description.replace(/\s+/g, " ").trim();
  const end = /[.!?](?= [A-Z]|$)/.exec(text);
  return end ? text.slice(0, end.index + 1) : text;
}

function insertListed(row: Listed): string {
  const names = Object.keys(row);
  const values = Object.values(row).map(sqlLiteral);
  return `INSERT INTO rule_list (${names.map(name => `"${name}"`).join(", ")}) VALUES (${values.join(", ")})`;
}
