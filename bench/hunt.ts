import type {Page} from "playwright-core";
import {askData, inTab, ownSite, type ServedSite, serveSite} from "./built-site.js";
import {type Benchmark, type Figure, figure, median} from "./figure.js";

/**
 * The built site's Hunt (`npm run build` first): from Enter in its box until the verdict stands, once the tables are there. The
 * verdict names all events and alerts in which a thing was seen.
 */
export const hunt: Benchmark = {
  figures: ["hunt.answer_ms"],
  run: () => serveSite(ownSite(), async site => [await timeHunt(site)])
};

export async function timeHunt(site: ServedSite): Promise<Figure> {
  const asked = await askData(
    site,
    `(SELECT address AS term FROM risks WHERE site IS NULL ORDER BY risk DESC, address LIMIT 3)
     UNION ALL (SELECT 'user:' || username FROM events WHERE username IS NOT NULL GROUP BY username ORDER BY count(*) DESC, username LIMIT 1)
     UNION ALL (SELECT 'port:' || destination_port FROM events WHERE destination_port IS NOT NULL GROUP BY destination_port ORDER BY count(*) DESC, destination_port LIMIT 1)`
  );
  const terms = asked.map(({term}) => String(term));
  return inTab(site, async tab => {
    await tab.goto(`${site.url}hunt.html`);
    await tab.locator("#hunt-box").waitFor();
    const [first = Number.NaN, ...others] = await timeTerms(tab, terms);
    return figure(
      `hunt.answer_ms${site.suffix}`,
      median(others),
      "ms",
      null,
      `${site.about}; median of ${others.length}: addresses, an account, a port; the first, which waits for the tables, ${Math.round(first)} ms`
    );
  });
}

async function timeTerms(tab: Page, terms: readonly string[]): Promise<readonly number[]> {
  const times: number[] = [];
  for (const term of terms) {
    await tab.locator("#hunt-box").fill(term);
    times.push(await tab.evaluate(pressHunt));
    // What else is told of a term is asked for behind the verdict.
    await tab
      .locator('.observablehq [data-state="loading"], .observablehq [data-state="updating"]')
      .first()
      .waitFor({state: "detached"});
  }
  return times;
}

/** Runs in the page: hunts for what stands in the box, and times it until another verdict than before is there. */
function pressHunt(): Promise<number> {
  return new Promise(resolve => {
    const before = document.querySelector('[data-testid="hunt-verdict"]');
    const begun = performance.now();
    const look = () => {
      const now = document.querySelector<HTMLElement>('[data-testid="hunt-verdict"]');
      if (now !== null && now !== before && now.dataset.state === "ready") resolve(performance.now() - begun);
      else requestAnimationFrame(look);
    };
    document.querySelector<HTMLElement>(".hunt-go")?.click();
    requestAnimationFrame(look);
  });
}
