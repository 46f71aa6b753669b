import {existsSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import type {Page} from "playwright-core";
import {repository} from "../scripts/run.js";
import {launchChromium} from "../test/browser/chromium.js";
import {serveDirectory} from "../test/browser/static-server.js";
import {type Benchmark, figure, median} from "./figure.js";

const runs = 5;

/**
 * The built site (`npm run build` first) in headless Chromium on this machine, each time in a new browser profile: the Overview's figures,
 * all charts of the Overview, script before the first figure, and a filter on the Overview.
 */
export const page: Benchmark = {
  figures: ["page.kpi_ms", "page.interactive_ms", "page.script_kb", "page.filter_ms"],
  async run() {
    const dist = join(repository, "dist");
    if (!existsSync(join(dist, "index.html")))
      throw new Error("no built site in dist/; run npm run build first");
    const site = await serveDirectory(dist, "/");
    const browser = await launchChromium();
    const kpi: number[] = [];
    const interactive: number[] = [];
    const filter: number[] = [];
    let scriptKb = 0;
    try {
      for (let run = 0; run < runs; run++) {
        const context = await browser.newContext({viewport: {width: 1280, height: 900}});
        // tsx marks functions with a helper of its own, which those that run in the page miss.
        await context.addInitScript("globalThis.__name = value => value");
        await context.addInitScript(noteFirstFigure);
        const tab = await context.newPage();
        const scripts: {url: string; size: Promise<number>}[] = [];
        tab.on("response", response => {
          if (/\.m?js(\?|$)/.test(response.url())) {
            scripts.push({
              url: response.url(),
              size: response.body().then(
                body => gzipSync(body).length,
                () => 0
              )
            });
          }
        });
        const begun = performance.now();
        await tab.goto(`${site.url}index.html`, {waitUntil: "commit"});
        await tab.waitForSelector('[data-kpi][data-state="ready"]');
        kpi.push(performance.now() - begun);
        await waitForCharts(tab);
        interactive.push(performance.now() - begun);
        const needed = new Set(await tab.evaluate<string[]>("globalThis.scriptsBeforeFirstFigure"));
        const sizes = await Promise.all(
          scripts.filter(({url}) => needed.has(url)).map(script => script.size)
        );
        scriptKb = sizes.reduce((sum, size) => sum + size, 0) / 1000;
        filter.push(await timeFilter(tab));
        await context.close();
      }
    } finally {
      await browser.close();
      await site.close();
    }
    const note = `median of ${runs}, 1280 x 900`;
    return [
      figure("page.kpi_ms", median(kpi), "ms", {name: "bar: 1.5 s", value: 1500}, note),
      figure("page.interactive_ms", median(interactive), "ms", {name: "bar: 4 s", value: 4000}, note),
      figure(
        "page.script_kb",
        scriptKb,
        "kB gzip",
        {name: "bar: 300 kB", value: 300},
        "script fetched before the first figure"
      ),
      figure(
        "page.filter_ms",
        median(filter),
        "ms",
        {name: "bar: 150 ms", value: 150},
        `${note}; one severity, hourly chart redrawn`
      )
    ];
  }
};

/** Runs in the page: keeps the addresses of all that had arrived when the first figure was on screen. */
const noteFirstFigure = `
  new MutationObserver((_, observer) => {
    if (!document.querySelector('[data-kpi][data-state="ready"]')) return;
    observer.disconnect();
    globalThis.scriptsBeforeFirstFigure = performance.getEntriesByType("resource")
      .filter(entry => entry.responseEnd > 0).map(entry => entry.name);
  }).observe(document, {subtree: true, childList: true, attributes: true});
`;

async function waitForCharts(tab: Page): Promise<void> {
  await tab.evaluate(
    () =>
      new Promise<void>(resolve => {
        const settled = (frame: Element) =>
          !["loading", "updating"].includes(frame.getAttribute("data-state") ?? "loading");
        const look = () => {
          const frames = [...document.querySelectorAll("[data-chart], [data-kpi]")];
          if (frames.length > 0 && frames.every(settled)) resolve();
          else requestAnimationFrame(look);
        };
        look();
      })
  );
}

/** Milliseconds from ticking a severity to the next frame in which the hourly chart has other numbers. */
function timeFilter(tab: Page): Promise<number> {
  return tab.evaluate(
    () =>
      new Promise<number>(resolve => {
        const chart = () => document.querySelector<HTMLElement>('[data-chart="hourly"]');
        const total = chart()?.dataset.total;
        const box = document.querySelector<HTMLInputElement>('input[name="severity"][value="medium"]');
        const begun = performance.now();
        const look = () => {
          const now = chart();
          if (now && now.dataset.total !== total && now.dataset.state === "ready")
            resolve(performance.now() - begun);
          else requestAnimationFrame(look);
        };
        box?.click();
        requestAnimationFrame(look);
      })
  );
}
