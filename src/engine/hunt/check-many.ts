import type {ListChecker, ListHit} from "./check-lists.js";
import {recogniseTerm} from "./recognise-term.js";
import type {Term} from "./term.js";

/** Lines that are checked at a time. */
export const mostLines = 10_000;

/** A line of a text, as it is checked. */
export interface CheckedLine {
  readonly line: number;
  /** As it was written, without white space around it. */
  readonly written: string;
  /** What it was read as; null where it is nothing that a list could name. */
  readonly term: Term | null;
  readonly hits: readonly ListHit[];
  /** Why no list can name it, although it is an indicator; null where one can. */
  readonly refused: string | null;
}

export interface CheckedText {
  readonly lines: readonly CheckedLine[];
  /** Lines beyond the most that are checked. */
  readonly left: number;
  /** Lines that repeat an earlier one. */
  readonly repeated: number;
}

/**
 * Checks a text against lists, line by line. Blank lines and comments (`# …`) are passed over, and a line that repeats an
 * earlier one is counted only. Of a line with more than an indicator, such as a list's, the first field counts.
 */
export function checkMany(text: string, checker: ListChecker): CheckedText {
  const lines: CheckedLine[] = [];
  const seen = new Set<string>();
  let left = 0;
  let repeated = 0;
  for (const [index, raw] of text.split(/\r\n|[\n\r]/).entries()) {
    const written = raw.trim();
    if (written === "" || written.startsWith("#")) continue;
    const term = readLine(written, checker);
    const key = term === null ? written : `${term.type} ${term.value}`;
    if (seen.has(key)) {
      repeated++;
      continue;
    }
    seen.add(key);
    if (lines.length === mostLines) {
      left++;
      continue;
    }
    const hits = term === null ? [] : checker.check(term);
    lines.push({
      line: index + 1,
      written: written.slice(0, 2000),
      term,
      hits,
      refused: term === null ? null : checker.refused(term)
    });
  }
  return {lines, left, repeated};
}

function readLine(written: string, checker: ListChecker): Term | null {
  if (written.length > 8192) return null;
  const [first = ""] = written.replace(/^"/, "").split(/["\s;]|,(?!\S*:\/\/)/, 1);
  for (const text of [written, first]) {
    const term = recogniseTerm(text);
    if (term !== null && checker.checks(term)) return term;
  }
  return null;
}
