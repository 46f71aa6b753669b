import {open, stat} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {DuckDBDoubleVector} from "@duckdb/node-api";
import {sqlLiteral} from "../../../src/engine/sql.js";
import type {Database} from "../../database.js";
import {describeError} from "../../describe-error.js";
import {makeTemporary} from "../../temporary.js";
import {transcode} from "./transcode.js";

/** A column as it stands in the file. */
export type TableColumn =
  | {readonly kind: "number"; readonly values: Float64Array}
  | {readonly kind: "text"; readonly values: readonly (string | null)[]}
  /** Dates and times, which are not read. */
  | {readonly kind: "time"};

export interface Table {
  readonly path: string;
  /** As in the file's header, without blanks around; column0, column1, ... where there is none. */
  readonly names: readonly string[];
  readonly columns: readonly TableColumn[];
  readonly rows: number;
  /** By row: 1 where every column is empty. */
  readonly empty: Uint8Array;
}

/** What stands for "not measured" in a column that otherwise holds numbers. */
const missingMarks = ["", "-", "?", "na", "n/a", "null", "none"];

/**
 * Reads a whole CSV (plain or gzip; UTF-8 or else Windows-1252; separator, quotes and header found out) or Parquet file in its order of rows. A column whose texts are
 * all numbers or marks for missing ones is a column of numbers; true and false are 1 and 0; missing is NaN or null.
 * Throws an Error that names the file when it cannot be read or has no rows.
 */
export async function readTable(database: Database, path: string): Promise<Table> {
  await stat(path);
  const magic = await readStart(path);
  try {
    return await load(database, path, magic);
  } catch (error) {
    throw new Error(`${path}: ${describeError(error)}`);
  }
}

async function load(database: Database, path: string, magic: Buffer): Promise<Table> {
  if (magic.toString("latin1") === "PAR1") {
    await database.run(`CREATE OR REPLACE TABLE input AS FROM read_parquet(${sqlLiteral(path)})`);
  } else {
    await loadCsv(database, path, magic[0] === 0x1f && magic[1] === 0x8b);
  }
  const described = await database.rows("SELECT name, type FROM pragma_table_info('input')");
  const kinds: {identifier: string; kind: TableColumn["kind"]}[] = [];
  for (const {name, type} of described) {
    const identifier = `"${String(name).replaceAll('"', '""')}"`;
    kinds.push({identifier, kind: await kindOf(database, identifier, String(type))});
  }
  const [counted] = await database.rows("SELECT count(*) AS rows FROM input");
  const rows = Number(counted?.["rows"] ?? 0);
  if (rows === 0) throw new Error("has no rows");
  const empty = new Uint8Array(rows);
  const columns = await readColumns(database, kinds, rows, empty);
  await database.run("DROP TABLE input");
  return {path, names: described.map(({name}) => String(name).trim()), columns, rows, empty};
}

async function loadCsv(database: Database, path: string, gzip: boolean): Promise<void> {
  // Every row decides on the types: one odd value far down must not break off the reading.
  const select = (file: string, compression: string) =>
    `CREATE OR REPLACE TABLE input AS FROM read_csv(${sqlLiteral(file)}, sample_size = -1, compression = '${compression}')`;
  try {
    await database.run(select(path, gzip ? "gzip" : "none"));
  } catch (error) {
    if (!/utf-?8|unicode/i.test(String(error))) throw error;
    const scratch = await makeTemporary(tmpdir(), "flowbook-evaluate-");
    try {
      const copy = join(scratch.path, "table.csv");
      await transcode(path, copy, gzip);
      await database.run(select(copy, "none"));
    } finally {
      await scratch.remove();
    }
  }
}

async function kindOf(database: Database, identifier: string, type: string): Promise<TableColumn["kind"]> {
  if (/^(TIMESTAMP|DATE|TIME|INTERVAL)/.test(type)) return "time";
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL|BOOLEAN)/.test(type)) return "number";
  if (type !== "VARCHAR") return "text";
  const marks = missingMarks.map(sqlLiteral).join(", ");
  const [counts] = await database.rows(`
    SELECT count(TRY_CAST(${identifier} AS DOUBLE)) AS numbers,
      count(*) FILTER (TRY_CAST(${identifier} AS DOUBLE) IS NULL AND lower(trim(${identifier})) NOT IN (${marks})) AS texts
    FROM input`);
  return Number(counts?.["texts"]) === 0 && Number(counts?.["numbers"]) > 0 ? "number" : "text";
}

async function readColumns(
  database: Database,
  kinds: readonly {identifier: string; kind: TableColumn["kind"]}[],
  rows: number,
  empty: Uint8Array
): Promise<TableColumn[]> {
  const columns = kinds.map(({kind}): TableColumn => {
    if (kind === "number") return {kind, values: new Float64Array(rows)};
    return kind === "text" ? {kind, values: new Array<string | null>(rows).fill(null)} : {kind};
  });
  const expressions = kinds.map(({identifier, kind}) => {
    if (kind === "number") return `coalesce(TRY_CAST(${identifier} AS DOUBLE), 'NaN'::DOUBLE)`;
    return kind === "text" ? `CAST(${identifier} AS VARCHAR)` : "NULL";
  });
  const isEmpty = kinds.map(({identifier}) => `${identifier} IS NULL`).join(" AND ");
  const result = await database.connection.stream(
    `SELECT ${expressions.join(", ")}, CAST((${isEmpty}) AS DOUBLE) FROM input`
  );
  let row = 0;
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    for (const [k, column] of columns.entries()) {
      const vector = chunk.getColumnVector(k);
      if (column.kind === "number" && vector instanceof DuckDBDoubleVector) {
        // The vector's own array, which it keeps private: reading value by value costs a hundred times as much.
        column.values.set(vector["items"].subarray(0, chunk.rowCount), row);
      } else if (column.kind === "text") {
        const values = column.values as (string | null)[];
        for (let i = 0; i < chunk.rowCount; ++i) {
          const value = vector.getItem(i);
          values[row + i] = value === null ? null : String(value);
        }
      }
    }
    const flags = chunk.getColumnVector(columns.length);
    for (let i = 0; i < chunk.rowCount; ++i) empty[row + i] = Number(flags.getItem(i));
    row += chunk.rowCount;
  }
  return columns;
}

async function readStart(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const start = Buffer.alloc(4);
    await file.read(start, 0, 4, 0);
    return start;
  } finally {
    await file.close();
  }
}
