import type {CorrelationRule, EventRule, SigmaRule} from "../rule.js";
import {SigmaError} from "../sigma-error.js";
import {compileCorrelation} from "./compile-correlation.js";
import {compileEvent, type EventSelection} from "./compile-event.js";
import {NotApplicable} from "./not-applicable.js";
import {indexReferences} from "./references.js";
import {scan} from "./scan.js";

export {standsAlone} from "./references.js";

/** What became of a rule. */
export type CompiledRule =
  | {
      readonly rule: SigmaRule;
      readonly state: "compiled";
      /**
       * One SELECT over `logs` of `seq` INTEGER and `value` DOUBLE: the events that the rule hits, each once. `value` is what
       * a correlation measured at the event, NULL of other rules.
       */
      readonly sql: string;
      /** What a reader should know of how the rule was understood. */
      readonly notes: readonly string[];
    }
  | {
      readonly rule: SigmaRule;
      readonly state: "not_applicable";
      readonly reason: string;
      /** As the rule names it, or the rule that a correlation refers to. */
      readonly logSource: string;
    }
  | {readonly rule: SigmaRule; readonly state: "invalid"; readonly error: SigmaError};

export interface CompileOptions {
  /** Name of the relation that stands for `logs`. @default "logs" */
  readonly relation?: string;
  /** Relations that hold the events of one log source and no others, by its condition over `logs`. @default none */
  readonly parts?: ReadonlyMap<string, string>;
}

/**
 * Rules as SQL that DuckDB runs, native and in the browser.
 *
 * Text is compared without regard to case unless `cased`, a field without a value matches nothing but `null`, so that a
 * negation of it holds; a field that is not recorded at all matches nothing whatever is asked.
 *
 * A correlation hits every event of its rules at which its condition holds: over the events of the same group within
 * `timespan` before it, itself included, in order of time and `seq`. An event without a value for a group-by is in no group.
 *
 * @returns one for each rule, in order
 */
export function compileRules(rules: readonly SigmaRule[], options: CompileOptions = {}): CompiledRule[] {
  const {relation = "logs", parts = new Map()} = options;
  const relations = {logs: relation, parts};
  const references = indexReferences(rules);
  const selections = new Map<EventRule, () => EventSelection>();
  const correlations = new Map<CorrelationRule, () => string>();

  const select = (rule: EventRule) => once(selections, rule, () => compileEvent(rule));
  const correlate = (rule: CorrelationRule): string =>
    once(correlations, rule, () =>
      compileCorrelation(rule, {
        relations,
        references,
        select,
        check: other => (other.kind === "event" ? select(other) : correlate(other))
      })
    );

  return rules.map(rule => {
    try {
      if (rule.kind === "correlation") return {rule, state: "compiled", sql: correlate(rule), notes: []};
      const selection = select(rule);
      const sql = `SELECT seq, NULL::DOUBLE AS value ${scan(selection, relations)}`;
      return {rule, state: "compiled", sql, notes: selection.notes};
    } catch (error) {
      if (error instanceof SigmaError) return {rule, state: "invalid", error};
      if (!(error instanceof NotApplicable)) throw error;
      return {rule, state: "not_applicable", reason: error.message, logSource: error.logSource};
    }
  });
}

/** The same answer, or the same error, each time that it is asked for. */
function once<Key, Value>(known: Map<Key, () => Value>, key: Key, compute: () => Value): Value {
  let get = known.get(key);
  if (!get) {
    try {
      const value = compute();
      get = () => value;
    } catch (error) {
      get = () => {
        throw error;
      };
    }
    known.set(key, get);
  }
  return get();
}
