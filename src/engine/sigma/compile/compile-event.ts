import {mapLogSource} from "../log-sources.js";
import type {EventRule, Expression, Match, Pattern, Position} from "../rule.js";
import {SigmaError} from "../sigma-error.js";
import {findField, isKnownField, type LogSourceHere} from "./event-fields.js";
import {matchPatterns} from "./match-pattern.js";
import {exactNumber, keywordPattern, matchValue, type Value} from "./match-value.js";
import {NotApplicable} from "./not-applicable.js";
import {allOf, anyOf, notOf, type Predicate} from "./predicate.js";

const defaults = {
  /** Conditions within conditions: what is deeper was not written by hand, and DuckDB stops at a thousand. */
  depth: 100
};

/** The events that a rule matches: those of its log source for which `predicate` holds. */
export interface EventSelection {
  readonly logSource: LogSourceHere;
  readonly predicate: Predicate;
  /** What a reader should know of how the rule was understood. */
  readonly notes: readonly string[];
}

/**
 * @throws NotApplicable for a rule about what this data does not have
 * @throws SigmaError for a rule that is wrong
 */
export function compileEvent(rule: EventRule): EventSelection {
  const logSource = mapLogSource(rule.logSource);
  if (!logSource.applicable) {
    if (logSource.mistake === undefined) throw new NotApplicable(logSource.reason, logSource.name);
    throw new SigmaError(rule.file, rule.logSource.position, logSource.mistake, {title: rule.title});
  }
  const compiler = new ConditionCompiler(rule, logSource);
  const predicate = compiler.compile(rule.condition, 0);
  const missing = [...compiler.missing.keys()];
  if (typeof predicate === "boolean" && missing.length > 0) {
    const names = missing.join(", ");
    const reason = predicate
      ? `everything would match, because nothing is recorded of ${names}`
      : compiler.found === 0
        ? `none of its fields (${names}) is recorded`
        : `nothing can match, because nothing is recorded of ${names}`;
    throw new NotApplicable(reason, logSource.name);
  }
  const notes = Array.from(compiler.missing, ([field, excludes]) => {
    const what = isKnownField(logSource, field)
      ? "is not recorded here"
      : `is no field known of ${logSource.name}`;
    return `${field} ${what}${excludes ? ", so that nothing is excluded by it" : ""}`;
  });
  if (predicate === false) notes.push("no value of its fields' types can match");
  return {logSource, predicate, notes};
}

class ConditionCompiler {
  /** Fields of which nothing is recorded, with whether one of them was to exclude something. */
  readonly missing = new Map<string, boolean>();
  /** How often a field was asked for that is recorded. */
  found = 0;
  private negated = false;

  constructor(
    private readonly rule: EventRule,
    private readonly logSource: LogSourceHere
  ) {}

  compile(expression: Expression, depth: number): Predicate {
    if (depth > defaults.depth) {
      const problem = `conditions stand more than ${defaults.depth} deep within each other; expected fewer`;
      throw new SigmaError(this.rule.file, this.rule.position, problem, {title: this.rule.title});
    }
    switch (expression.kind) {
      case "and":
        return allOf(expression.of.map(part => this.compile(part, depth + 1)));
      case "or":
        return this.compileAny(expression.of, depth + 1);
      case "not": {
        this.negated = !this.negated;
        const predicate = this.compile(expression.of, depth + 1);
        this.negated = !this.negated;
        return notOf(predicate);
      }
      case "field":
        return this.matchField(expression.field, expression.match, expression.position);
      case "keyword":
        return this.compileAny([expression], depth + 1);
    }
  }

  /** Texts that one field may be like, or that may stand in one column, and numbers that it may be are compared together. */
  private compileAny(of: readonly Expression[], depth: number): Predicate {
    const texts = new Map<string, {value: Value; cased: boolean; patterns: Pattern[]}>();
    const numbers = new Map<string, number[]>();
    const others: Predicate[] = [];
    const add = (value: Value, pattern: Pattern, cased: boolean) => {
      const key = `${cased} ${value.sql}`;
      const group = texts.get(key);
      if (group) group.patterns.push(pattern);
      else texts.set(key, {value, cased, patterns: [pattern]});
    };
    for (const part of of) {
      if (part.kind === "keyword") {
        const text = keywordPattern(part.match);
        for (const column of this.keywords) {
          if (text) add(column, text.pattern, text.cased);
          else if (part.match.kind === "regex") others.push(matchValue(column, part.match, () => null));
        }
        continue;
      }
      const value = part.kind === "field" ? this.find(part.field, part.position) : null;
      const number = part.kind === "field" && value?.type === "number" ? exactNumber(part.match) : null;
      if (value && number !== null) {
        const known = numbers.get(value.sql);
        if (known) known.push(number);
        else numbers.set(value.sql, [number]);
      } else if (part.kind === "field" && part.match.kind === "text" && value?.type === "text") {
        add(value, part.match.pattern, part.match.cased);
      } else others.push(this.compile(part, depth));
    }
    return anyOf([
      ...Array.from(texts.values(), ({value, cased, patterns}) => matchPatterns(value.sql, patterns, cased)),
      ...Array.from(numbers, ([sql, values]) => `${sql} IN (${[...new Set(values)].join(", ")})`),
      ...others
    ]);
  }

  private get keywords(): readonly Value[] {
    return this.logSource.keywords.map(sql => ({sql, type: "text"}));
  }

  private matchField(field: string, match: Match, position: Position): Predicate {
    const value = this.find(field, position);
    // Of what is not recorded nothing can be said, not even that it is not there.
    if (value === null) return false;
    try {
      return matchValue(value, match, other => this.find(other, position));
    } catch (error) {
      if (!(error instanceof Error) || error instanceof SigmaError) throw error;
      throw new SigmaError(this.rule.file, position, error.message, {title: this.rule.title});
    }
  }

  private find(field: string, position: Position): Value | null {
    const value = findField(this.logSource, field, this.rule.file, position);
    if (value !== null) ++this.found;
    else this.missing.set(field, this.negated || (this.missing.get(field) ?? false));
    return value;
  }
}
