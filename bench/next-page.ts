import {inTab, ownSite, type ServedSite, serveSite} from "./built-site.js";
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
  run: () => serveSite(ownSite(), async site => [await timePages(site)])
};

export async function timePages(site: ServedSite): Promise<Figure> {
  const medians: {readonly page: string; readonly ms: number}[] = [];
  for (const page of pages) {
    const times: number[] = [];
    for (let run = 0; run < runs; run++) times.push(await timePage(site, page));
    medians.push({page, ms: median(times)});
  }
  const slowest = medians.reduce((a, b) => (b.ms > a.ms ? b : a));
  const all = medians.map(({page, ms}) => `${page} ${Math.round(ms)}`).join(", ");
  return figure(
    `page.next_ms${site.suffix}`,
    slowest.ms,
    "ms",
    bar,
    `${site.about}; median of ${runs} each: ${all}`
  );
}

function timePage(site: ServedSite, page: string): Promise<number> {
  return inTab(site, async tab => {
    await tab.goto(`${site.url}index.html`);
    await tab.locator('[data-chart="hourly"][data-state="ready"]').waitFor();
    const begun = performance.now();
    await tab.locator("#observablehq-sidebar").getByText(page, {exact: true}).click({noWaitAfter: true});
    await tab.waitForURL(new RegExp(`/${page.toLowerCase()}\\.html`), {waitUntil: "commit"});
    await tab.locator('[data-chart][data-state="ready"]').first().waitFor();
    return performance.now() - begun;
  });
}
