import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  DuckDBTimestampMillisecondsValue,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  TIMESTAMP_MS,
  VARCHAR
} from "@duckdb/node-api";
import type {Column, SqlType} from "../../src/engine/tables.js";
import type {Database} from "../database.js";
import {appendRows} from "./append-rows.js";

const types: Readonly<Record<SqlType, DuckDBType>> = {
  VARCHAR,
  INTEGER,
  BIGINT,
  DOUBLE,
  BOOLEAN,
  TIMESTAMP_MS
};

type Value = string | number | boolean | null;

/** Creates a table of rows by column name. Times are milliseconds in UTC; a missing value is NULL. */
export async function createTable(
  database: Database,
  name: string,
  columns: readonly Pick<Column, "name" | "type">[],
  rows: readonly Readonly<Record<string, Value>>[],
  temporary = false
): Promise<void> {
  const list = columns.map(column => `${column.name} ${column.type}`).join(", ");
  await database.run(`CREATE ${temporary ? "TEMP " : ""}TABLE ${name} (${list})`);
  await appendRows(
    database,
    name,
    columns.map(({type}) => types[type]),
    rows.map(row => columns.map(({name, type}) => toDuckDB(row[name] ?? null, type)))
  );
}

function toDuckDB(value: Value, type: SqlType): DuckDBValue {
  if (value === null) return null;
  if (type === "BIGINT") return BigInt(value);
  if (type === "TIMESTAMP_MS") return new DuckDBTimestampMillisecondsValue(BigInt(value));
  return value;
}
