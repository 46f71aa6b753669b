import {sqlLiteral} from "../../sql.js";

const plain = /^[\0-\x7f]*$/;

/** Text without regard to case as SQL: DuckDB's own `lower` where JavaScript's might fold other letters. */
export function foldedText(text: string): string {
  return plain.test(text) ? sqlLiteral(text.toLowerCase()) : `lower(${sqlLiteral(text)})`;
}

/** A number as SQL; YAML knows infinity, too. */
export function sqlNumber(value: number): string {
  return Number.isFinite(value) ? String(value) : `'${value}'::DOUBLE`;
}

/** Text as a regular expression of RE2 that matches it. */
export function quoteRegex(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&").replaceAll("\0", "\\x00");
}
