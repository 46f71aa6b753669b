/** What a piece of SQL is, as far as colours and names need it. */
export type SqlTokenKind =
  | "word"
  | "quoted"
  | "string"
  | "number"
  | "parameter"
  | "comment"
  | "space"
  | "sign";

export interface SqlToken {
  readonly kind: SqlTokenKind;
  /** As written; the texts of all tokens are the statement. */
  readonly text: string;
  /** Where it begins, in characters. */
  readonly start: number;
}

/** In the order they are tried; what is not closed goes to the end. A cast's `::` is no parameter, nor is a slice's `[1:2]`. */
const patterns: readonly {readonly kind: SqlTokenKind; readonly pattern: RegExp}[] = [
  {kind: "space", pattern: /\s+/y},
  {kind: "comment", pattern: /--[^\n]*/y},
  {kind: "string", pattern: /[eE]'(?:[^'\\]|\\[\s\S]|'')*(?:'|\\?$)/y},
  {kind: "string", pattern: /'(?:[^']|'')*(?:'|$)/y},
  {kind: "string", pattern: /\$([a-z_][a-z0-9_]*)?\$[\s\S]*?(?:\$\1\$|$(?![\s\S]))/iy},
  {kind: "quoted", pattern: /"(?:[^"]|"")*(?:"|$)/y},
  {kind: "word", pattern: /[\p{L}_][\p{L}\p{N}_$]*/uy},
  {kind: "number", pattern: /(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?/iy},
  {kind: "sign", pattern: /::/y},
  {kind: "parameter", pattern: /:[a-z_][a-z0-9_]*/iy},
  {kind: "sign", pattern: /[\s\S]/uy}
];

/** Cuts a statement into tokens, whatever it is. */
export function sqlTokens(sql: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  for (let at = 0; at < sql.length; ) {
    const {kind, text} = sql.startsWith("/*", at) ? blockComment(sql, at) : tokenAt(sql, at);
    tokens.push({kind, text, start: at});
    at += text.length;
  }
  return tokens;
}

function tokenAt(sql: string, at: number): {readonly kind: SqlTokenKind; readonly text: string} {
  for (const {kind, pattern} of patterns) {
    pattern.lastIndex = at;
    const text = pattern.exec(sql)?.[0];
    if (text) return {kind, text};
  }
  return {kind: "sign", text: sql.charAt(at)};
}

/** Comments in comments are counted, as DuckDB does. */
function blockComment(sql: string, start: number): {readonly kind: "comment"; readonly text: string} {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = start;
  let depth = 0;
  for (let match = edge.exec(sql); match !== null; match = edge.exec(sql)) {
    depth += match[0] === "/*" ? 1 : -1;
    if (depth === 0) return {kind: "comment", text: sql.slice(start, edge.lastIndex)};
  }
  return {kind: "comment", text: sql.slice(start)};
}

/** What means something: neither spaces nor comments. */
export function meaningful(tokens: readonly SqlToken[]): SqlToken[] {
  return tokens.filter(({kind}) => kind !== "space" && kind !== "comment");
}

/** The name that a word or a quoted name stands for, in lower case, as DuckDB compares them. */
export function identifierOf({kind, text}: SqlToken): string | null {
  if (kind === "word") return text.toLowerCase();
  return kind === "quoted" ? text.replace(/^"|"$/g, "").replaceAll('""', '"').toLowerCase() : null;
}
