import {expect, it} from "vitest";
import {summariseAttack} from "../../src/engine/simulate/attack-summary.js";
import {simulateLogs} from "../../src/engine/simulate/simulate-logs.js";
import {injectedFiles} from "../../src/workspace/injected-files.js";
import type {SimulateRequest} from "../../src/workspace/simulate-worker.js";
import {createSimulator} from "../../src/workspace/simulator.js";

const options = {seed: 7, from: Date.UTC(2026, 2, 8, 12), scale: 0.1};

/** A worker whose answers the test gives. */
class HeldWorker extends EventTarget {
  readonly requests: SimulateRequest[] = [];
  terminated = false;
  postMessage(request: SimulateRequest): void {
    this.requests.push(request);
  }
  terminate(): void {
    this.terminated = true;
  }
  say(type: string, fields: object): void {
    this.dispatchEvent(Object.assign(new Event(type), fields));
  }
}

function held() {
  const workers: HeldWorker[] = [];
  const simulator = createSimulator(() => {
    const worker = new HeldWorker();
    workers.push(worker);
    return worker;
  });
  return {workers, simulator};
}

it("no worker is started before something is asked for, and one does for all", () => {
  const {workers, simulator} = held();
  expect(workers).toHaveLength(0);
  void simulator.summarise("port-scan", options);
  void simulator.simulate("port-scan", options);
  expect(workers.map(worker => worker.requests.map(({wanted}) => wanted))).toEqual([["summary", "logs"]]);
});

it("answers go to who asked, in whatever order they come", async () => {
  const {workers, simulator} = held();
  const logs = simulator.simulate("port-scan", options);
  const summary = simulator.summarise("slowloris", options);
  const [worker] = workers;
  for (const {id, wanted, name} of [...(worker?.requests ?? [])].reverse()) {
    const answer = wanted === "logs" ? simulateLogs(name, options) : summariseAttack(name, options);
    worker?.say("message", {data: {id, answer}});
  }
  expect(await summary).toEqual(summariseAttack("slowloris", options));
  expect(await logs).toEqual(simulateLogs("port-scan", options));
});

it("what cannot be simulated is refused in the engine's words, and the next is answered", async () => {
  const {workers, simulator} = held();
  const refused = simulator.summarise("alien-invasion", options);
  workers[0]?.say("message", {data: {id: 1, error: 'unknown scenario: "alien-invasion"'}});
  await expect(refused).rejects.toThrow('unknown scenario: "alien-invasion"');
  void simulator.summarise("port-scan", options);
  expect(workers).toHaveLength(1);
});

it("a worker that fails fails all that waits, and the next call starts another", async () => {
  const {workers, simulator} = held();
  const waiting = [simulator.summarise("port-scan", options), simulator.simulate("port-scan", options)];
  workers[0]?.say("error", {message: "out of memory"});
  for (const asked of waiting) await expect(asked).rejects.toThrow("the simulator failed: out of memory");
  expect(workers[0]?.terminated).toBe(true);
  const again = simulator.summarise("port-scan", options);
  expect(workers).toHaveLength(2);
  // The first one's last words are not about the second.
  workers[0]?.say("error", {message: "late"});
  workers[1]?.say("message", {data: {id: 3, answer: summariseAttack("port-scan", options)}});
  expect((await again).scenario).toBe("port-scan");
});

it("a worker that cannot be fetched says no more than that it did not start", async () => {
  const {workers, simulator} = held();
  const asked = simulator.summarise("port-scan", options);
  workers[0]?.say("error", {});
  await expect(asked).rejects.toThrow("the simulator failed: it did not start");
});

it("closing ends the worker and what was asked of it", async () => {
  const {workers, simulator} = held();
  const asked = simulator.summarise("port-scan", options);
  simulator.close();
  await expect(asked).rejects.toThrow("the simulator was closed");
  expect(workers[0]?.terminated).toBe(true);
});

it("simulated logs are files to open, each marked as injected, with their text unchanged", async () => {
  const logs = simulateLogs("port-scan", options);
  const files = injectedFiles(logs);
  expect(files.map(({name, origin}) => ({name, origin}))).toEqual(
    logs.files.map(({name}) => ({name, origin: "injected"}))
  );
  for (const [i, {blob, modified}] of files.entries()) {
    expect(await blob.text()).toBe(logs.files[i]?.text);
    expect(modified).toBe(logs.summary.to);
  }
});
