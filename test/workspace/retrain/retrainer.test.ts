import {describe, expect, it} from "vitest";
import type {RetrainMessage, RetrainRequest} from "../../../src/workspace/retrain/messages.js";
import {createRetrainer} from "../../../src/workspace/retrain/retrainer.js";

/** A worker whose answers the test gives. */
function fakeWorker() {
  const listeners = new Map<string, (event: unknown) => void>();
  const requests: RetrainRequest[] = [];
  const transferred: unknown[] = [];
  let ended = false;
  const worker = {
    postMessage(request: RetrainRequest, {transfer}: {transfer: unknown[]}) {
      requests.push(request);
      transferred.push(...transfer);
    },
    addEventListener: (type: string, listener: (event: unknown) => void) => listeners.set(type, listener),
    terminate() {
      ended = true;
    }
  };
  return {
    start: () => worker as unknown as Worker,
    requests,
    transferred,
    answer: (data: RetrainMessage) => listeners.get("message")?.({data}),
    fail: (message: string) => listeners.get("error")?.({message}),
    hasEnded: () => ended
  };
}

const settings = {family: "flow", left: [], trees: 10, samples: 16, contamination: 0.1, seed: 1} as const;
const selection = {from: 0, to: 1, datasets: [], severities: [], sources: []};
const businessHours = {days: [0], from: 9, to: 17};

describe("createRetrainer", () => {
  it("hands over the tables without a copy, tells how far it is, and matches answers to requests", async () => {
    const fake = fakeWorker();
    const words: string[] = [];
    const retrainer = createRetrainer(text => words.push(text), fake.start);
    const ipc = new Uint8Array(8);
    const tables = {events: {ipc: [ipc]}, details: {parts: [new Blob([])]}};
    const opening = retrainer.open({tables, forests: [], timeZone: "UTC", businessHours});
    expect(fake.transferred).toEqual([ipc.buffer]);
    fake.answer({progress: "reading events"});
    fake.answer({id: 1, answer: null});
    await opening;
    expect(words).toEqual(["reading events"]);
    const both = [retrainer.train(settings, selection), retrainer.train({...settings, seed: 2}, selection)];
    fake.answer({id: 3, answer: {rows: 3, reason: "too few"}});
    fake.answer({id: 2, answer: {rows: 2, reason: "too few"}});
    expect((await Promise.all(both)).map(({rows}) => rows)).toEqual([2, 3]);
  });

  it("rejects what the worker refuses, and everything once it failed or was ended", async () => {
    const fake = fakeWorker();
    const retrainer = createRetrainer(() => {}, fake.start);
    const refused = retrainer.train(settings, selection);
    fake.answer({id: 1, error: "there is no published forest of flow events"});
    await expect(refused).rejects.toThrow("there is no published forest of flow events");
    const waiting = retrainer.train(settings, selection);
    fake.fail("");
    await expect(waiting).rejects.toThrow("training failed: its worker did not start");
    expect(fake.hasEnded()).toBe(true);
    await expect(retrainer.train(settings, selection)).rejects.toThrow("its worker did not start");

    const other = fakeWorker();
    const closed = createRetrainer(() => {}, other.start);
    const ended = closed.train(settings, selection);
    closed.close();
    await expect(ended).rejects.toThrow("training was ended");
  });
});
