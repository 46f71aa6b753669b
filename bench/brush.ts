import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {Browser, Page} from "playwright-core";
import {repository} from "../scripts/run.js";
import type {Cube} from "../src/engine/cube.js";
import type {Overview} from "../src/engine/overview.js";
import {launchChromium} from "../test/browser/chromium.js";
import {serveDirectory} from "../test/browser/static-server.js";
import {type Benchmark, figure, median} from "./figure.js";
import {repeatCube} from "./repeat-cube.js";

const moves = 120;
/** Five million events over 90 days. */
const large = {days: 90, events: 5_000_000};

/**
 * The built site's Timeline (`npm run build` first) in headless Chromium: from a movement of the pointer that brushes other
 * hours, or a press that keeps to a severity, to the end of the frame in which all linked charts show it. Once over the data that
 * the site was built from, once over a cube of five million events; beside it the same through the page's selection bar.
 */
export const brush: Benchmark = {
  figures: ["query.brush_p95_ms", "query.brush_p95_ms.5m", "query.pick_p95_ms", "query.pick_p95_ms.5m"],
  async run() {
    const dist = join(repository, "dist");
    if (!existsSync(join(dist, "timeline.html")))
      throw new Error("no built site in dist/; run npm run build first");
    const site = await serveDirectory(dist, "/");
    const browser = await launchChromium();
    try {
      const data = join(repository, "src", "data");
      const [cube, overview] = await Promise.all([
        readJson<Cube>(join(data, "cube.json")),
        readJson<Overview>(join(data, "overview.json"))
      ]);
      const own = await measure(browser, site.url);
      const repeated = repeatCube(cube, overview, large.days, large.events);
      const five = await measure(browser, site.url, repeated);
      const cells = (of: Cube) => `${of.cells.hour.length.toLocaleString("en-US")} cells`;
      const generated = `the site's cube repeated over ${large.days} days and scaled to 5 million events, ${cells(repeated.cube)}; rows are the site's own`;
      const notes = {own: `the data of dist/, ${cells(cube)}`, five: generated};
      const result = (
        name: string,
        times: readonly number[],
        through: readonly number[],
        bar: number,
        note: string
      ) =>
        figure(
          name,
          percentile(times, 0.95),
          "ms",
          {name: "through the selection bar, median", value: median(through)},
          `bar: ${bar} ms; ${times.length} times, median ${median(times).toFixed(1)}, worst ${Math.max(...times).toFixed(1)}; ${note}`
        );
      return [
        result("query.brush_p95_ms", own.brushed, own.barWindow, 100, notes.own),
        result("query.brush_p95_ms.5m", five.brushed, five.barWindow, 250, notes.five),
        result("query.pick_p95_ms", own.picked, own.barSeverity, 100, notes.own),
        result("query.pick_p95_ms.5m", five.picked, five.barSeverity, 250, notes.five)
      ];
    } finally {
      await browser.close();
      await site.close();
    }
  }
};

interface Times {
  readonly brushed: readonly number[];
  readonly picked: readonly number[];
  /** The same by the page's selection bar: another window, another severity. */
  readonly barWindow: readonly number[];
  readonly barSeverity: readonly number[];
}

async function measure(
  browser: Browser,
  url: string,
  replaced?: {readonly cube: Cube; readonly overview: Overview}
): Promise<Times> {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}});
  // tsx marks functions with a helper of its own, which those that run in the page miss.
  await context.addInitScript("globalThis.__name = value => value");
  const tab = await context.newPage();
  if (replaced) {
    for (const name of ["cube", "overview"] as const)
      await tab.route(new RegExp(`/${name}\\.[0-9a-f]+\\.json`), route =>
        route.fulfill({json: replaced[name]})
      );
  }
  await tab.goto(`${url}timeline.html`);
  await ready(tab);
  // A first pass, so that what is measured is compiled.
  await tab.evaluate(brushOften, 40);
  const brushed = await tab.evaluate(brushOften, moves);
  await tab.keyboard.press("Escape");
  const picked = await tab.evaluate(pickOften, 40);
  // Of repeated data the rows are not there: the last day would be counted from them.
  const windows = replaced ? ["7 d", "all"] : ["24 h", "7 d"];
  const barWindow: number[] = [];
  const barSeverity: number[] = [];
  for (let i = 0; i < 6; i++) {
    barWindow.push(await tab.evaluate(throughBar, `[data-preset="${windows[i % 2]}"]`));
    await ready(tab);
  }
  for (let i = 0; i < 6; i++) {
    barSeverity.push(await tab.evaluate(throughBar, 'input[name="severity"][value="medium"]'));
    await ready(tab);
  }
  await context.close();
  return {brushed, picked, barWindow, barSeverity};
}

/** Waits until every frame shows its rows. */
async function ready(tab: Page): Promise<void> {
  await tab.waitForSelector('[data-chart="attack-types"][data-state="ready"]');
  await tab.waitForSelector(
    '[data-chart="events"][data-state="ready"], [data-chart="events"][data-state="empty"]'
  );
  await tab.waitForTimeout(800);
}

/** Runs in the page: drags a brush about, and times each movement until its frame is painted. */
async function brushOften(count: number): Promise<number[]> {
  const picture = document.querySelector('[data-chart="strip"] svg.step-chart');
  if (!(picture instanceof SVGSVGElement)) throw new Error("the strip is not on the page");
  const {left, top, width} = picture.getBoundingClientRect();
  const said = () => document.querySelector<HTMLElement>('[data-testid="brushed"]')?.textContent;
  const send = (type: string, x: number) =>
    picture.dispatchEvent(
      new PointerEvent(type, {
        ...{bubbles: true, isPrimary: true, pointerId: 1, pointerType: "mouse", button: 0},
        ...{buttons: type === "pointerup" ? 0 : 1, clientX: left + x, clientY: top + 90}
      })
    );
  // A pointer that was never pressed cannot be captured.
  picture.setPointerCapture = () => {};
  const painted = () =>
    new Promise<void>(resolve => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve();
        channel.port2.postMessage(null);
      });
    });
  const times: number[] = [];
  let seed = 7;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  const plot = width - 68;
  for (let drag = 0; times.length < count; drag++) {
    if (drag > count) throw new Error("the charts do not follow the brush");
    const start = 48 + random() * plot * 0.9;
    send("pointerdown", start);
    for (let step = 0; step < 10 && times.length < count; step++) {
      const before = said();
      const begun = performance.now();
      send("pointermove", 48 + random() * plot);
      await painted();
      if (said() !== before) times.push(performance.now() - begun);
    }
    send("pointerup", start);
    await new Promise(resolve => setTimeout(resolve, 30));
    document.querySelector<HTMLButtonElement>(".brush-buttons button:nth-child(2)")?.click();
    await painted();
  }
  return times;
}

/** Runs in the page: presses one severity after the other, and times each until its frame is painted. */
async function pickOften(count: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const chips = document.querySelectorAll<HTMLButtonElement>('[data-facet="severity"] button');
    const begun = performance.now();
    chips[i % chips.length]?.click();
    await new Promise<void>(resolve => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve();
        channel.port2.postMessage(null);
      });
    });
    times.push(performance.now() - begun);
    await new Promise(resolve => setTimeout(resolve, 30));
  }
  document.querySelector<HTMLButtonElement>(".facets > .button")?.click();
  return times;
}

/** Runs in the page: changes the page's own selection, and times it until the linked charts are there with other numbers. */
function throughBar(control: string): Promise<number> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`nothing came of ${control}`)), 30_000);
    const chart = () => document.querySelector<HTMLElement>('[data-chart="multiples"]');
    const total = chart()?.dataset.total;
    const begun = performance.now();
    const look = () => {
      const now = chart();
      const hasChanged = now !== null && now.dataset.total !== undefined && now.dataset.total !== total;
      if (hasChanged && now.dataset.state === "ready") resolve(performance.now() - begun);
      else requestAnimationFrame(look);
    };
    document.querySelector<HTMLElement>(control)?.click();
    requestAnimationFrame(look);
  });
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, "utf8")) as T;
}
