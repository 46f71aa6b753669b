import {totalmem} from "node:os";
import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDoubleVector,
  DuckDBInstance,
  DuckDBIntegerVector,
  type DuckDBResult,
  DuckDBTimestampMillisecondsValue,
  type DuckDBType,
  DuckDBUTinyIntVector,
  type DuckDBValue,
  type DuckDBVector,
  INTEGER,
  TIMESTAMP_MS,
  VARCHAR
} from "@duckdb/node-api";
import type {Database as AnalysisDatabase, Value} from "../src/engine/analysis/database.js";
import type {SqlType} from "../src/engine/tables.js";

/** Native DuckDB, in memory. */
export interface Database extends AnalysisDatabase {
  readonly connection: DuckDBConnection;
  close(): void;
}

/** DuckDB keeps to this and spills the rest to disk, so that memory does not grow with the input. */
const memoryLimit = Math.min(1 << 30, totalmem() / 4);

/** @param scratch directory for what does not fit in memory. */
export async function openDatabase(scratch: string, threads: number): Promise<Database> {
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: `${Math.floor(memoryLimit / 1_000_000)}MB`,
    threads: String(threads),
    temp_directory: scratch,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false"
  });
  const connection = await instance.connect();
  return {
    connection,
    sortedRows: Number.POSITIVE_INFINITY,
    async run(sql) {
      await connection.run(sql);
    },
    async runAll(statements) {
      const waiting = [...statements];
      async function work() {
        const own = await instance.connect();
        try {
          for (let sql = waiting.shift(); sql !== undefined; sql = waiting.shift()) await own.run(sql);
        } finally {
          own.closeSync();
        }
      }
      await Promise.all(Array.from({length: threads}, work));
    },
    async rows(sql) {
      const reader = await connection.runAndReadAll(sql);
      const names = reader.columnNames();
      return reader.getRows().map(row => Object.fromEntries(row.map((value, i) => [names[i], plain(value)])));
    },
    async stream(sql, visit) {
      let row = 0;
      await eachChunk(await connection.stream(sql), chunk => {
        for (const values of chunk.getRows()) visit(values.map(plain), row++);
      });
    },
    async pieces(sql, visit) {
      await eachChunk(await connection.stream(sql), chunk => {
        visit(
          Array.from({length: chunk.columnCount}, (_, i) => itemsOf(chunk.getColumnVector(i))),
          chunk.rowCount
        );
      });
    },
    async append(table, rows) {
      const reader = await connection.runAndReadAll(`DESCRIBE ${table}`);
      const types = reader.getRows().map(([, type]) => String(type) as SqlType);
      const appender = await connection.createAppender(table);
      try {
        for (let from = 0; from < rows.length; from += chunkRows) {
          const piece = rows.slice(from, from + chunkRows);
          const chunk = DuckDBDataChunk.create(
            types.map(type => duckdbTypes[type]),
            piece.length
          );
          chunk.setRows(piece.map(row => row.map((value, i) => toDuckDB(value, types[i]))));
          appender.appendDataChunk(chunk);
        }
      } finally {
        appender.closeSync();
      }
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    }
  };
}

/** Rows of a DuckDB data chunk at most. */
const chunkRows = 2048;

const duckdbTypes: Readonly<Record<SqlType, DuckDBType>> = {
  VARCHAR,
  INTEGER,
  BIGINT,
  DOUBLE,
  BOOLEAN,
  TIMESTAMP_MS
};

function toDuckDB(value: Value, type: SqlType | undefined): DuckDBValue {
  if (value === null) return null;
  if (type === "BIGINT") return BigInt(value);
  if (type === "TIMESTAMP_MS") return new DuckDBTimestampMillisecondsValue(BigInt(value));
  return value;
}

async function eachChunk(result: DuckDBResult, visit: (chunk: DuckDBDataChunk) => void): Promise<void> {
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    visit(chunk);
  }
}

/** A vector's own typed array, which it keeps private: copying it costs a hundredth of reading its values one by one. */
function itemsOf(vector: DuckDBVector): ArrayLike<number> {
  if (vector instanceof DuckDBDoubleVector) return vector["items"];
  if (vector instanceof DuckDBIntegerVector) return vector["items"];
  if (vector instanceof DuckDBUTinyIntVector) return vector["items"];
  throw new Error("pieces hold DOUBLE, INTEGER and UTINYINT columns only");
}

function plain(value: DuckDBValue): Value {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "object" && "milliseconds" in value) return Number(value.milliseconds);
  return String(value);
}
