import {existsSync, readdirSync, readFileSync} from "node:fs";
import {appendFile, mkdtemp, open, readdir, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gunzipSync} from "node:zlib";
import type {Page} from "playwright-core";
import {simulate} from "../data-loaders/simulate/simulate.js";
import {repository} from "../scripts/run.js";
import {launchChromiumOn} from "../test/browser/chromium.js";
import {settle} from "../test/browser/open-page.js";
import {serveDirectory} from "../test/browser/static-server.js";
import {type Benchmark, figure} from "./figure.js";
import {prepare, withDirectory} from "./prepare.js";

const megabyte = 1_000_000;
const small = 100 * megabyte;
const large = 500 * megabyte;

interface Dropped {
  /** Seconds after the files were given, until records are counted, alerts are listed, and all is ready to be shown. */
  readonly counts: number;
  readonly alerts: number;
  readonly done: number;
  /** The longest that the page did not answer, milliseconds. */
  readonly longestGap: number;
  /** The most resident memory of any of the browser's renderers, megabytes; null where the system does not tell. */
  readonly peakMb: number | null;
  readonly events: number;
}

/**
 * Logs dropped on the built site (`npm run build` first) in headless Chromium: eve.json of simulated weeks, from the moment the file is
 * given. Beside it stands what the loader takes for the same file, on as many threads as there are cores.
 */
export const drop: Benchmark = {
  figures: [
    "drop.seconds_per_100mb",
    "drop.alerts_seconds_per_100mb",
    "drop.first_counts_ms",
    "drop.longest_gap_ms",
    "drop.peak_mb"
  ],
  run: () =>
    withDirectory(async directory => {
      const dist = join(repository, "dist");
      if (!existsSync(join(dist, "index.html")))
        throw new Error("no built site in dist/; run npm run build first");
      const hundred = join(directory, "eve.json");
      const fiveHundred = join(directory, "eve-500.json");
      await writeEve(directory, fiveHundred, large);
      await copyStart(fiveHundred, hundred, small);
      const loader = await prepare(hundred, join(directory, "output"));
      const one = await dropOn(dist, hundred);
      const five = await dropOn(dist, fiveHundred);
      const note = `${one.events.toLocaleString("en-US")} events of eve.json`;
      return [
        figure("drop.seconds_per_100mb", one.done, "s", {name: "npm run data", value: loader.seconds}, note),
        figure(
          "drop.alerts_seconds_per_100mb",
          one.alerts,
          "s",
          {name: "bar: 10 s", value: 10},
          "alerts of sensors, rules, signatures, lists, beacons and bursts; those of models follow"
        ),
        figure("drop.first_counts_ms", one.counts * 1000, "ms", {name: "bar: 1 s", value: 1000}, note),
        figure("drop.longest_gap_ms", one.longestGap, "ms", {name: "bar: 100 ms", value: 100}, note),
        ...(five.peakMb === null
          ? []
          : [
              figure(
                "drop.peak_mb",
                five.peakMb,
                "MB",
                {name: "bar: 1.5 GB", value: 1500},
                `500 MB, ${five.events.toLocaleString("en-US")} events, in ${five.done.toFixed(0)} s`
              )
            ])
      ];
    })
};

/** Suricata's logs of as many simulated weeks as it takes, one after the other. */
async function writeEve(directory: string, target: string, bytes: number): Promise<void> {
  let written = 0;
  for (let week = 0; written < bytes; week++) {
    const logs = join(directory, `week-${week}`);
    await simulate({
      seed: week + 1,
      directory: logs,
      start: Date.UTC(2026, 2, 2 + 7 * week),
      scale: 2.2
    });
    const folder = join(logs, "suricata");
    // The current file has no date in its name, and is the last.
    const names = (await readdir(folder)).sort((a, b) =>
      a.length < 10 ? 1 : b.length < 10 ? -1 : a < b ? -1 : 1
    );
    for (const name of names) {
      const content = await readFile(join(folder, name));
      const plain = name.endsWith(".gz") ? gunzipSync(content) : content;
      await appendFile(target, plain.subarray(0, Math.max(0, bytes - written)));
      written += plain.length;
    }
    await rm(logs, {recursive: true});
  }
}

async function copyStart(from: string, to: string, bytes: number): Promise<void> {
  const file = await open(from);
  try {
    for (let at = 0; at < bytes; ) {
      const {buffer, bytesRead} = await file.read(Buffer.alloc(Math.min(1 << 24, bytes - at)), {
        position: at
      });
      await appendFile(to, buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
}

async function dropOn(dist: string, file: string): Promise<Dropped> {
  const site = await serveDirectory(dist);
  const profile = await mkdtemp(join(tmpdir(), "flowbook-drop-"));
  // A profile on the disk, as a reader has one: what is kept in a window without one lies in memory.
  const browser = await launchChromiumOn(profile);
  try {
    const page = await browser.newPage();
    // tsx marks functions with a helper of its own, which those that run in the page miss.
    await page.addInitScript("globalThis.__name = value => value");
    await page.goto(`${site.url}index.html`);
    await settle(page);
    await page.getByRole("button", {name: "Open logs"}).click();
    const input = page.locator("dialog input[type=file]").first();
    await input.waitFor({state: "attached"});
    await page.evaluate(watch);
    await input.setInputFiles(file);
    let peak: number | null = null;
    for (;;) {
      const memory = rendererMemory();
      if (memory !== null) peak = Math.max(peak ?? 0, memory);
      const seen = await readWatch(page);
      if (seen?.done) return {...seen, done: seen.done, peakMb: peak};
      await page.waitForTimeout(100);
    }
  } finally {
    await browser.close();
    await site.close();
    await rm(profile, {recursive: true, force: true});
  }
}

interface Seen {
  counts: number;
  alerts: number;
  done: number;
  longestGap: number;
  events: number;
}

/** Runs in the page: notes when which number stands in the dialog, from the moment that files are given. */
function watch(): void {
  const seen: Seen = {counts: 0, alerts: 0, done: 0, longestGap: 0, events: 0};
  Object.assign(globalThis, {flowbookSeen: seen});
  // What is shown may come with a page of its own.
  addEventListener("pagehide", () => {
    if (!seen.done) seen.done = now();
    sessionStorage.setItem("flowbook-seen", JSON.stringify(seen));
  });
  let begun = 0;
  const now = () => (performance.now() - begun) / 1000;
  document.addEventListener(
    "change",
    () => {
      begun = performance.now();
      let last = begun;
      const tick = setInterval(() => {
        const time = performance.now();
        seen.longestGap = Math.max(seen.longestGap, time - last - 10);
        last = time;
        const number = (key: string) =>
          Number(document.querySelector(`[data-count="${key}"]`)?.textContent?.replaceAll(/\D/g, "") || 0);
        if (!seen.counts && number("records") > 0) seen.counts = now();
        if (!seen.alerts && document.querySelector(".logs-gravest:not([hidden]) tbody tr"))
          seen.alerts = now();
        seen.events = Math.max(seen.events, number("events"));
        if (document.querySelector('dialog[data-step="result"]')) {
          seen.done = now();
          clearInterval(tick);
        }
      }, 10);
    },
    {capture: true, once: true}
  );
}

async function readWatch(page: Page): Promise<Seen | null> {
  return page
    .evaluate<Seen | null>(
      "globalThis.flowbookSeen ?? JSON.parse(sessionStorage.getItem('flowbook-seen') ?? 'null')"
    )
    .catch(() => null);
}

/** Megabytes resident in the largest of Chromium's renderers. */
function rendererMemory(): number | null {
  if (!existsSync("/proc/self/status")) return null;
  let most = 0;
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (!readFileSync(`/proc/${name}/cmdline`, "utf8").includes("--type=renderer")) continue;
      const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${name}/status`, "utf8")) ?? [];
      most = Math.max(most, Number(kilobytes ?? 0) / 1000);
    } catch {
      // It has ended in the meantime.
    }
  }
  return most;
}
