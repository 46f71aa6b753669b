import {type CompiledRule, compileRules} from "./compile/compile-rules.js";
import {mapLogSource} from "./log-sources.js";
import type {SigmaRule} from "./rule.js";
import type {SigmaError} from "./sigma-error.js";

/** A rule that can find nothing in this data. */
export interface NotApplicable {
  readonly title: string;
  readonly logSource: string;
  readonly reason: string;
}

/** What became of each rule; together they are all rules. */
export interface Judgement {
  readonly compiled: readonly Extract<CompiledRule, {state: "compiled"}>[];
  readonly notApplicable: readonly NotApplicable[];
  /** In order of place. */
  readonly invalid: readonly SigmaError[];
}

/**
 * Compiles what could be read. A rule that asks for what cannot be done here, such as a regular expression with
 * look-ahead, is not applicable where its log source is not: it would not have been run anyway.
 */
export function judgeRules(rules: readonly SigmaRule[], errors: readonly SigmaError[]): Judgement {
  const compiled: Judgement["compiled"][number][] = [];
  const notApplicable: NotApplicable[] = [];
  const invalid: SigmaError[] = [];
  for (const rule of compileRules(rules)) {
    if (rule.state === "compiled") compiled.push(rule);
    else if (rule.state === "invalid") invalid.push(rule.error);
    else notApplicable.push({title: rule.rule.title, logSource: rule.logSource, reason: rule.reason});
  }
  for (const error of errors) {
    const absent = absentLogSource(error);
    if (absent) notApplicable.push(absent);
    else invalid.push(error);
  }
  return {compiled, notApplicable, invalid: invalid.sort(byPlace)};
}

/** Why a rule that asks for what cannot be done here would not have been run anyway; null when it would. */
export function absentLogSource({unsupported, logSource, title}: SigmaError): NotApplicable | null {
  const mapped = unsupported && logSource ? mapLogSource(logSource) : null;
  if (!mapped || mapped.applicable || mapped.mistake !== undefined) return null;
  return {title: title ?? "", logSource: mapped.name, reason: mapped.reason};
}

function byPlace(a: SigmaError, b: SigmaError): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.position.line - b.position.line || a.position.column - b.position.column;
}
