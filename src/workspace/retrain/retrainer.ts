import type {RetrainAnswer} from "../../engine/retrain/retraining.js";
import type {RetrainSettings} from "../../engine/retrain/settings.js";
import type {Selection} from "../../engine/selection.js";
import type {OpenRequest, RetrainMessage, RetrainRequest, TableRows} from "./messages.js";

/** Trains forests in a worker. Its methods reject with what is wrong with a request, or with the worker. */
export interface Retrainer {
  /** Hands over the published events, which are gone here afterwards; once, before anything is trained. */
  open(what: Omit<OpenRequest, "kind" | "id">): Promise<void>;
  train(settings: RetrainSettings, selection: Selection): Promise<RetrainAnswer>;
  /** Ends the worker; what is under way is rejected. */
  close(): void;
}

/** What a retrainer needs of a worker. */
export type RetrainWorker = Pick<Worker, "postMessage" | "addEventListener" | "terminate">;

interface Waiting {
  resolve(answer: RetrainAnswer | null): void;
  reject(error: Error): void;
}

const startWorker = (): RetrainWorker =>
  new Worker(import.meta.resolve("./retrain-worker.js"), {type: "module"});

/** @param onProgress is told in a few words what opening is at */
export function createRetrainer(
  onProgress: (words: string) => void,
  start: () => RetrainWorker = startWorker
): Retrainer {
  const worker = start();
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let failure: Error | undefined;

  worker.addEventListener("message", event => {
    const {data} = event as MessageEvent<RetrainMessage>;
    if ("progress" in data) return onProgress(data.progress);
    const request = waiting.get(data.id);
    waiting.delete(data.id);
    if ("answer" in data) request?.resolve(data.answer);
    else request?.reject(new Error(data.error));
  });
  // A script that cannot be fetched fails without a message.
  worker.addEventListener("error", event =>
    end(`training failed: ${(event as ErrorEvent).message || "its worker did not start"}`)
  );
  worker.addEventListener("messageerror", () => end("training failed: an answer could not be read"));

  function end(reason: string): void {
    worker.terminate();
    failure ??= new Error(reason);
    for (const {reject} of waiting.values()) reject(failure);
    waiting.clear();
  }

  function ask(request: RetrainRequest, transfer: Transferable[] = []): Promise<RetrainAnswer | null> {
    return new Promise((resolve, reject) => {
      if (failure) return reject(failure);
      waiting.set(request.id, {resolve, reject});
      worker.postMessage(request, {transfer});
    });
  }

  return {
    async open(what) {
      await ask({kind: "open", id: ++lastId, ...what}, Object.values(what.tables).flatMap(buffersOf));
    },
    async train(settings, selection) {
      const answer = await ask({kind: "train", id: ++lastId, settings, selection});
      if (answer === null) throw new Error("training failed: the worker answered nothing");
      return answer;
    },
    close: () => end("training was ended")
  };
}

const buffersOf = (rows: TableRows): Transferable[] =>
  "ipc" in rows ? rows.ipc.map(({buffer}) => buffer as ArrayBuffer) : [];
