/** DuckDB types of published columns. Times are milliseconds in UTC. */
export type SqlType = "VARCHAR" | "INTEGER" | "BIGINT" | "DOUBLE" | "BOOLEAN" | "TIMESTAMP_MS";

export interface Column {
  readonly name: string;
  readonly type: SqlType;
  /** What it holds, in one sentence, with its unit. */
  readonly about: string;
}

export interface Table {
  readonly name: string;
  readonly about: string;
  /** Columns that together name a row. */
  readonly key: readonly string[];
  readonly columns: readonly Column[];
}

export const text = (name: string, about: string): Column => ({name, type: "VARCHAR", about});
export const integer = (name: string, about: string): Column => ({name, type: "INTEGER", about});
export const count = (name: string, about: string): Column => ({name, type: "BIGINT", about});
export const real = (name: string, about: string): Column => ({name, type: "DOUBLE", about});
export const flag = (name: string, about: string): Column => ({name, type: "BOOLEAN", about});
export const time = (name: string, about: string): Column => ({name, type: "TIMESTAMP_MS", about});

export const eventId = text(
  "event_id",
  "first 64 bits of a hash of the file's content and the record's number, in hexadecimal"
);
