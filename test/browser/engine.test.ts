import {mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {launchChromium} from "./chromium.js";
import {bundle, findTests} from "./engine/bundle.js";
import type {TestResult} from "./engine/run-tests.js";
import {type EngineSample, runEngine} from "./engine/sample.js";
import {openPage} from "./open-page.js";
import type {StaticServer} from "./static-server.js";
import {serveDirectory} from "./static-server.js";

let browser: Browser;
let server: StaticServer;
let directory: string;

/** All of the engine's tests, one after the other, on a busy machine. */
const testsTimeout = 600_000;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "flowbook-engine-"));
  await bundle(directory);
  await writeFile(
    join(directory, "index.html"),
    '<!doctype html><link rel="icon" href="data:,"><title>Engine</title>'
  );
  server = await serveDirectory(directory);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(directory, {recursive: true});
});

/** What a worker posts after it was sent `message`, if anything. */
async function askWorker<Answer>(script: string, message?: unknown): Promise<Answer> {
  const {page, errors, close} = await openPage(browser, server.url);
  const answer = await page.evaluate(
    ({script, message}) =>
      new Promise<unknown>((resolve, reject) => {
        const worker = new Worker(script, {type: "module"});
        worker.onmessage = ({data}) => resolve(data);
        worker.onerror = ({message}) => reject(new Error(message));
        if (message !== undefined) worker.postMessage(message);
      }),
    {script, message}
  );
  expect(errors).toEqual([]);
  await close();
  return answer as Answer;
}

const login = {
  eventid: "cowrie.login.failed",
  timestamp: "2026-03-01T12:30:00.123456Z",
  src_ip: "192.0.2.1",
  session: "0123456789ab",
  username: "root",
  password: "hunter2",
  protocol: "ssh",
  sensor: "sensor"
};

it("the engine maps records, grows trees, scores and explains in a browser's worker as it does in Node, to the last bit", async () => {
  const records = [
    login,
    {...login, src_ip: "2001:db8::1", timestamp: "no time"},
    {eventid: "zeek"},
    null,
    1
  ];
  expect(await askWorker<EngineSample>("./worker.js", records)).toEqual(runEngine(records));
});

describe("in a browser's worker", () => {
  let results: readonly TestResult[];
  beforeAll(async () => {
    results = await askWorker<readonly TestResult[]>("./tests.js");
  }, testsTimeout);

  it.each(findTests())("the engine's tests pass: %s", name => {
    const own = results.filter(({file}) => file === name);
    expect(own.filter(({state}) => state === "failed")).toEqual([]);
    expect(own.filter(({state}) => state === "passed").length).toBeGreaterThan(0);
  });
});
