import type {Page} from "playwright-core";
import {askData, type BuiltSite, inTab, ownSite, type ServedSite, serveSite} from "./built-site.js";
import {type Benchmark, type Figure, figure, median} from "./figure.js";

const runs = 3;
/** Milliseconds that a reader looks at the summary before the explanation. */
const reading = 1500;

/**
 * The built site's page about one alert of a model (`npm run build` first): from its address until title and tabs stand, and
 * from pressing the tab Explanation, its tables loaded, until waterfall and sum are drawn.
 */
export const investigate: Benchmark = {
  figures: ["investigate.frame_ms", "investigate.explanation_ms"],
  run: () => serveSite(ownSite(), timeInvestigate)
};

export async function timeInvestigate(site: ServedSite): Promise<readonly Figure[]> {
  const alerts = await modelAlerts(site);
  const frames: number[] = [];
  const explanations: number[] = [];
  const atOnce: number[] = [];
  for (const alert of alerts) {
    const url = `${site.url}investigate.html?alert=${encodeURIComponent(alert)}`;
    await inTab(site, async tab => {
      frames.push(await timeFrame(tab, url));
      await filled(tab);
      await tab.waitForTimeout(reading);
      explanations.push(await tab.evaluate(pressExplanation));
    });
    await inTab(site, async tab => {
      await timeFrame(tab, url);
      await tab.locator('.investigate-head[data-state="ready"]').waitFor();
      atOnce.push(await tab.evaluate(pressExplanation));
    });
  }
  const about = `${site.about}; median of ${alerts.length} alerts of a model`;
  return [
    figure(
      `investigate.frame_ms${site.suffix}`,
      median(frames),
      "ms",
      {name: "bar: 1 s", value: 1000},
      `${about}, each in a new browser profile`
    ),
    figure(
      `investigate.explanation_ms${site.suffix}`,
      median(explanations),
      "ms",
      {name: "bar: 300 ms", value: 300},
      `${about}; pressed as soon as the alert is named, its tables on their way: ${Math.round(median(atOnce))} ms`
    )
  ];
}

/** Alerts whose score is a model's, and explained. */
async function modelAlerts(site: BuiltSite): Promise<readonly string[]> {
  const rows = await askData(
    site,
    `SELECT alert_id FROM alerts
     WHERE rule IS NULL AND anomaly_score IS NOT NULL
       AND (event_id, detector) IN (SELECT (event_id, detector) FROM explanations GROUP BY event_id, detector HAVING count(*) > 1)
     ORDER BY anomaly_score DESC, alert_id LIMIT ${runs}`
  );
  if (rows.length === 0) throw new Error("no model raised an alert in these data");
  return rows.map(row => String(row.alert_id));
}

async function timeFrame(tab: Page, url: string): Promise<number> {
  const begun = performance.now();
  await tab.goto(url, {waitUntil: "commit"});
  await tab.locator(".investigate-head h2").waitFor();
  await tab.locator('[role="tab"]').last().waitFor();
  return performance.now() - begun;
}

/** Waits until the open tab shows all that it fetches. */
async function filled(tab: Page): Promise<void> {
  await tab.locator('.investigate-head[data-state="ready"]').waitFor();
  const panel = tab.locator('[role="tabpanel"]:not([hidden])');
  await panel.locator("[data-state]").first().waitFor();
  await panel.locator('[data-state="loading"], [data-state="updating"]').first().waitFor({state: "detached"});
}

/** Runs in the page: opens the explanation, and times it until its waterfall and its sum are painted. */
function pressExplanation(): Promise<number> {
  return new Promise(resolve => {
    const begun = performance.now();
    const look = () => {
      const why = document.querySelector("#panel-explanation .alert-why");
      const isDrawn = why?.querySelector('[data-chart="own-parts"][data-state="ready"] svg') != null;
      if (!isDrawn || why?.querySelector(".alert-sum") == null) return requestAnimationFrame(look);
      // What was put on the page in this frame is painted at its end.
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now() - begun);
      channel.port2.postMessage(null);
    };
    document.querySelector<HTMLElement>("#tab-explanation")?.click();
    requestAnimationFrame(look);
  });
}
