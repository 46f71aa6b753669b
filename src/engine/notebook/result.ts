import {sqlLiteral} from "../sql.js";
import type {ChartPlan} from "./chart.js";
import {columnKind, type ResultColumn} from "./chart.js";

/** Limits of what a result keeps and shows. */
export const resultLimits = {
  /** Rows kept of one query: what has more is cut, and cannot be selected from. */
  kept: 1_000_000,
  /** Rows in a result's table. */
  shown: 1000,
  /** Characters of a value in a result's table. */
  value: 2000,
  columns: 200,
  /** Marks in a chart. */
  marks: 5000,
  /** Options of an input. */
  options: 1000
} as const;

/** A query's result, as far as it is shown. */
export interface Result {
  readonly columns: readonly ResultColumn[];
  /** The first rows, every value in DuckDB's own text, null for NULL; long ones are cut. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** Rows in all, or `resultLimits.kept` where it was cut there. */
  readonly total: number;
  /** Whether there were more rows than are kept. */
  readonly isCut: boolean;
  /** Milliseconds that the query took. */
  readonly ms: number;
}

export const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** A statement with something around it. */
export interface Wrapped {
  readonly sql: string;
  /** What to subtract from an offset in `sql` for one in the statement. */
  readonly before: number;
}

/**
 * Keeps a query's rows as a table, at most so many; the limit is the last parameter. In parentheses nothing but a query is
 * grammatical, and what is prepared is a single statement.
 */
export function keepSql(table: string, statement: string, parameter: number): Wrapped {
  const head = `CREATE OR REPLACE TEMP TABLE ${quoteName(table)} AS FROM (\n`;
  return {sql: `${head}${statement}\n) LIMIT $${parameter}`, before: head.length};
}

/** The plan of a query, by EXPLAIN's own word; the limit is the last parameter and larger than any result. */
export function explainSql(statement: string, parameter: number): Wrapped {
  const [word = ""] = /^\s*explain(\s+analyze)?/i.exec(statement) ?? [];
  const head = `${word} FROM (\n`;
  return {
    sql: `${head}${statement.slice(word.length)}\n) LIMIT $${parameter}`,
    before: head.length - word.length
  };
}

/** Where a result is kept: its columns. */
export const columnsSql = (table: string) =>
  `SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${quoteName(table)})`;

/** The first rows of a kept result, as text: exact whatever the type, and of bounded size. */
export function rowsSql(table: string, columns: readonly ResultColumn[]): string {
  const list = columns.map(
    ({name}, i) => `left(CAST(${quoteName(name)} AS VARCHAR), ${resultLimits.value + 1}) AS c${i}`
  );
  return `SELECT ${list.join(", ")} FROM ${quoteName(table)} LIMIT ${resultLimits.shown}`;
}

/** The rows that a chart draws: numbers as such, times as milliseconds, everything else as text. */
export function chartSql(table: string, columns: readonly string[], types: readonly ResultColumn[]): string {
  const list = columns.map(name => {
    const kind = columnKind(types.find(column => column.name === name)?.type ?? "");
    const quoted = quoteName(name);
    if (kind === "number") return `CAST(${quoted} AS DOUBLE) AS ${quoted}`;
    if (kind === "time") return `CAST(epoch_ms(CAST(${quoted} AS TIMESTAMP)) AS DOUBLE) AS ${quoted}`;
    return `left(CAST(${quoted} AS VARCHAR), 200) AS ${quoted}`;
  });
  return `SELECT ${list.join(", ")} FROM ${quoteName(table)} LIMIT ${resultLimits.marks + 1}`;
}

/** The columns that a chart needs, each once. */
export function chartColumns({x, y, fill, size, facet, text}: ChartPlan): readonly string[] {
  const named = [x?.field, y?.field, fill?.field, size?.field, facet, text];
  return [...new Set(named.filter(name => typeof name === "string"))];
}

/** The values of a column as options, in the result's order, each once. */
export function optionsSql(table: string, column: string): string {
  const quoted = quoteName(column);
  return `SELECT value FROM (SELECT value, min(position) AS position FROM
    (SELECT CAST(${quoted} AS VARCHAR) AS value, row_number() OVER () AS position FROM ${quoteName(table)} LIMIT 100000)
    WHERE value IS NOT NULL GROUP BY value) ORDER BY position LIMIT ${resultLimits.options}`;
}

/** All tables there are to select from, in place of those that are loaded. */
export function tableListSql(names: readonly string[]): string {
  const list = [...names].sort().map(name => `(${sqlLiteral(name)})`);
  return `SELECT name FROM (VALUES ${list.join(", ")}) v(name) ORDER BY name`;
}
