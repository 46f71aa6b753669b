import type {ParquetRequest, ParquetResponse} from "./parquet-worker.js";

type Decoded = Extract<ParquetResponse, {ipc: Uint8Array}>;

interface Waiting {
  resolve(response: Decoded): void;
  reject(error: Error): void;
}

export interface ParquetReader {
  /**
   * Visits a Parquet file's row groups, each with the columns asked for (all when absent) as an Arrow IPC stream, one after the other:
   * no more than one is decoded before its visit ends. A file without any is visited once, with no rows. Rejects with the file's
   * name when it cannot be fetched.
   */
  readGroups(
    url: string,
    columns: readonly string[] | undefined,
    visit: (ipc: Uint8Array) => Promise<void>
  ): Promise<void>;
  /** Ends the worker; what is being read is never answered. */
  close(): void;
}

/** Starts a worker that reads Parquet files. */
export function createParquetReader(): ParquetReader {
  const worker = new Worker(import.meta.resolve("./parquet-worker.js"), {type: "module"});
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  worker.addEventListener("message", ({data}: MessageEvent<ParquetResponse>) => {
    const request = waiting.get(data.id);
    waiting.delete(data.id);
    if ("ipc" in data) request?.resolve(data);
    else request?.reject(new Error(data.error));
  });
  worker.addEventListener("error", ({message}) => {
    for (const request of waiting.values())
      request.reject(new Error(`the Parquet reader failed: ${message}`));
    waiting.clear();
  });
  function ask(asked: Omit<ParquetRequest, "id">): Promise<Decoded> {
    const request: ParquetRequest = {id: ++lastId, ...asked};
    return new Promise((resolve, reject) => {
      waiting.set(request.id, {resolve, reject});
      worker.postMessage(request);
    });
  }

  return {
    async readGroups(url, columns, visit) {
      let groups = 1;
      for (let group = 0; group < groups; group++) {
        const decoded = await ask(columns ? {url, columns, group} : {url, group});
        groups = decoded.groups;
        await visit(decoded.ipc);
      }
    },
    close: () => worker.terminate()
  };
}
