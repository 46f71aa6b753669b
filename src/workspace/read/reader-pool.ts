import type {BatchMessage, HashRequest, Message, ParseRequest, ProgressMessage} from "./messages.js";

/** What is needed of a worker; a browser's is one. */
export interface ReadWorker {
  postMessage(request: unknown): void;
  addEventListener(type: "message", listener: (event: {readonly data: Message}) => void): void;
  addEventListener(type: "error", listener: (event: {readonly message?: string}) => void): void;
  terminate(): void;
}

export interface Listeners {
  progress(message: ProgressMessage): void;
  /** The worker goes on when this has resolved; it must not reject. */
  batch?(message: BatchMessage): Promise<void>;
}

type Answer = Extract<Message, {kind: "hashed" | "parsed"}>;

export interface ReaderPool {
  /** Sends a request to a free worker, or queues it. Rejects with why a file could not be read, and when a worker dies of it. */
  run<K extends Answer["kind"]>(
    request: HashRequest | ParseRequest,
    kind: K,
    listeners: Listeners
  ): Promise<Extract<Answer, {kind: K}>["reply"]>;
  /** Ends all workers at once, whatever they are at; what was asked and not answered rejects with `reason`. */
  close(reason: Error): void;
}

interface Job {
  readonly request: HashRequest | ParseRequest;
  readonly listeners: Listeners;
  resolve(message: Answer): void;
  reject(error: Error): void;
}

/** Starts workers that read files, one each at a time. */
export function createReaderPool(create: () => ReadWorker, size: number): ReaderPool {
  const queue: Job[] = [];
  const idle: ReadWorker[] = [];
  const running = new Map<ReadWorker, Job>();
  const workers = new Set<ReadWorker>();
  for (let i = 0; i < size; i++) start();

  function start() {
    const worker = create();
    workers.add(worker);
    idle.push(worker);
    worker.addEventListener("message", ({data}) => receive(worker, data));
    worker.addEventListener("error", ({message}) => bury(worker, message ?? "for want of memory"));
  }

  function receive(worker: ReadWorker, message: Message) {
    const job = running.get(worker);
    if (!job) return;
    if (message.kind === "progress") job.listeners.progress(message);
    else if (message.kind === "batch") {
      const dealt = job.listeners.batch?.(message) ?? Promise.resolve();
      void dealt.then(() => worker.postMessage({kind: "acknowledge"}));
    } else {
      running.delete(worker);
      idle.push(worker);
      if (message.kind === "failed") job.reject(new Error(message.reason));
      else job.resolve(message);
      next();
    }
  }

  /** Another worker takes the place of one that died of a file; one that died of itself would only die again. */
  function bury(worker: ReadWorker, cause: string) {
    const job = running.get(worker);
    const error = new Error(`the worker that read it failed: ${cause}`);
    running.delete(worker);
    workers.delete(worker);
    const place = idle.indexOf(worker);
    if (place >= 0) idle.splice(place, 1);
    worker.terminate();
    if (job) start();
    job?.reject(error);
    if (!workers.size) for (const waiting of queue.splice(0)) waiting.reject(error);
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

  function close(reason: Error) {
    for (const worker of workers) worker.terminate();
    const jobs = [...running.values(), ...queue];
    workers.clear();
    running.clear();
    idle.length = 0;
    queue.length = 0;
    for (const job of jobs) job.reject(reason);
  }

  return {
    run: (request, kind, listeners) =>
      new Promise((resolve, reject) => {
        if (!workers.size) return reject(new Error("no worker is left to read it"));
        const answer = (message: Answer) => {
          if (message.kind === kind) resolve(message.reply as never);
          else reject(new Error(`the worker answered "${message.kind}"; expected "${kind}"`));
        };
        queue.push({request, listeners, resolve: answer, reject});
        next();
      }),
    close
  };
}
