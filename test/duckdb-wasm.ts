import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {createDuckDB, type DuckDBConnection, NODE_RUNTIME, VoidLogger} from "@duckdb/duckdb-wasm/blocking";

/** DuckDB as browsers run it, in Node. WebAssembly is compiled as it runs, so that the first takes seconds. */
export async function openDuckDBWasm(): Promise<DuckDBConnection> {
  const dist = dirname(createRequire(import.meta.url).resolve("@duckdb/duckdb-wasm"));
  const bundle = (name: string) => ({mainModule: join(dist, `duckdb-${name}.wasm`), mainWorker: ""});
  const database = await createDuckDB({mvp: bundle("mvp"), eh: bundle("eh")}, new VoidLogger(), NODE_RUNTIME);
  await database.instantiate(() => {});
  return database.connect();
}
