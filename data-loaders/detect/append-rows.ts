import {DuckDBDataChunk, type DuckDBType, type DuckDBValue} from "@duckdb/node-api";
import type {Database} from "../database.js";

/** Rows of a DuckDB data chunk at most. */
const chunkRows = 2048;

/** Adds rows to a table through an appender, so that what lists, logs and servers say stays a value. */
export async function appendRows(
  database: Database,
  table: string,
  types: readonly DuckDBType[],
  rows: readonly (readonly DuckDBValue[])[]
): Promise<void> {
  const appender = await database.connection.createAppender(table);
  try {
    for (let from = 0; from < rows.length; from += chunkRows) {
      const piece = rows.slice(from, from + chunkRows);
      const chunk = DuckDBDataChunk.create(types, piece.length);
      chunk.setRows(piece.map(row => [...row]));
      appender.appendDataChunk(chunk);
    }
  } finally {
    appender.closeSync();
  }
}
