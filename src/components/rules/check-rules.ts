import {compileRules, standsAlone} from "../../engine/sigma/compile/compile-rules.js";
import {readRules} from "../../engine/sigma/read-rules.js";
import type {Level} from "../../engine/sigma/rule.js";

/** What is wrong with a text, and where; both from 1. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A rule of the text that was read. */
export interface CheckedRule {
  readonly title: string;
  /** Where it begins. */
  readonly line: number;
  readonly level: Level;
  /** Null where it is not applicable. */
  readonly sql: string | null;
  /** Why it is not applicable, or how it was understood. */
  readonly notes: readonly string[];
  readonly standsAlone: boolean;
}

export interface CheckedText {
  readonly rules: readonly CheckedRule[];
  /** In the order of their places. */
  readonly problems: readonly Problem[];
  /** Documents beside the rules that are no rules. */
  readonly unrelated: number;
}

/** Reads and compiles what stands in the editor. Never throws, whatever the text. */
export function checkRules(text: string): CheckedText {
  if (text.trim() === "") return {rules: [], problems: [], unrelated: 0};
  const {rules, errors, unrelated} = readRules(text, "rule");
  const compiled = compileRules(rules);
  const problems = [...errors, ...compiled.flatMap(one => (one.state === "invalid" ? [one.error] : []))].map(
    ({position, problem}) => ({...position, message: problem})
  );
  if (rules.length + errors.length === 0) {
    problems.push({
      line: 1,
      column: 1,
      message: "no rule; expected title, logsource and detection, or title and correlation"
    });
  }
  return {
    rules: compiled.flatMap(one => {
      if (one.state === "invalid") return [];
      const {title, position, level} = one.rule;
      return {
        title,
        line: position.line,
        level,
        sql: one.state === "compiled" ? one.sql : null,
        notes: one.state === "compiled" ? one.notes : [one.reason],
        standsAlone: standsAlone(one.rule, rules)
      };
    }),
    problems: problems.sort((a, b) => a.line - b.line || a.column - b.column),
    unrelated: rules.length + errors.length === 0 ? 0 : unrelated
  };
}
