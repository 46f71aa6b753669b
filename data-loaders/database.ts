import {totalmem} from "node:os";
import {type DuckDBConnection, DuckDBInstance, type DuckDBValue} from "@duckdb/node-api";

export interface Database {
  readonly connection: DuckDBConnection;
  run(sql: string): Promise<void>;
  /** Runs statements that do not depend on each other, as many at once as there are threads. */
  runAll(statements: readonly string[]): Promise<void>;
  /** Rows as plain objects; BIGINT as number, TIMESTAMP as milliseconds in UTC. */
  rows(sql: string): Promise<Record<string, string | number | boolean | null>[]>;
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
    close() {
      connection.closeSync();
      instance.closeSync();
    }
  };
}

function plain(value: DuckDBValue): string | number | boolean | null {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "object" && "milliseconds" in value) return Number(value.milliseconds);
  return String(value);
}
