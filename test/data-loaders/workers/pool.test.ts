import {describe, expect, it, onTestFinished} from "vitest";
import {createWorkerPool} from "../../../data-loaders/workers/pool.js";

function open(module: string, size: number) {
  const pool = createWorkerPool(new URL(module, import.meta.url), size);
  onTestFinished(() => pool.close());
  return pool;
}

const outcome = (promise: Promise<unknown>) =>
  promise.then(
    reply => reply,
    error => `${error}`
  );

describe("createWorkerPool", {timeout: 30_000}, () => {
  it("answers more requests than it has workers", async () => {
    const pool = open("./unsteady-worker.ts", 2);
    const words = ["a", "b", "c", "d", "e"];
    expect(await Promise.all(words.map(what => pool.run({what})))).toEqual(words);
  });

  it("rejects a request that a worker throws on or dies of, and goes on with the others", async () => {
    const pool = open("./unsteady-worker.ts", 1);
    const requests = ["a", "throw", "b", "exit", "c", "uncaught", "d"];
    expect(await Promise.all(requests.map(what => outcome(pool.run({what}))))).toEqual([
      "a",
      "Error: thrown",
      "b",
      "Error: the worker thread ended without an answer",
      "c",
      "Error: uncaught",
      "d"
    ]);
  });

  it("rejects all requests when its module cannot start", async () => {
    const pool = open("./broken-worker.ts", 2);
    const found = await Promise.all([1, 2, 3, 4].map(() => outcome(pool.run({}))));
    expect(new Set(found)).toEqual(new Set(["Error: cannot start"]));
  });

  it("rejects what is unanswered when it is closed", async () => {
    const pool = open("./unsteady-worker.ts", 1);
    const unanswered = ["never", "a"].map(what => outcome(pool.run({what})));
    await pool.close();
    expect(await Promise.all(unanswered)).toEqual(
      Array(2).fill("Error: the worker thread ended without an answer")
    );
    expect(await outcome(pool.run({what: "a"}))).toBe("Error: no worker thread is left");
  });
});
