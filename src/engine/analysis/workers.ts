/** Threads that all run one module and take requests as they become free: Node's worker threads or a browser's workers. */
export interface WorkerPool {
  readonly size: number;
  /**
   * Sends a request to a free worker, or queues it. Rejects with what the worker threw; when the worker's thread ends
   * instead of answering; and when the pool is closed before there is an answer.
   */
  run<Reply>(request: object): Promise<Reply>;
}
