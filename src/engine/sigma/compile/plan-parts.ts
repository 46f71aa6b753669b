import {logColumns} from "../log-columns.js";
import {mapLogSource} from "../log-sources.js";
import type {CompiledRule} from "./compile-rules.js";

const defaults = {
  /** Rules that read one log source from which on its events are worth setting apart. */
  rules: 5
};

/** The events of one log source, with what rules ask of them. */
export interface Part {
  /** Condition over `logs`. */
  readonly where: string;
  readonly name: string;
  /** SQL that makes it. */
  readonly create: string;
}

/**
 * Tables that save rules about the same log source from looking for its events each on its own, and from everything that `logs`
 * works out and they do not ask for. To be given to `compileRules` as `parts`.
 */
export function planParts(compiled: readonly CompiledRule[], relation = "logs"): Part[] {
  const queries = compiled.flatMap(one => (one.state === "compiled" ? one.sql : []));
  const conditions = new Set<string>();
  for (const {state, rule} of compiled) {
    if (state !== "compiled" || rule.kind !== "event") continue;
    const logSource = mapLogSource(rule.logSource);
    if (logSource.applicable && logSource.where !== "true") conditions.add(logSource.where);
  }
  return [...conditions]
    .map(where => ({where, readers: queries.filter(sql => sql.includes(`(${where})`))}))
    .filter(({readers}) => readers.length >= defaults.rules)
    .map(({where, readers}, i) => {
      const name = `rule_part_${i}`;
      const columns = ["seq", ...namedColumns(readers)];
      const create = `CREATE TEMP TABLE ${name} AS SELECT ${columns.join(", ")} FROM ${relation} WHERE ${where}`;
      return {where, name, create};
    });
}

/** Names of columns that stand in queries; texts that a rule looks for may name one more, at no harm. */
function namedColumns(queries: readonly string[]): string[] {
  const words = new Set(queries.flatMap(sql => sql.match(/[a-z_0-9]+/g) ?? []));
  return [...logColumns.keys()].filter(column => words.has(column));
}
