import {existsSync} from "node:fs";
import {join} from "node:path";
import type {Browser} from "playwright-core";
import {repository} from "../scripts/run.js";
import {launchChromium} from "../test/browser/chromium.js";
import {serveDirectory} from "../test/browser/static-server.js";
import {type Benchmark, type Figure, figure, median} from "./figure.js";

const runs = 3;
const bar = {name: "bar: 1 s", value: 1000};
/** Where a reader goes from the Overview, by the words of the sidebar. */
const pages = ["Incidents", "Alerts", "Timeline", "Map", "Services", "Statistics"];

/**
 * From page to page in the built site (`npm run build` first): from pressing a page's name in the sidebar until its frame stands
 * and its first chart is drawn, for the slowest of the pages.
 */
export const nextPage: Benchmark = {
  figures: ["page.next_ms"],
  async run() {
    const dist = join(repository, "dist");
    if (!existsSync(join(dist, "index.html")))
      throw new Error("no built site in dist/; run npm run build first");
    return [await timePages(dist, "page.next_ms", "the simulated week")];
  }
};

export async function timePages(dist: string, name: string, about: string): Promise<Figure> {
  const site = await serveDirectory(dist, "/");
  const browser = await launchChromium();
  try {
    const medians: {readonly page: string; readonly ms: number}[] = [];
    for (const page of pages) {
      const times: number[] = [];
      for (let run = 0; run < runs; run++) times.push(await timePage(browser, site.url, page));
      medians.push({page, ms: median(times)});
    }
    const slowest = medians.reduce((a, b) => (b.ms > a.ms ? b : a));
    const all = medians.map(({page, ms}) => `${page} ${Math.round(ms)}`).join(", ");
    return figure(name, slowest.ms, "ms", bar, `${about}; median of ${runs} each: ${all}`);
  } finally {
    await browser.close();
    await site.close();
  }
}

async function timePage(browser: Browser, url: string, page: string): Promise<number> {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}});
  try {
    const tab = await context.newPage();
    await tab.goto(`${url}index.html`);
    await tab.locator('[data-chart="hourly"][data-state="ready"]').waitFor({timeout: 60_000});
    const begun = performance.now();
    await tab.locator("#observablehq-sidebar").getByText(page, {exact: true}).click({noWaitAfter: true});
    await tab.waitForURL(new RegExp(`/${page.toLowerCase()}\\.html`), {waitUntil: "commit"});
    await tab.locator('[data-chart][data-state="ready"]').first().waitFor({timeout: 60_000});
    return performance.now() - begun;
  } finally {
    await context.close();
  }
}
