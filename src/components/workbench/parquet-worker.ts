/** Decodes Parquet off the main thread: fetches a file and answers with the columns asked for as an Arrow IPC stream. */
import type {Table} from "parquet-wasm";
import init, {ParquetFile, readParquet} from "parquet-wasm";

export interface ParquetRequest {
  readonly id: number;
  readonly url: string;
  /** All columns when absent. */
  readonly columns?: readonly string[];
}

export type ParquetResponse =
  | {readonly id: number; readonly ipc: Uint8Array<ArrayBuffer>}
  | {readonly id: number; readonly error: string};

/** Rows per Arrow batch: large enough that the batches' own overhead does not count. */
const batchSize = 65_536;

// The package holds the same WASM file several times; this copy's address carries the package's version.
const ready = init({module_or_path: import.meta.resolve("parquet-wasm/bundler/parquet_wasm_bg.wasm")});

async function decode({url, columns}: ParquetRequest): Promise<Uint8Array<ArrayBuffer>> {
  const [response] = await Promise.all([fetch(url), ready]);
  if (!response.ok) throw new Error(`unable to fetch ${url}: ${response.status} ${response.statusText}`);
  const table = await readTable(response, columns);
  return new Uint8Array(table.intoIPCStream());
}

/** Of parquet-wasm's two readers, the one that is faster on a whole file ignores `columns`. */
async function readTable(response: Response, columns: readonly string[] | undefined): Promise<Table> {
  if (columns === undefined) return readParquet(new Uint8Array(await response.arrayBuffer()), {batchSize});
  const file = await ParquetFile.fromFile(await response.blob());
  return file.read({batchSize, columns: [...columns]});
}

addEventListener("message", async ({data}: MessageEvent<ParquetRequest>) => {
  const {id} = data;
  try {
    const ipc = await decode(data);
    const response: ParquetResponse = {id, ipc};
    postMessage(response, {transfer: [ipc.buffer]});
  } catch (error) {
    const response: ParquetResponse = {id, error: error instanceof Error ? error.message : String(error)};
    postMessage(response);
  }
});
