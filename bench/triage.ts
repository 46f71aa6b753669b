import {inTab, ownSite, patience, type ServedSite, serveSite} from "./built-site.js";
import {type Benchmark, type Figure, figure, median} from "./figure.js";

const presses = 6;

/**
 * The built site's Alerts (`npm run build` first): from a press on a severity among the choices until the table has the rows
 * that it leaves, and until all choices are counted again.
 */
export const triage: Benchmark = {
  figures: ["triage.filter_ms"],
  run: () => serveSite(ownSite(), async site => [await timeTriage(site)])
};

export async function timeTriage(site: ServedSite): Promise<Figure> {
  return inTab(site, async tab => {
    await tab.goto(`${site.url}alerts.html`);
    await tab.locator('[data-testid="triage"][data-state="ready"]').waitFor();
    const times: Times[] = [];
    for (let i = 0; i < presses; i++) {
      times.push(await tab.evaluate(pressFacet, {value: i % 4 < 2 ? "medium" : "high", patience}));
    }
    const counted = median(times.map(each => each.counted));
    return figure(
      `triage.filter_ms${site.suffix}`,
      median(times.map(each => each.rows)),
      "ms",
      null,
      `${site.about}; median of ${presses} presses on a severity; until the other choices are counted ${Math.round(counted)} ms`
    );
  });
}

/** Milliseconds from the press. */
interface Times {
  readonly rows: number;
  readonly counted: number;
}

/** Runs in the page: presses a choice of severity, and times the rows and the counts that follow. */
function pressFacet({value, patience: limit}: {value: string; patience: number}): Promise<Times> {
  return new Promise((resolve, reject) => {
    const frame = () => document.querySelector<HTMLElement>('[data-chart="alerts"]');
    const before = frame();
    const begun = performance.now();
    let rows: number | null = null;
    const look = () => {
      const now = frame();
      const state = now?.dataset.state;
      if (rows === null && now !== before && (state === "ready" || state === "empty"))
        rows = performance.now() - begun;
      const isCounted =
        document.querySelector<HTMLElement>('[data-testid="triage"]')?.dataset.state === "ready";
      if (rows !== null && isCounted) resolve({rows, counted: performance.now() - begun});
      else if (performance.now() - begun > limit) reject(new Error("the table did not follow"));
      else requestAnimationFrame(look);
    };
    document
      .querySelector<HTMLElement>(`details[data-facet="severity"] label[data-value="${value}"] input`)
      ?.click();
    requestAnimationFrame(look);
  });
}
