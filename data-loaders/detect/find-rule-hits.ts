import {readFile} from "node:fs/promises";
import {relative, sep} from "node:path";
import {createRuleList, insertRuleEvidence, type ruleListColumns} from "../../src/engine/build/rules.js";
import {type CompiledRule, compileRules, standsAlone} from "../../src/engine/sigma/compile/compile-rules.js";
import {describeCorrelation} from "../../src/engine/sigma/describe-correlation.js";
import type {SigmaRule} from "../../src/engine/sigma/rule.js";
import type {SigmaError} from "../../src/engine/sigma/sigma-error.js";
import {tacticsOf, techniquesOf} from "../../src/engine/sigma/tags.js";
import {sqlLiteral} from "../../src/engine/sql.js";
import type {Database} from "../database.js";
import type {Progress} from "../progress.js";
import {readRuleFiles} from "../rules/read-rule-files.js";
import {type RuleRun, runRules} from "../rules/run-rules.js";

/** What the build's summary says of the rules, and what they cost. */
export interface RuleTotals {
  readonly rules: number;
  readonly notApplicable: number;
  /** Broken rules, one message each. */
  readonly messages: readonly string[];
  /** By file and line: milliseconds that the rule's query took. */
  readonly milliseconds: Readonly<Record<string, number>>;
}

async function readSources(files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = [...new Set(files)].map(async file => [file, await readFile(file, "utf8")] as const);
  return new Map(await Promise.all(texts));
}

type Listed = Partial<Record<keyof typeof ruleListColumns, string | number | boolean | null>>;

/**
 * Runs the Sigma rules of a directory over `logs`. Creates `rule_matches` (seq, rule, value) and `rule_list`, and adds what was hit to
 * `evidence`. A rule that is broken costs a message, never the build.
 */
export async function findRuleHits(
  database: Database,
  directory: string,
  progress: Progress
): Promise<RuleTotals> {
  const {rules, errors, unreadable} = await readRuleFiles([directory]);
  const compiled = compileRules(rules);
  progress.update(`${rules.length} rules`);
  const ran = await runRules(database, compiled, progress);
  const sources = await readSources([...rules, ...errors].map(({file}) => file));
  const rows: readonly Listed[] = [
    ...compiled.map((one, number) => ({
      ...listCompiled(one, number, rules, sources),
      ...failureOf(ran.find(({rule}) => rule === one.rule))
    })),
    ...errors.map(listRefused)
  ];
  await database.run(createRuleList);
  for (const row of rows) {
    await database.run(insertListed({...row, file: fileName(directory, String(row.file))}));
  }
  await database.run(insertRuleEvidence);
  return {
    rules: rows.length,
    notApplicable: compiled.filter(({state}) => state === "not_applicable").length,
    messages: [
      ...unreadable,
      ...rows.flatMap(({state, message}) => (state === "invalid" ? [String(message)] : []))
    ],
    milliseconds: Object.fromEntries(
      ran.map(({rule, milliseconds}) => [
        `${fileName(directory, rule.file)}:${rule.position.line}`,
        milliseconds
      ])
    )
  };
}

function listCompiled(
  compiled: CompiledRule,
  number: number,
  all: readonly SigmaRule[],
  sources: ReadonlyMap<string, string>
): Listed {
  const {rule} = compiled;
  const techniques = techniquesOf(rule);
  return {
    number: compiled.state === "compiled" ? number : null,
    rule_id: rule.id ?? rule.name,
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
    source: sources.get(rule.file) ?? null,
    sql: compiled.state === "compiled" ? compiled.sql : null,
    technique: techniques[0] ?? null,
    reason: firstSentence(rule.description ?? `${rule.title}.`),
    asks: rule.kind === "correlation" ? describeCorrelation(rule) : null
  };
}

/** The database knows of a rule what the compiler cannot, such as a regular expression that is too large for it. */
function failureOf(run: RuleRun | undefined): Listed {
  return run?.error ? {number: null, state: "invalid", message: `${run.rule.file}: ${run.error}`} : {};
}

/** Path below the directory, with forward slashes. */
const fileName = (directory: string, file: string) => relative(directory, file).split(sep).join("/");

function listRefused({file, position, title, message}: SigmaError): Listed {
  return {file, line: position.line, title, state: "invalid", message, stands_alone: false};
}

function messageOf(compiled: CompiledRule): string | null {
  if (compiled.state === "invalid") return compiled.error.message;
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
