import type {AsyncDuckDBConnection} from "@duckdb/duckdb-wasm";
import {writeValues} from "../../engine/sql.js";
import {createParquetReader} from "../../workspace/parquet.js";
import type {ArrowTable, Columns, Row} from "./arrow-rows.js";
import {readColumns, readRows} from "./arrow-rows.js";
import {noteDatabase} from "./open-databases.js";
import {insertParquet} from "./parquet-table.js";
import type {StoredTable} from "./stored-table.js";

export type {Columns, Row} from "./arrow-rows.js";

/** Where a table's rows are, and which of its columns the page needs (all when absent). */
export interface TableSource {
  /** The address of a Parquet file, or of several shards with the same columns. */
  readonly url: string | readonly string[];
  readonly columns?: readonly string[];
  /** Where the rows are instead, when the reader's own logs are shown; resolves to null when they are not. */
  readonly stored?: () => Promise<StoredTable | null>;
}

export interface Database {
  /**
   * Runs one SQL statement. Tables that it names are loaded first, if they are not yet.
   * Values: TIMESTAMP and DATE as Date, BIGINT, HUGEINT and DECIMAL as number, lists as arrays, NULL as null.
   * Rejects with DuckDB's message when the statement is wrong.
   * @param params one value per `?`, which `writeValues` writes in place: text, numbers, booleans, dates or null
   */
  query(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /**
   * Runs one SQL statement as `query` does, for an answer of many rows of which each column holds numbers of up to 32 bits or DOUBLE
   * and no NULL: typed arrays by column name, all of one length.
   */
  queryColumns(sql: string, params?: readonly unknown[]): Promise<Columns>;
  /**
   * Runs one SQL statement of the reader's own, whose values stand apart as `$1`, `$2` and so on. One must be a number where only
   * whole numbers may stand, such as a LIMIT: then DuckDB plans with the values known, without which `writeValues` says what is lost.
   */
  queryNumbered(sql: string, params: readonly unknown[]): Promise<Row[]>;
  /** Loads a table given to `openDatabase` before a query needs it. */
  load(name: string): Promise<void>;
  /** Adds a table from elsewhere and loads it. */
  loadTable(name: string, url: string | readonly string[], columns?: readonly string[]): Promise<void>;
  /** Ends it, whatever it is at. What was asked and is not answered yet never is. */
  close(): void;
}

/**
 * A database in this browser tab over published Parquet files, or over what a workspace stores. Nothing is fetched until
 * a query or `load` asks for it: then DuckDB boots and the files are decoded at the same time.
 */
export function openDatabase(
  tables: Readonly<Record<string, TableSource | string | readonly string[]>>
): Database {
  const sources = new Map<string, TableSource>();
  for (const [name, source] of Object.entries(tables)) {
    sources.set(name, typeof source === "object" && "url" in source ? source : {url: source});
  }
  const loaded = new Map<string, Promise<void>>();
  let connecting: Promise<AsyncDuckDBConnection> | undefined;
  let reader: ReturnType<typeof createParquetReader> | undefined;

  let isClosed = false;

  /** Once the database is closed, what is asked of it is never answered, and no other is started for it. */
  async function connect(): Promise<AsyncDuckDBConnection> {
    if (isClosed) return never;
    connecting ??= boot();
    const connection = await connecting;
    return isClosed ? never : connection;
  }

  async function insert(name: string, {url, columns, stored}: TableSource): Promise<void> {
    if (stored !== undefined) {
      const [table, connection] = await Promise.all([stored(), connect()]);
      if (table !== null) {
        const {insertStored} = await import("./stored-table.js");
        return insertStored(connection, name, table, columns);
      }
    }
    reader ??= createParquetReader();
    const urls = typeof url === "string" ? [url] : url;
    await Promise.all([connect(), insertParquet(connect, name, reader, urls, columns)]);
  }

  function load(name: string): Promise<void> {
    const source = sources.get(name);
    if (source === undefined) return Promise.reject(new Error(`no such table: ${name}`));
    let loading = loaded.get(name);
    if (loading === undefined) {
      loading = insert(name, source);
      loaded.set(name, loading);
    }
    return loading;
  }

  /** The connection, once the tables that a statement names are there. */
  async function ready(sql: string): Promise<AsyncDuckDBConnection> {
    // A word that merely looks like a table's name loads a table too many, which is harmless.
    const named = new Set(sql.match(/\b\w+\b/g));
    const needed = [...sources.keys()].filter(name => named.has(name));
    await Promise.all([connect(), ...needed.map(load)]);
    return connect();
  }

  const database: Database = {
    load,
    loadTable(name, url, columns) {
      sources.set(name, columns ? {url, columns} : {url});
      loaded.delete(name);
      return load(name);
    },
    async query(sql, params = []) {
      const connection = await ready(sql);
      if (params.length === 0) return readRows(await connection.query(sql));
      return runOne(connection, readRows, writeValues({sql, params}));
    },
    async queryColumns(sql, params = []) {
      return runOne(await ready(sql), readColumns, writeValues({sql, params}));
    },
    async queryNumbered(sql, params) {
      return runOne(await ready(sql), readRows, sql, params);
    },
    close() {
      isClosed = true;
      reader?.close();
      // Whatever it is at, a worker ends at once.
      void connecting?.then(({bindings}) => bindings.terminate());
    }
  };
  noteDatabase(database);
  return database;
}

/** Runs a statement that is prepared first: DuckDB refuses to prepare more than one at once, whatever a value might hold. */
async function runOne<R>(
  connection: AsyncDuckDBConnection,
  readAnswer: (table: ArrowTable) => R,
  sql: string,
  params: readonly unknown[] = []
): Promise<R> {
  const statement = await connection.prepare(sql);
  try {
    return readAnswer(await statement.query(...params));
  } finally {
    await statement.close();
  }
}

const never = new Promise<never>(() => {});

/** Starts DuckDB in a worker of its own; the code is fetched only now. */
async function boot(): Promise<AsyncDuckDBConnection> {
  const worker = new Worker(import.meta.resolve("@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js"), {
    type: "module"
  });
  const {AsyncDuckDB, VoidLogger} = await import("@duckdb/duckdb-wasm");
  const database = new AsyncDuckDB(new VoidLogger(), worker);
  await database.instantiate(import.meta.resolve("@duckdb/duckdb-wasm/dist/duckdb-eh.wasm"));
  await database.open({
    query: {castBigIntToDouble: true, castDecimalToDouble: true, castTimestampToDate: true}
  });
  const connection = await database.connect();
  // Tables arrive as Arrow, so the database itself never has a reason to reach outside. Without the first two, a JSON
  // or INET function would wait for an extension host that is not there.
  await connection.query(`
    SET autoinstall_known_extensions = false;
    SET autoload_known_extensions = false;
    SET enable_external_access = false;
    SET lock_configuration = true;
  `);
  return connection;
}
