import {bindParameters, type ParameterValue} from "./bind.js";
import {type Position, positionAt, readDuckError} from "./duck-error.js";
import type {InputValue} from "./input.js";
import {
  columnsSql,
  explainSql,
  keepSql,
  quoteName,
  type Result,
  resultLimits,
  rowsSql,
  tableListSql
} from "./result.js";
import {readStatement} from "./statement.js";

/** What a query was asked of is at an end. */
export class Stopped extends Error {}

/** An error with where it is in the source. */
export class PlacedError extends Error {
  constructor(
    message: string,
    readonly position: Position | null
  ) {
    super(message);
  }
}

export interface QueryOptions {
  /** Asks the database one statement; rejects with `Stopped` when it is ended meanwhile. */
  readonly ask: (sql: string, params?: readonly InputValue[]) => Promise<Record<string, unknown>[]>;
  readonly parameterOf: (name: string) => ParameterValue | undefined;
  /** Everything there is to select from, for SHOW TABLES. */
  readonly known: readonly string[];
}

/** Runs one statement that only reads, keeps its rows as a table, and reads as many of them as are shown. */
export async function runQuery(source: string, table: string, options: QueryOptions): Promise<Result> {
  const {ask, parameterOf, known} = options;
  const statement = readStatement(source);
  if (statement.problem !== null) throw new Error(statement.problem);
  const bound = bindParameters(statement.isShowTables ? tableListSql(known) : statement.sql, parameterOf);
  const limit = bound.params.length + 1;
  const {sql, before} = statement.isExplain ? explainSql(bound.sql, limit) : keepSql(table, bound.sql, limit);
  const started = performance.now();
  let answered: Record<string, unknown>[];
  try {
    answered = await ask(sql, [...bound.params, resultLimits.kept + 1]);
  } catch (error) {
    if (error instanceof Stopped || !(error instanceof Error)) throw error;
    const {sentence, offset} = readDuckError(error.message, sql);
    const isOwn = offset !== null && !statement.isShowTables;
    throw new PlacedError(sentence, isOwn ? positionAt(source, bound.sourceOffset(offset - before)) : null);
  }
  const ms = performance.now() - started;
  return statement.isExplain ? planResult(answered, ms) : {...(await readTable(table, ask)), ms};
}

async function readTable(table: string, ask: QueryOptions["ask"]): Promise<Omit<Result, "ms">> {
  const columns = (await ask(columnsSql(table))).map(({name, type}) => ({
    name: String(name),
    type: String(type)
  }));
  const [count] = await ask(`SELECT count(*)::INTEGER AS n FROM ${quoteName(table)}`);
  const total = Number(count?.n);
  const shown = columns.slice(0, resultLimits.columns);
  const rows = await ask(rowsSql(table, shown));
  return {
    columns: shown,
    rows: rows.map(row => shown.map((_, i) => (row[`c${i}`] === null ? null : String(row[`c${i}`])))),
    total: Math.min(total, resultLimits.kept),
    isCut: total > resultLimits.kept
  };
}

/** The plan that EXPLAIN draws, a row per line. */
function planResult(rows: readonly Record<string, unknown>[], ms: number): Result {
  const lines = rows.flatMap(row => String(row.explain_value).split("\n")).map(line => [line]);
  return {columns: [{name: "plan", type: "VARCHAR"}], rows: lines, total: lines.length, isCut: false, ms};
}
