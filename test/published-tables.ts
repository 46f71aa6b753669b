import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {inlineParams, type Query} from "../src/engine/sql.js";
import {tables} from "../src/engine/tables.js";

export interface PublishedTables {
  readonly connection: DuckDBConnection;
  /** What a page's query returns, its 64-bit integers as numbers, as they arrive in a page. */
  rows(query: Query): Promise<Record<string, unknown>[]>;
}

/** A database with the published tables, empty, but for those left out. */
export async function createPublishedTables(leftOut: readonly string[] = []): Promise<PublishedTables> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const {name, columns} of tables.filter(table => !leftOut.includes(table.name)))
    await connection.run(`CREATE TABLE ${name} (${columns.map(c => `"${c.name}" ${c.type}`).join(", ")})`);
  return {
    connection,
    async rows(query) {
      const reader = await connection.runAndReadAll(inlineParams(query));
      return reader
        .getRowObjectsJS()
        .map(row =>
          Object.fromEntries(Object.entries(row).map(([k, v]) => [k, typeof v === "bigint" ? Number(v) : v]))
        );
    }
  };
}
