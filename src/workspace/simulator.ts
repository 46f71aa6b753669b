import type {AttackSummary} from "../engine/simulate/attack-summary.js";
import type {SimulatedLogs} from "../engine/simulate/simulate-logs.js";
import type {ScenarioOptions} from "../engine/simulate/simulate-scenario.js";
import type {SimulateRequest, SimulateResponse} from "./simulate-worker.js";

export interface Simulator {
  /** What an attack would amount to. Rejects with what is wrong with the options, or with the worker. */
  summarise(name: string, options: ScenarioOptions): Promise<AttackSummary>;
  /** An attack's logs. Rejects as `summarise` does. */
  simulate(name: string, options: ScenarioOptions): Promise<SimulatedLogs>;
  /** Ends the worker; what is being simulated is rejected. A later call starts another. */
  close(): void;
}

/** What a simulator needs of a worker. */
export type SimulateWorker = Pick<Worker, "postMessage" | "addEventListener" | "terminate">;

interface Waiting {
  resolve(answer: AttackSummary | SimulatedLogs): void;
  reject(error: Error): void;
}

const startWorker = (): SimulateWorker =>
  new Worker(import.meta.resolve("./simulate-worker.js"), {type: "module"});

/** Simulates attacks in a worker, which is started by the first call, and anew by the next one when it failed. */
export function createSimulator(start: () => SimulateWorker = startWorker): Simulator {
  const waiting = new Map<number, Waiting>();
  let worker: SimulateWorker | undefined;
  let lastId = 0;

  function open(): SimulateWorker {
    const opened = start();
    opened.addEventListener("message", event => {
      const {data} = event as MessageEvent<SimulateResponse>;
      const request = waiting.get(data.id);
      waiting.delete(data.id);
      if ("answer" in data) request?.resolve(data.answer);
      else request?.reject(new Error(data.error));
    });
    // A script that cannot be fetched fails without a message.
    opened.addEventListener("error", event => {
      if (opened === worker)
        end(`the simulator failed: ${(event as ErrorEvent).message || "it did not start"}`);
    });
    opened.addEventListener("messageerror", () => {
      if (opened === worker) end("the simulator failed: its answer could not be read");
    });
    return opened;
  }

  function end(reason: string): void {
    worker?.terminate();
    worker = undefined;
    for (const {reject} of waiting.values()) reject(new Error(reason));
    waiting.clear();
  }

  function ask(wanted: SimulateRequest["wanted"], name: string, options: ScenarioOptions) {
    const request: SimulateRequest = {id: ++lastId, wanted, name, options};
    return new Promise<AttackSummary | SimulatedLogs>((resolve, reject) => {
      worker ??= open();
      waiting.set(request.id, {resolve, reject});
      worker.postMessage(request);
    });
  }

  return {
    summarise: (name, options) => ask("summary", name, options) as Promise<AttackSummary>,
    simulate: (name, options) => ask("logs", name, options) as Promise<SimulatedLogs>,
    close: () => end("the simulator was closed")
  };
}
