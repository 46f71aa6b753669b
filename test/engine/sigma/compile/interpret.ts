import {logColumns} from "../../../../src/engine/sigma/log-columns.js";
import type {CorrelationRule, Expression, Match, Pattern} from "../../../../src/engine/sigma/rule.js";
import type {LogRow} from "./fixtures.js";

type Cell = LogRow[string];

const fold = (text: string, cased: boolean) => (cased ? text : text.toLowerCase());

/** Whether a text is like a pattern, tried at every place, in no hurry. */
function isLike(text: readonly string[], pattern: readonly Pattern[number][]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text.length === 0;
  if (typeof first === "string") {
    const characters = [...first];
    return characters.every((c, i) => text[i] === c) && isLike(text.slice(characters.length), rest);
  }
  if (first.wildcard === "one") return text.length > 0 && isLike(text.slice(1), rest);
  return Array.from({length: text.length + 1}, (_, i) => i).some(i => isLike(text.slice(i), rest));
}

const like = (text: string, pattern: Pattern, cased: boolean) =>
  isLike(
    [...fold(text, cased)],
    pattern.map(part => (typeof part === "string" ? fold(part, cased) : part))
  );

function matches(cell: Cell, match: Match, event: LogRow): boolean {
  if (match.kind === "null") return cell === null;
  if (match.kind === "exists") return (cell !== null) === match.exists;
  if (cell === null) return false;
  switch (match.kind) {
    case "text": {
      const literal = match.pattern.every(part => typeof part === "string") ? match.pattern.join("") : null;
      if (typeof cell === "number" && literal !== null)
        return /^\d+$/.test(literal) && Number(literal) === cell;
      if (typeof cell === "boolean" && literal !== null) return literal.toLowerCase() === String(cell);
      return like(String(cell), match.pattern, match.cased);
    }
    case "regex": {
      const flags = `u${match.flags.i ? "i" : ""}${match.flags.m ? "m" : ""}${match.flags.s ? "s" : ""}`;
      return new RegExp(match.source, flags).test(String(cell));
    }
    case "number":
      return typeof cell === "string" ? cell === String(match.value) : Number(cell) === match.value;
    case "boolean":
      return typeof cell === "string"
        ? cell.toLowerCase() === String(match.value)
        : Number(cell) === Number(match.value);
    case "compare": {
      if (typeof cell === "string" && !/^\s*-?\d+(\.\d+)?\s*$/.test(cell)) return false;
      const value = Number(cell);
      if (match.operator === "<") return value < match.value;
      if (match.operator === "<=") return value <= match.value;
      return match.operator === ">" ? value > match.value : value >= match.value;
    }
    case "fieldref": {
      const other = event[match.field] ?? null;
      if (other === null) return false;
      const [a, b] = [fold(String(cell), match.cased), fold(String(other), match.cased)];
      if (match.how === "equals") return a === b;
      if (match.how === "contains") return a.includes(b);
      return match.how === "startswith" ? a.startsWith(b) : a.endsWith(b);
    }
    default:
      throw new Error(`not interpreted: ${match.kind}`);
  }
}

/** What a condition says of an event, read straight off the rule. */
export function holds(expression: Expression, event: LogRow, keywords: readonly string[]): boolean {
  switch (expression.kind) {
    case "and":
      return expression.of.every(part => holds(part, event, keywords));
    case "or":
      return expression.of.some(part => holds(part, event, keywords));
    case "not":
      return !holds(expression.of, event, keywords);
    case "field":
      if (!logColumns.has(expression.field)) throw new Error(`no such column: ${expression.field}`);
      return matches(event[expression.field] ?? null, expression.match, event);
    case "keyword": {
      const {match} = expression;
      if (match.kind !== "text") throw new Error(`not interpreted: ${match.kind}`);
      const pattern: Pattern = [{wildcard: "any"}, ...match.pattern, {wildcard: "any"}];
      return keywords.some(name => matches(event[name] ?? null, {...match, pattern}, event));
    }
  }
}

export interface Fired {
  readonly seq: number;
  readonly time: number;
  readonly event: LogRow;
  /** Places in the correlation's list of the rules that fired. */
  readonly rules: readonly number[];
}

/** Hits of a correlation by `seq`, with what was measured; events in order of time and `seq`. */
export function correlate(rule: CorrelationRule, fired: readonly Fired[]): Map<number, number> {
  const groupOf = ({event}: Fired) => rule.groupBy.map(name => event[name] ?? null);
  const hits = new Map<number, number>();
  for (const [i, now] of fired.entries()) {
    const group = groupOf(now);
    if (now.rules.length === 0 || group.includes(null)) continue;
    const window = fired
      .slice(0, i + 1)
      .filter(one => one.rules.length > 0 && one.time >= now.time - rule.timespan)
      .filter(one => groupOf(one).every((key, k) => key === group[k]));
    const value = measure(rule, window);
    const asked: CorrelationRule["condition"] =
      rule.condition.length > 0 ? rule.condition : [{operator: ">=", value: rule.rules.length}];
    if (value !== null && asked.every(({operator, value: bound}) => compare(value, operator, bound))) {
      hits.set(now.seq, value);
    }
  }
  return hits;
}

function compare(a: number, operator: CorrelationRule["condition"][number]["operator"], b: number): boolean {
  const order = Math.sign(a - b);
  return {
    "<": order < 0,
    "<=": order <= 0,
    ">": order > 0,
    ">=": order >= 0,
    "=": order === 0,
    "!=": order !== 0
  }[operator];
}

function measure(rule: CorrelationRule, window: readonly Fired[]): number | null {
  const values = window.map(({event}) => event[rule.field ?? ""] ?? null).filter(value => value !== null);
  const numbers = values.map(Number);
  const sum = numbers.reduce((total, value) => total + value, 0);
  switch (rule.type) {
    case "event_count":
      return window.length;
    case "value_count":
      return new Set(values.map(String)).size;
    case "temporal":
      return new Set(window.flatMap(one => one.rules)).size;
    case "temporal_ordered":
      return longestChain(window);
    case "value_sum":
      return numbers.length > 0 ? sum : null;
    case "value_avg":
      return numbers.length > 0 ? sum / numbers.length : null;
    case "value_percentile": {
      if (numbers.length === 0) return null;
      const sorted = numbers.toSorted((a, b) => a - b);
      const at = ((rule.percentile ?? 0) / 100) * (sorted.length - 1);
      const [low = 0, high = 0] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
      return low + (high - low) * (at - Math.floor(at));
    }
  }
}

/** Most rules that fired one after the other in the order listed, the last of them at the window's last event. */
function longestChain(window: readonly Fired[]): number {
  const ending = window.map(() => new Map<number, number>());
  for (const [i, one] of window.entries()) {
    for (const rule of one.rules) {
      const before = ending.slice(0, i).flatMap(chains => [...chains]);
      const best = Math.max(0, ...before.filter(([other]) => other < rule).map(([, length]) => length));
      ending[i]?.set(rule, best + 1);
    }
  }
  return Math.max(...(ending.at(-1)?.values() ?? []));
}
