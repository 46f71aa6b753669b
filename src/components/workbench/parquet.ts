import type {ParquetRequest, ParquetResponse} from "./parquet-worker.js";

interface Waiting {
  resolve(ipc: Uint8Array): void;
  reject(error: Error): void;
}

export interface ParquetReader {
  /** A Parquet file's columns (all when absent) as an Arrow IPC stream. Rejects with the file's name when unreadable. */
  read(url: string, columns?: readonly string[]): Promise<Uint8Array>;
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
    if ("ipc" in data) request?.resolve(data.ipc);
    else request?.reject(new Error(data.error));
  });
  worker.addEventListener("error", ({message}) => {
    for (const request of waiting.values())
      request.reject(new Error(`the Parquet reader failed: ${message}`));
    waiting.clear();
  });
  return {
    read(url, columns) {
      const id = ++lastId;
      const request: ParquetRequest = columns ? {id, url, columns} : {id, url};
      return new Promise((resolve, reject) => {
        waiting.set(id, {resolve, reject});
        worker.postMessage(request);
      });
    },
    close: () => worker.terminate()
  };
}
