import {parentPort} from "node:worker_threads";
import {describeError} from "../describe-error.js";
import type {WorkerMessage} from "./pool.js";

/** Makes the current worker thread answer each request with what `handle` returns, or with what went wrong. */
export function answerRequests<Request>(handle: (request: Request) => Promise<unknown>): void {
  const port = parentPort;
  if (!port) throw new Error("answerRequests runs in worker threads only");
  const answer = (message: WorkerMessage) => port.postMessage(message);
  port.on("message", (request: Request) => {
    handle(request).then(
      reply => answer({reply}),
      error => answer({error: describeError(error)})
    );
  });
}
