import type {DuckDBConnection, DuckDBValue} from "@duckdb/node-api";
import type {NotebookDatabase} from "../../../src/engine/notebook/runner.js";

/** Native DuckDB as a notebook wants a database. */
export function nativeDatabase(connection: DuckDBConnection): NotebookDatabase {
  return {
    async query(sql, params) {
      const reader = await connection.runAndReadAll(sql, params as DuckDBValue[]);
      return reader.getRowObjectsJS();
    },
    load: async () => {},
    close() {}
  };
}
