/** Where in a text something is, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface DuckError {
  /** DuckDB's own words. */
  readonly sentence: string;
  /** Where it is in what was run, as an offset in characters; null where DuckDB does not say. */
  readonly offset: number | null;
}

const excerptPattern = /\n\nLINE (\d+): ([^\n]*)\n([^\n]*)\^[\s\S]*$/;

/** Reads a message of DuckDB's: the sentence, and the place that its caret points to in the statement that was run. */
export function readDuckError(message: string, ran: string): DuckError {
  const match = excerptPattern.exec(message);
  const sentence = withoutAdvice(match === null ? message : message.slice(0, match.index)).trim();
  if (match === null) return {sentence, offset: null};
  const [, line = "1", excerpt = "", caret = ""] = match;
  const lines = ran.split("\n");
  const start = lines.slice(0, Number(line) - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const shown = excerpt.replace(/^\.\.\./, "").replace(/\.\.\.$/, "");
  // Of a long line only the surroundings are shown; where they begin is found again.
  const skipped = excerpt.startsWith("...")
    ? Math.max(0, (lines[Number(line) - 1] ?? "").indexOf(shown)) - 3
    : 0;
  const column = caret.length - `LINE ${line}: `.length + skipped;
  return {sentence, offset: start + Math.max(0, column)};
}

/** There is no extension to install here and no disk to spill to, so that DuckDB's advice to do so would lead nowhere. */
function withoutAdvice(sentence: string): string {
  return sentence
    .replace(/\n\nPlease try installing and loading[\s\S]*$/, " This DuckDB has no extensions.")
    .replace(/\n+Possible solutions:[\s\S]*$/, "");
}

/** Line and column of an offset; what lies behind the end is its end. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, Math.max(0, offset)).split("\n");
  return {line: before.length, column: (before.at(-1) ?? "").length + 1};
}
