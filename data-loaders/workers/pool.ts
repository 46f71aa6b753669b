import {availableParallelism} from "node:os";
import {Worker} from "node:worker_threads";
import type {WorkerPool} from "../../src/engine/analysis/workers.js";

/** Worker threads that all run one module. */
export interface OwnWorkerPool extends WorkerPool {
  close(): Promise<void>;
}

interface Job {
  readonly request: object;
  resolve(reply: never): void;
  reject(error: Error): void;
}

/** What a worker answers. */
export type WorkerMessage = {readonly reply: unknown} | {readonly error: string};

/** Threads that are of use on this machine. */
export const usefulWorkers = Math.max(1, Math.min(8, availableParallelism()));

/** @param module URL of a TypeScript module that answers each "message" with one `WorkerMessage`. */
export function createWorkerPool(module: URL, size: number): OwnWorkerPool {
  const queue: Job[] = [];
  const idle: Worker[] = [];
  const running = new Map<Worker, Job>();
  const workers = new Set<Worker>();
  let closed = false;
  for (let i = 0; i < size; i++) start();

  function start() {
    const worker = new Worker(new URL("./bootstrap.mjs", import.meta.url), {
      workerData: {module: module.href}
    });
    let cause = new Error("the worker thread ended without an answer");
    worker.on("message", (message: WorkerMessage) => {
      const job = running.get(worker);
      running.delete(worker);
      idle.push(worker);
      if ("error" in message) job?.reject(new Error(message.error));
      else job?.resolve(message.reply as never);
      next();
    });
    worker.on("error", error => {
      cause = error instanceof Error ? error : new Error(String(error));
    });
    worker.on("exit", () => bury(worker, cause));
    workers.add(worker);
    idle.push(worker);
  }

  /** Another thread takes the place of one that died of a request; one that died of itself would only die again. */
  function bury(worker: Worker, cause: Error) {
    workers.delete(worker);
    const place = idle.indexOf(worker);
    if (place >= 0) idle.splice(place, 1);
    const job = running.get(worker);
    running.delete(worker);
    job?.reject(cause);
    if (job && !closed) start();
    if (!workers.size) for (const waiting of queue.splice(0)) waiting.reject(cause);
    next();
  }

  function next() {
    while (queue.length && idle.length) {
      const job = queue.shift();
      const worker = idle.pop();
      if (!job || !worker) return;
      running.set(worker, job);
      worker.postMessage(job.request);
    }
  }

  return {
    size,
    run: request =>
      new Promise((resolve, reject) => {
        if (!workers.size) return reject(new Error("no worker thread is left"));
        queue.push({request, resolve, reject});
        next();
      }),
    async close() {
      closed = true;
      await Promise.all([...workers].map(worker => worker.terminate()));
    }
  };
}
