import {createFileReader} from "../../../src/workspace/read/file-reader.js";
import type {Message, Request} from "../../../src/workspace/read/messages.js";
import type {ReadWorker} from "../../../src/workspace/read/reader-pool.js";

/** A worker in this thread: what it posts is copied or given away as between threads, and comes later. */
export function createFakeWorker(
  seen: (message: Message) => void = () => {}
): ReadWorker & {terminated: boolean} {
  const messageListeners: ((event: {data: Message}) => void)[] = [];
  const errorListeners: ((event: {message?: string}) => void)[] = [];
  const answer = createFileReader((message, transfer) => {
    const data = structuredClone(message, {transfer});
    setImmediate(() => {
      if (worker.terminated) return;
      seen(data);
      for (const listener of messageListeners) listener({data});
    });
  });
  const worker = {
    terminated: false,
    postMessage(request: unknown) {
      setImmediate(() => {
        if (worker.terminated) return;
        if (isDeadly(request)) for (const listener of errorListeners) listener({message: "out of memory"});
        else answer(request as Request);
      });
    },
    addEventListener(type: "message" | "error", listener: (event: never) => void) {
      if (type === "message") messageListeners.push(listener as (event: {data: Message}) => void);
      else errorListeners.push(listener as (event: {message?: string}) => void);
    },
    terminate() {
      worker.terminated = true;
    }
  };
  return worker;
}

/** The name of a file that kills the worker that parses it. */
export const deadly = "deadly.log";

function isDeadly(request: unknown): boolean {
  return typeof request === "object" && request !== null && "name" in request && request.name === deadly;
}
