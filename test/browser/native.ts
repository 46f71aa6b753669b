import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import type {Overview} from "../../src/engine/overview.js";
import {tables} from "../../src/engine/tables.js";

/** Native DuckDB over the tables that a site was built from: what its pages are held against. */
export interface Native {
  /** The bounds of the data and the window that pages open on. */
  readonly overview: Overview;
  /** Rows of a query; big integers as numbers. */
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** The one number that a query returns. */
  number(sql: string): Promise<number>;
}

/** @param data directory of the published tables */
export async function openNative(data: string): Promise<Native> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const {name} of tables) {
    const files = join(data, name === "raw" ? "raw-*.parquet" : `${name}.parquet`).replaceAll("'", "''");
    await connection.run(`CREATE VIEW ${name} AS SELECT * FROM read_parquet('${files}')`);
  }
  async function rows(sql: string): Promise<Record<string, unknown>[]> {
    const reader = await connection.runAndReadAll(sql);
    return reader
      .getRowObjectsJS()
      .map(row =>
        Object.fromEntries(
          Object.entries(row).map(([key, value]) => [key, typeof value === "bigint" ? Number(value) : value])
        )
      );
  }
  return {
    overview: JSON.parse(await readFile(join(data, "overview.json"), "utf8")) as Overview,
    rows,
    async number(sql) {
      const [row = {}] = await rows(sql);
      return Number(Object.values(row)[0]);
    }
  };
}

/** A window as a condition on `event_time`. */
export function within({from, to}: {readonly from: number; readonly to: number}): string {
  return `event_time >= epoch_ms(${from}) AND event_time < epoch_ms(${to})`;
}
