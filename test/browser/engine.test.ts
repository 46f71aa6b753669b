import {mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {build} from "esbuild";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, expect, it} from "vitest";
import {repository} from "../../scripts/run.js";
import {launchChromium} from "./chromium.js";
import type {EngineSample} from "./engine-sample.js";
import {runEngine} from "./engine-sample.js";
import {openPage} from "./open-page.js";
import type {StaticServer} from "./static-server.js";
import {serveDirectory} from "./static-server.js";

let browser: Browser;
let server: StaticServer;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "flowbook-engine-"));
  await build({
    entryPoints: [join(repository, "test", "browser", "engine-worker.ts")],
    outfile: join(directory, "worker.js"),
    bundle: true,
    format: "esm",
    // An import of a Node module anywhere in the engine fails here.
    platform: "browser"
  });
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

it("the engine maps records, grows trees and scores in a browser's worker as it does in Node", async () => {
  const records = [
    login,
    {...login, src_ip: "2001:db8::1", timestamp: "no time"},
    {eventid: "zeek"},
    null,
    1
  ];
  const {page, errors, close} = await openPage(browser, server.url);
  const {scores, ...exact} = await page.evaluate(
    sent =>
      new Promise<EngineSample>((resolve, reject) => {
        const worker = new Worker("./worker.js", {type: "module"});
        worker.onmessage = ({data}) => resolve(data);
        worker.onerror = ({message}) => reject(new Error(message));
        worker.postMessage(sent);
      }),
    records
  );
  expect(errors).toEqual([]);
  const {scores: expected, ...rest} = runEngine(records);
  expect(exact).toEqual(rest);
  // The last bits of logarithms and powers are each JavaScript engine's own.
  expect(scores).toHaveLength(expected.length);
  for (const [index, score] of scores.entries()) expect(score).toBeCloseTo(expected[index] ?? Number.NaN, 12);
  await close();
});
