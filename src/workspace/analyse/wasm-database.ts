import type {AsyncDuckDB, AsyncDuckDBConnection} from "@duckdb/duckdb-wasm";
import type {Database, Value} from "../../engine/analysis/database.js";
import type {SqlType} from "../../engine/tables.js";
import {readValue} from "./arrow-values.js";
import {encodeRows} from "./encode-rows.js";

/** DuckDB-WASM, in memory, in a worker of its own. */
export interface WasmDatabase extends Database {
  /**
   * Adds the rows of an Arrow IPC stream to a table, by the names of its columns, with `more` as further columns, in SQL.
   * @returns how many rows these are
   */
  insert(table: string, ipc: Uint8Array, more?: string): Promise<number>;
  /** Visits a query's result as Arrow IPC streams, each of some rows; one of none where there are none. */
  ipc(sql: string, visit: (part: Uint8Array) => Promise<void>): Promise<void>;
  /** Ends it, whatever it is at. */
  close(): Promise<void>;
}

/** Wide rows that are sorted at once: some hundred megabytes of them. */
const sortedRows = 200_000;

/** Bytes of an Arrow IPC stream at which another one is begun. */
const partBytes = 16 << 20;
/** What ends an Arrow IPC stream: https://arrow.apache.org/docs/format/Columnar.html#ipc-streaming-format */
const endOfStream = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0);

export function createWasmDatabase(database: AsyncDuckDB, connection: AsyncDuckDBConnection): WasmDatabase {
  let staged = 0;

  /** Visits Arrow IPC messages as DuckDB makes them: the schema first, then rows. */
  async function messages(sql: string, visit: (message: Uint8Array) => Promise<void>): Promise<void> {
    const id = connection.useUnsafe((_, id) => id);
    let schema = await database.startPendingQuery(id, sql, true);
    while (schema === null) schema = await database.pollPendingQuery(id);
    await visit(schema);
    for (;;) {
      const message = await database.fetchQueryResults(id);
      if (message === null) continue;
      if (message.length === 0) return;
      await visit(message);
    }
  }

  async function rows(sql: string): Promise<Record<string, Value>[]> {
    const table = await connection.query(sql);
    const found: Record<string, Value>[] = Array.from({length: table.numRows}, () => ({}));
    table.schema.fields.forEach(({name, type}, i) => {
      const column = table.getChildAt(i);
      found.forEach((row, k) => {
        row[name] = readValue(column?.get(k), type);
      });
    });
    return found;
  }

  /** Adds rows by way of a table of its own, because temporary tables and other types are not met otherwise. */
  async function insertBy(ipc: Uint8Array, insert: (from: string) => string): Promise<number> {
    const name = `inserted_${staged++}`;
    await connection.insertArrowFromIPCStream(ipc, {name, create: true});
    const [inserted] = await rows(insert(name));
    await connection.query(`DROP TABLE ${name}`);
    return Number(inserted?.["Count"] ?? 0);
  }

  return {
    sortedRows,
    async run(sql) {
      await connection.query(sql);
    },
    // It has one thread: what runs at once would only take turns.
    async runAll(statements) {
      for (const sql of statements) await connection.query(sql);
    },
    rows,
    async stream(sql, visit) {
      let row = 0;
      for await (const batch of await connection.send(sql, true)) {
        const columns = batch.schema.fields.map(({type}, i) => ({type, vector: batch.getChildAt(i)}));
        for (let k = 0; k < batch.numRows; k++)
          visit(
            columns.map(({type, vector}) => readValue(vector?.get(k), type)),
            row++
          );
      }
    },
    async pieces(sql, visit) {
      for await (const batch of await connection.send(sql, true)) {
        const columns = batch.schema.fields.map((_, i) => batch.getChildAt(i)?.data[0]?.values ?? []);
        visit(columns, batch.numRows);
      }
    },
    async append(table, added) {
      if (!added.length) return;
      const types = (await rows(`DESCRIBE ${table}`)).map(({column_type}) => String(column_type) as SqlType);
      await insertBy(encodeRows(types, added), from => `INSERT INTO ${table} SELECT * FROM ${from}`);
    },
    insert: (table, ipc, more) =>
      insertBy(ipc, from => `INSERT INTO ${table} BY NAME SELECT *${more ? `, ${more}` : ""} FROM ${from}`),
    async ipc(sql, visit) {
      let schema: Uint8Array | undefined;
      let held: Uint8Array[] = [];
      let bytes = 0;
      let parts = 0;
      async function flush() {
        if (schema === undefined) return;
        await visit(concatenate([schema, ...held, endOfStream]));
        held = [];
        bytes = 0;
        ++parts;
      }
      await messages(sql, async message => {
        if (schema === undefined) {
          schema = message.slice();
          return;
        }
        held.push(message);
        bytes += message.length;
        if (bytes >= partBytes) await flush();
      });
      if (held.length > 0 || parts === 0) await flush();
    },
    async close() {
      await database.terminate();
    }
  };
}

function concatenate(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, {length}) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
