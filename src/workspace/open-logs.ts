import type {AnalysisMessage, OpeningRequest} from "./analyse/messages.js";
import type {OpenLogs, WorkspaceSummary} from "./opening.js";
import {forget} from "./store.js";

/** Threads that are of use: beside those that score, DuckDB and the page itself want one. */
const threads = Math.max(1, Math.min(4, navigator.hardwareConcurrency));

const start = () => new Worker(import.meta.resolve("./analyse/analysis-worker.js"), {type: "module"});

/** Starts with this module, while a reader is still choosing files; for one opening. */
let waiting: Worker | null = start();

/**
 * Opens logs in a worker; nothing leaves this computer.
 * @param published addresses of the files that the engine goes by
 */
export const createOpenLogs =
  (published: OpeningRequest["published"]): OpenLogs =>
  (files, {key, addTo, beside, onProgress}) => {
    const worker = waiting ?? start();
    waiting = null;
    const done = new Promise<WorkspaceSummary>((resolve, reject) => {
      worker.addEventListener("message", ({data}: MessageEvent<AnalysisMessage>) => {
        if ("progress" in data) onProgress(data.progress);
        else if ("summary" in data) resolve(data.summary);
        else reject(new Error(data.error));
      });
      worker.addEventListener("error", ({message}) => reject(new Error(`the engine failed: ${message}`)));
    }).finally(() => worker.terminate());
    const request: OpeningRequest = {files, key, addTo, beside, published, threads};
    worker.postMessage(request);
    return {
      done,
      cancel() {
        // Its own workers end with it.
        worker.terminate();
        void forget(key).catch(() => undefined);
      }
    };
  };
