import {createWasmDatabase, type WasmDatabase} from "./wasm-database.js";

/**
 * Starts DuckDB in a worker of its own, for an analysis: values come in their own types, and nothing reaches outside.
 * @param isPacked whether tables are kept compressed: in a tenth of the memory, and in twice the time.
 */
export async function openWasmDatabase(isPacked: boolean): Promise<WasmDatabase> {
  const worker = new Worker(import.meta.resolve("@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js"), {
    type: "module"
  });
  const {AsyncDuckDB, VoidLogger} = await import("@duckdb/duckdb-wasm");
  const database = new AsyncDuckDB(new VoidLogger(), worker);
  await database.instantiate(import.meta.resolve("@duckdb/duckdb-wasm/dist/duckdb-eh.wasm"));
  await database.open({});
  const connection = await database.connect();
  if (isPacked) await connection.query("ATTACH ':memory:' AS packed (COMPRESS); USE packed");
  await connection.query(`
    SET autoinstall_known_extensions = false;
    SET autoload_known_extensions = false;
    SET enable_external_access = false;
    SET lock_configuration = true;
  `);
  return createWasmDatabase(database, connection);
}
