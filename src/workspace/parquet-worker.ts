/** Decodes Parquet off the main thread: fetches a file and answers with the columns asked for, a row group at a time, as Arrow IPC streams. */
import init, {ParquetFile} from "parquet-wasm";

export interface ParquetRequest {
  readonly id: number;
  readonly url: string;
  /** All columns when absent. */
  readonly columns?: readonly string[];
  /** Number of the row group that is wanted, from 0. */
  readonly group: number;
}

export type ParquetResponse =
  | {
      readonly id: number;
      readonly ipc: Uint8Array<ArrayBuffer>;
      /** Row groups in the file. */
      readonly groups: number;
    }
  | {readonly id: number; readonly error: string};

/** Rows per Arrow batch: large enough that the batches' own overhead does not count. */
const batchSize = 65_536;

// The package holds the same WASM file several times; this copy's address carries the package's version.
const ready = init({module_or_path: import.meta.resolve("parquet-wasm/bundler/parquet_wasm_bg.wasm")});

/** Files of which some row groups were read and others will be: several tables may be read at once. */
const open = new Map<string, Promise<ParquetFile>>();

async function openFile(url: string): Promise<ParquetFile> {
  const [response] = await Promise.all([fetch(url), ready]);
  if (!response.ok) throw new Error(`unable to fetch ${url}: ${response.status} ${response.statusText}`);
  return ParquetFile.fromFile(await response.blob());
}

/** A row group; of a file without any, no rows. */
async function decode({url, columns, group}: ParquetRequest) {
  const opening = open.get(url) ?? openFile(url);
  open.set(url, opening);
  let groups = 0;
  try {
    const file = await opening;
    groups = file.metadata().numRowGroups();
    const rowGroups = group < groups ? [group] : [];
    const table = await file.read({batchSize, rowGroups, ...(columns ? {columns: [...columns]} : {})});
    return {ipc: new Uint8Array(table.intoIPCStream()), groups};
  } finally {
    // Whoever else is amid the same file opens it again.
    if (group + 1 >= groups) open.delete(url);
  }
}

addEventListener("message", async ({data}: MessageEvent<ParquetRequest>) => {
  const {id} = data;
  try {
    const decoded = await decode(data);
    const response: ParquetResponse = {id, ...decoded};
    postMessage(response, {transfer: [decoded.ipc.buffer]});
  } catch (error) {
    const response: ParquetResponse = {id, error: error instanceof Error ? error.message : String(error)};
    postMessage(response);
  }
});
