/** A value of a row: BIGINT and DECIMAL as number, times as milliseconds in UTC, NULL as null. */
export type Value = string | number | boolean | null;

/**
 * A DuckDB with the tables of one analysis in it: native in a loader, DuckDB-WASM in a browser's worker. Both run the same SQL; what
 * they give must not depend on which it is. Methods reject with DuckDB's message when a statement is wrong.
 */
export interface Database {
  /** Wide rows that are sorted at once: infinitely many where a disk takes what does not fit in memory. */
  readonly sortedRows: number;
  /** Runs one or more statements, separated by semicolons. */
  run(sql: string): Promise<void>;
  /** Runs statements that do not depend on each other, as many at once as there are threads. */
  runAll(statements: readonly string[]): Promise<void>;
  /** Rows as plain objects, all at once. */
  rows(sql: string): Promise<Record<string, Value>[]>;
  /** Visits the rows of a result one after the other, without ever holding all of them. */
  stream(sql: string, visit: (values: readonly Value[], row: number) => void): Promise<void>;
  /**
   * Visits a result of DOUBLE, INTEGER and UTINYINT columns, none of them NULL, piece by piece. The arrays are the database's own: what
   * is to be kept of them must be copied. A piece is at most `mostPieceRows` long.
   */
  pieces(sql: string, visit: (columns: readonly ArrayLike<number>[], rows: number) => void): Promise<void>;
  /**
   * Adds rows to a table or temporary table, all of its columns in order, so that what lists, logs and servers say stays a value.
   * Columns are of the types of published tables.
   */
  append(table: string, rows: readonly (readonly Value[])[]): Promise<void>;
}

/** DuckDB's own vectors, a few of them together. */
export const mostPieceRows = 16_384;
