import {sqlLiteral} from "../../sql.js";
import type {ValueType} from "../log-columns.js";
import type {Match, Pattern, TimePart} from "../rule.js";
import {matchNetwork} from "./match-network.js";
import {matchPatterns} from "./match-pattern.js";
import type {Predicate} from "./predicate.js";
import {sqlNumber} from "./sql-text.js";

/** A value of an event: SQL over `logs`, and of which type it is. */
export interface Value {
  readonly sql: string;
  readonly type: ValueType;
}

/**
 * Whether a value matches.
 * @param refer finds the other field of a `fieldref`; null where nothing is recorded of it
 * @throws Error whose message says what is wrong with the match
 */
export function matchValue(value: Value, match: Match, refer: (field: string) => Value | null): Predicate {
  const {sql, type} = value;
  switch (match.kind) {
    case "text":
      return matchText(value, match.pattern, match.cased);
    case "regex": {
      const {i, m, s} = match.flags;
      const flags = `${i ? "i" : ""}${m ? "m" : ""}${s ? "s" : ""}`;
      const source = `${flags ? `(?${flags})` : ""}${nameGroups(match.source)}`;
      return `regexp_matches(${asText(value)}, ${sqlLiteral(source)})`;
    }
    case "cidr": {
      const within = matchNetwork(asText(value), match.network);
      if (within === null) {
        throw new Error(
          `invalid network: "${match.network}"; expected an address and a prefix, as 192.0.2.0/24`
        );
      }
      return type === "text" ? within : false;
    }
    case "number":
      if (type === "text") return `${sql} = ${sqlLiteral(String(match.value))}`;
      return Number.isFinite(match.value) && `${asNumber(value)} = ${sqlNumber(match.value)}`;
    case "boolean":
      if (type === "time") return false;
      if (type === "text") return `lower(${sql}) = '${match.value}'`;
      return `${sql} = ${type === "boolean" ? match.value : Number(match.value)}`;
    case "null":
      return `${sql} IS NULL`;
    case "exists":
      return `${sql} IS ${match.exists ? "NOT " : ""}NULL`;
    case "compare": {
      if (Number.isNaN(match.value)) return false;
      const compared = `${asNumber(value)} ${match.operator} ${sqlNumber(match.value)}`;
      // Text may say "nan", which DuckDB takes for the greatest of numbers.
      return type === "text" ? `(isfinite(${asNumber(value)}) AND ${compared})` : compared;
    }
    case "fieldref": {
      const other = refer(match.field);
      return other !== null && matchOther(value, other, match.how, match.cased);
    }
    case "timepart": {
      const part = timePart(value, match.part);
      return part !== null && matchValue(part, match.match, refer);
    }
  }
}

/** DuckDB's RE2 is older than the way to name groups that most others have: `(?<name>`. Quoted text and classes stay as they are. */
function nameGroups(source: string): string {
  return source.replace(/\\Q[\s\S]*?(?:\\E|$)|\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|\(\?</g, token =>
    token === "(?<" ? "(?P<" : token
  );
}

/** The number that a column of numbers must equal to match; null where it is not a matter of one. */
export function exactNumber(match: Match): number | null {
  if (match.kind === "number") return Number.isFinite(match.value) ? match.value : null;
  const literal = match.kind === "text" ? literalOf(match.pattern) : null;
  return literal !== null && decimal.test(literal) ? Number(literal) : null;
}

/** The text of a pattern without wildcards. */
function literalOf(pattern: Pattern): string | null {
  return pattern.every(part => typeof part === "string") ? pattern.join("") : null;
}

const decimal = /^[+-]?\d{1,18}(?:\.\d{1,9})?$/;

/** Text against a column of numbers is a number where it can be ("445"), and with wildcards like the number's digits. */
function matchText(value: Value, pattern: Pattern, cased: boolean): Predicate {
  const {sql, type} = value;
  const literal = literalOf(pattern);
  if (literal !== null) {
    if (type === "number") return decimal.test(literal) && `${sql} = ${Number(literal)}`;
    const word = literal.toLowerCase();
    if (type === "boolean") return (word === "true" || word === "false") && `${sql} = ${word}`;
  }
  return matchPatterns(asText(value), [pattern], cased);
}

function matchOther(
  value: Value,
  other: Value,
  how: Extract<Match, {kind: "fieldref"}>["how"],
  cased: boolean
): Predicate {
  if (how === "equals" && value.type === other.type && value.type !== "text") {
    return `${value.sql} = ${other.sql}`;
  }
  const fold = (text: string) => (cased ? text : `lower(${text})`);
  const [a, b] = [fold(asText(value)), fold(asText(other))];
  if (how === "equals") return `${a} = ${b}`;
  const functions = {contains: "contains", startswith: "starts_with", endswith: "suffix"} as const;
  return `${functions[how]}(${a}, ${b})`;
}

export function asText({sql, type}: Value): string {
  return type === "text" ? sql : `CAST(${sql} AS VARCHAR)`;
}

/** Times as milliseconds since 1970 in UTC. */
export function asNumber({sql, type}: Value): string {
  if (type === "number") return sql;
  if (type === "boolean") return `CAST(${sql} AS INTEGER)`;
  return type === "time" ? `epoch_ms(${sql}::TIMESTAMP)` : `TRY_CAST(${sql} AS DOUBLE)`;
}

function timePart({sql, type}: Value, part: TimePart): Value | null {
  if (type !== "time" && type !== "text") return null;
  const time = type === "time" ? `${sql}::TIMESTAMP` : `TRY_CAST(${sql} AS TIMESTAMP)`;
  return {sql: `date_part('${part}', ${time})`, type: "number"};
}

/** What a text must be like for a match to stand anywhere in it; null of what is no text. */
export function keywordPattern(match: Match): {readonly pattern: Pattern; readonly cased: boolean} | null {
  const any = {wildcard: "any"} as const;
  if (match.kind === "text") return {pattern: [any, ...match.pattern, any], cased: match.cased};
  if (match.kind !== "number" && match.kind !== "boolean") return null;
  return {pattern: [any, String(match.value), any], cased: false};
}
