import {createReadWorker} from "../read/read-blobs.js";
import type {ReadWorker} from "../read/reader-pool.js";
import {type BootedDuckDB, bootDuckDB} from "./duckdb.js";

/** What takes a while to start, and is the same whatever logs there will be. */
export interface Readiness {
  readonly booting: Promise<BootedDuckDB>;
  /** A worker that reads, one of those that wait while there are any. */
  readonly createReader: () => ReadWorker;
}

/** Workers that wait for files: one reads while another is started. */
const readers = 1;

/** Starts all that; a reader is still choosing files then. */
export function getReady(): Readiness {
  const booting = bootDuckDB();
  // Whoever opens logs hears of it.
  booting.catch(() => {});
  const waiting = Array.from({length: readers}, createReadWorker);
  return {booting, createReader: () => waiting.pop() ?? createReadWorker()};
}
