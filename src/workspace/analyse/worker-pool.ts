import type {WorkerPool} from "../../engine/analysis/workers.js";

/** Workers that are ended together. */
export interface BrowserPool extends WorkerPool {
  close(): void;
}

interface Job {
  readonly request: object;
  resolve(reply: never): void;
  reject(error: Error): void;
}

/** What a worker answers each request with. */
export type PoolMessage = {readonly reply: unknown} | {readonly error: string};

/**
 * @param start starts a worker that answers each message with one `PoolMessage`. Workers are started when there is work for them.
 * @param size workers at most
 */
export function createBrowserPool(start: () => Worker, size: number): BrowserPool {
  const queue: Job[] = [];
  const idle: Worker[] = [];
  const running = new Map<Worker, Job>();
  const workers = new Set<Worker>();

  function begin(): Worker {
    const worker = start();
    workers.add(worker);
    worker.addEventListener("message", ({data}: MessageEvent<PoolMessage>) => {
      const job = running.get(worker);
      running.delete(worker);
      idle.push(worker);
      if ("error" in data) job?.reject(new Error(data.error));
      else job?.resolve(data.reply as never);
      next();
    });
    worker.addEventListener("error", ({message}) => {
      const job = running.get(worker);
      running.delete(worker);
      workers.delete(worker);
      worker.terminate();
      job?.reject(new Error(`a worker failed: ${message}`));
      next();
    });
    return worker;
  }

  function next() {
    while (queue.length && (idle.length || workers.size < size)) {
      const job = queue.shift();
      const worker = idle.pop() ?? begin();
      if (!job) return;
      running.set(worker, job);
      worker.postMessage(job.request);
    }
  }

  return {
    size,
    run: request =>
      new Promise((resolve, reject) => {
        queue.push({request, resolve, reject});
        next();
      }),
    close() {
      for (const worker of workers) worker.terminate();
      for (const job of [...running.values(), ...queue.splice(0)])
        job.reject(new Error("the workers were ended"));
      running.clear();
    }
  };
}
