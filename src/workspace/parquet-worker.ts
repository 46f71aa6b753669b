/** Decodes Parquet off the main thread: fetches a file and answers with the columns asked for as an Arrow IPC stream. */
import type {Table} from "parquet-wasm";
import init, {ParquetFile, readParquet} from "parquet-wasm";

export interface ParquetRequest {
  readonly id: number;
  readonly url: string;
  /** All columns when absent. */
  readonly columns?: readonly string[];
  /** Number of the one row group that is wanted, from 0; the whole file when absent. */
  readonly group?: number;
}

export type ParquetResponse =
  | {
      readonly id: number;
      readonly ipc: Uint8Array<ArrayBuffer>;
      /** Row groups in the file, where one was asked for. */
      readonly groups?: number;
    }
  | {readonly id: number; readonly error: string};

/** Rows per Arrow batch: large enough that the batches' own overhead does not count. */
const batchSize = 65_536;

// The package holds the same WASM file several times; this copy's address carries the package's version.
const ready = init({module_or_path: import.meta.resolve("parquet-wasm/bundler/parquet_wasm_bg.wasm")});

/** The file that row groups were last asked of: they are asked for one after the other. */
let last: {readonly url: string; readonly file: Promise<ParquetFile>} | undefined;

async function fetchFile(url: string): Promise<Response> {
  const [response] = await Promise.all([fetch(url), ready]);
  if (!response.ok) throw new Error(`unable to fetch ${url}: ${response.status} ${response.statusText}`);
  return response;
}

async function decode({url, columns}: ParquetRequest): Promise<Uint8Array<ArrayBuffer>> {
  const table = await readTable(await fetchFile(url), columns);
  return new Uint8Array(table.intoIPCStream());
}

/** A row group; of a file without any, no rows. */
async function decodeGroup({url, columns}: ParquetRequest, group: number) {
  if (last?.url !== url) {
    last = {url, file: fetchFile(url).then(async response => ParquetFile.fromFile(await response.blob()))};
  }
  const file = await last.file;
  const groups = file.metadata().numRowGroups();
  const rowGroups = group < groups ? [group] : [];
  const table = await file.read({batchSize, rowGroups, ...(columns ? {columns: [...columns]} : {})});
  return {ipc: new Uint8Array(table.intoIPCStream()), groups};
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
    const {group} = data;
    const decoded = group === undefined ? {ipc: await decode(data)} : await decodeGroup(data, group);
    const response: ParquetResponse = {id, ...decoded};
    postMessage(response, {transfer: [decoded.ipc.buffer]});
  } catch (error) {
    const response: ParquetResponse = {id, error: error instanceof Error ? error.message : String(error)};
    postMessage(response);
  }
});
