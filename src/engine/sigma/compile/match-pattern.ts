import {sqlLiteral} from "../../sql.js";
import type {Pattern} from "../rule.js";
import {anyOf, type Predicate} from "./predicate.js";
import {foldedText, quoteRegex} from "./sql-text.js";

const defaults = {
  /** From so many alternatives on one regular expression is faster than one search for each. */
  alternatives: 8,
  /** Alternatives and characters in one regular expression: RE2 gives up on those that need too much memory. */
  batch: 64,
  batchCharacters: 4096
};

/**
 * Whether a text is like one of `patterns`.
 * @param text SQL of type VARCHAR
 */
export function matchPatterns(text: string, patterns: readonly Pattern[], cased: boolean): Predicate {
  const shapes = patterns.map(shapeOf);
  if (shapes.some(shape => shape.kind === "any")) return `${text} IS NOT NULL`;
  const folded = cased ? text : `lower(${text})`;
  const literal = cased ? sqlLiteral : foldedText;
  const exact = shapes.flatMap(shape => (shape.kind === "equals" ? literal(shape.text) : []));
  const others = shapes.filter(shape => shape.kind !== "equals");
  const searches =
    others.length < defaults.alternatives
      ? others.map(shape => search(shape, folded, literal))
      : batches(others.map(shape => shape.regex)).map(
          regex => `regexp_matches(${folded}, ${literal(`(?s)${regex}`)})`
        );
  return anyOf([...equals(text, folded, [...new Set(exact)]), ...searches]);
}

function equals(text: string, folded: string, literals: readonly string[]): string[] {
  if (literals.length === 0) return [];
  if (literals.length === 1) return [`${folded} = ${literals[0]}`];
  // Without the first condition DuckDB looks up what is missing, too, several times as slow.
  return [`(${text} IS NOT NULL AND ${folded} IN (${literals.join(", ")}))`];
}

type Shape =
  | {readonly kind: "any"; readonly regex: string}
  | {
      readonly kind: "equals" | "starts_with" | "suffix" | "contains";
      readonly text: string;
      readonly regex: string;
    }
  | {readonly kind: "regex"; readonly regex: string};

/** What DuckDB has a function for is faster by it, and nothing but RE2 does wildcards in linear time. */
function shapeOf(pattern: Pattern): Shape {
  const parts = tidy(pattern);
  const open = isAny(parts[0]);
  const openEnd = parts.length > 1 && isAny(parts.at(-1));
  const inner = parts.slice(open ? 1 : 0, openEnd ? -1 : parts.length);
  const body = inner.map(part => (typeof part === "string" ? quoteRegex(part) : isAny(part) ? ".*" : "."));
  const regex = `${open ? "" : "^"}${body.join("")}${openEnd || (open && inner.length === 0) ? "" : "$"}`;
  if (open && inner.length === 0) return {kind: "any", regex};
  const [text = ""] = inner;
  if (inner.length > 1 || typeof text !== "string") return {kind: "regex", regex};
  const kind = open ? (openEnd ? "contains" : "suffix") : openEnd ? "starts_with" : "equals";
  return {kind, text, regex};
}

function isAny(part: Pattern[number] | undefined): boolean {
  return typeof part === "object" && part.wildcard === "any";
}

/** Text in one piece, and one `*` where several stand in a row. */
function tidy(pattern: Pattern): Pattern {
  const parts: Pattern[number][] = [];
  for (const part of pattern) {
    const last = parts.at(-1);
    if (part === "" || (isAny(part) && isAny(last))) continue;
    if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  return parts;
}

function search(shape: Shape, folded: string, literal: (text: string) => string): string {
  return shape.kind === "regex" || shape.kind === "any"
    ? `regexp_matches(${folded}, ${literal(`(?s)${shape.regex}`)})`
    : `${shape.kind}(${folded}, ${literal(shape.text)})`;
}

function batches(alternatives: readonly string[]): string[] {
  const all: string[][] = [];
  let characters = 0;
  for (const alternative of alternatives) {
    let batch = all.at(-1);
    characters += alternative.length;
    if (!batch || batch.length >= defaults.batch || characters > defaults.batchCharacters) {
      batch = [];
      all.push(batch);
      characters = alternative.length;
    }
    batch.push(alternative);
  }
  return all.map(batch => batch.join("|"));
}
