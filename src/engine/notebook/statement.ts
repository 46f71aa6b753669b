import {identifierOf, meaningful, type SqlToken, sqlTokens} from "./sql-tokens.js";

/** How the statement of a cell may begin: with what only reads. */
export const queryWords = [
  "select",
  "with",
  "from",
  "values",
  "describe",
  "summarize",
  "show",
  "explain"
] as const;

/** What a statement of a cell is, before any database sees it. */
export interface Statement {
  /** Why it is not run, in a sentence; null where it may be. */
  readonly problem: string | null;
  /** Without the semicolon that may end it. */
  readonly sql: string;
  readonly isExplain: boolean;
  /** Whether it asks for the list of tables, of which a database here knows only those that are loaded. */
  readonly isShowTables: boolean;
  /** Names in the place of a table, in lower case: published tables, results of other cells, or neither. */
  readonly tables: readonly string[];
  /** Names of its `:name` parameters, as written, each once. */
  readonly parameters: readonly string[];
}

/** Reads the statement of a cell: one, and one that only reads. */
export function readStatement(source: string): Statement {
  const all = sqlTokens(source);
  const tokens = meaningful(all);
  const end = tokens.at(-1);
  const isEnded = end?.text === ";";
  const body = isEnded ? tokens.slice(0, -1) : tokens;
  const words = body.map(identifierOf);
  return {
    problem: problemOf(body, words),
    sql: isEnded ? source.slice(0, end.start) : source,
    isExplain: words[0] === "explain",
    isShowTables: words[0] === "show" && words.at(-1) === "tables" && body.length <= 3,
    tables: tablesOf(body),
    parameters: [...new Set(body.filter(t => t.kind === "parameter").map(t => t.text.slice(1)))]
  };
}

function problemOf(tokens: readonly SqlToken[], words: readonly (string | null)[]): string | null {
  const first = tokens.find(({text}) => text !== "(");
  if (first === undefined) return "this cell is empty; write a query, such as SELECT count(*) FROM events";
  if (tokens.some(({text}) => text === ";"))
    return "a cell holds one statement; put what follows the semicolon into a cell of its own";
  if (tokens.some(({text}, i) => text === "?" || (text === "$" && tokens[i + 1]?.kind === "number")))
    return "a value from elsewhere is written :name, after an input of this notebook";
  const word = identifierOf(first) ?? first.text;
  if (first.kind !== "word" || !isQueryWord(word))
    return `a cell only reads: it begins with SELECT, WITH, FROM, VALUES, DESCRIBE, SUMMARIZE, SHOW or EXPLAIN, not ${word.toUpperCase().slice(0, 40)}`;
  if (word === "explain") {
    const next = words[1] === "analyze" ? words[2] : words[1];
    if (!["select", "with", "from", "values"].includes(next ?? ""))
      return "EXPLAIN is for a query here: EXPLAIN SELECT …";
  }
  return null;
}

function isQueryWord(word: string): boolean {
  return queryWords.some(known => known === word);
}

/** After these a list of tables begins. */
const opening: ReadonlySet<string> = new Set(["from", "join", "describe", "summarize"]);
/** These end it, on their level of parentheses. */
const closing: ReadonlySet<string> = new Set(
  "select where group having window qualify order limit offset union except intersect on using sample".split(
    " "
  )
);
/** Between FROM and a table these change nothing. */
const passing: ReadonlySet<string> = new Set(["lateral", "only", "all", "tables"]);

/** Names in the place of a table: after FROM or JOIN or a comma there, and not those that WITH gives. */
function tablesOf(tokens: readonly SqlToken[]): readonly string[] {
  const found = new Set<string>();
  const own = new Set<string>();
  // For each level of parentheses, whether a list of tables is being read, and whether a table is what comes next.
  let level = {inList: false, expects: false};
  const outer: (typeof level)[] = [];
  for (const [i, token] of tokens.entries()) {
    const name = identifierOf(token);
    const next = tokens[i + 1]?.text;
    if (token.text === "(") {
      outer.push(level);
      level = {inList: level.expects, expects: level.expects};
    } else if (token.text === ")") {
      level = outer.pop() ?? level;
      level.expects = false;
    } else if (token.text === ",") level.expects = level.inList;
    else if (token.kind === "word" && name !== null && opening.has(name))
      level = {inList: true, expects: true};
    else if (token.kind === "word" && name !== null && closing.has(name))
      level = {inList: false, expects: false};
    else if (name !== null && level.expects && !(token.kind === "word" && passing.has(name))) {
      // A function in this place makes a table by itself; what stands before a dot is a schema.
      if (next !== "(" && next !== "." && tokens[i - 1]?.text !== ".") found.add(name);
      level.expects = false;
    }
    if (name !== null && isGiven(tokens, i)) own.add(name);
  }
  return [...found].filter(name => !own.has(name));
}

/** Whether a name is given by WITH: `name AS (`, `name AS MATERIALIZED (`, `name(column, …) AS (`. */
function isGiven(tokens: readonly SqlToken[], index: number): boolean {
  const before = tokens[index - 1];
  const beforeWord = before === undefined ? null : identifierOf(before);
  if (beforeWord !== "with" && beforeWord !== "recursive" && before?.text !== ",") return false;
  let i = index + 1;
  if (tokens[i]?.text === "(") {
    while (i < tokens.length && tokens[i]?.text !== ")") ++i;
    ++i;
  }
  const as = tokens[i];
  if (as === undefined || identifierOf(as) !== "as") return false;
  ++i;
  while (["not", "materialized"].includes(tokens[i]?.text.toLowerCase() ?? "")) ++i;
  return tokens[i]?.text === "(";
}
