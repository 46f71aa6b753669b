import type {Page} from "playwright-core";
import {afterAll, describe, expect, it} from "vitest";
import {within} from "./native.js";
import {type OpenedPage, openPage, settle} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";

const site = useTestedSite();
let opened: OpenedPage;

afterAll(async () => {
  await opened?.close();
});

async function open(search = ""): Promise<Page> {
  await opened?.close();
  opened = await openPage(site.browser, `${site.url}map.html${search}`);
  await frameOf(opened.page).waitFor();
  await settle(opened.page);
  return opened.page;
}

const frameOf = (page: Page) => page.locator('[data-chart="countries"][data-state="ready"]');
const totalOf = async (page: Page) => Number(await frameOf(page).getAttribute("data-total"));

/** Country, events, blocked, anomalous and alerts of each row of the table. */
async function tableOf(page: Page): Promise<unknown[][]> {
  return frameOf(page)
    .locator("tbody tr")
    .evaluateAll(rows =>
      rows.map(row => {
        const value = (name: string) =>
          Number(row.querySelector<HTMLElement>(`[data-column="${name}"]`)?.dataset.value);
        const country = (row as HTMLElement).dataset.country;
        return [country, value("events"), value("blocked"), value("anomalous"), value("alerts")];
      })
    );
}

/** The same, of events that fulfil a condition and of alerts of some severity. */
async function count(where: string, alertsWhere: string): Promise<unknown[][]> {
  const rows = await site.native.rows(`
    WITH places AS (
      SELECT address, if(place_from = 'campus', 'campus', country_code) AS place FROM sources
    ), counted AS (
      SELECT place, count(*) AS events, count(*) FILTER (action = 'blocked') AS blocked,
        count(*) FILTER (events.severity <> 'none') AS anomalous
      FROM events LEFT JOIN places ON source_ip = address WHERE ${where} GROUP BY place
    ), alerted AS (
      SELECT place, count(*) AS alerts
      FROM alerts LEFT JOIN places ON source_ip = address WHERE ${alertsWhere} GROUP BY place
    )
    SELECT coalesce(counted.place, '') AS country, events, blocked, anomalous, coalesce(alerted.alerts, 0) AS alerts
    FROM counted LEFT JOIN alerted ON counted.place IS NOT DISTINCT FROM alerted.place
    ORDER BY events DESC, country`);
  return rows.map(row => [row.country, row.events, row.blocked, row.anomalous, row.alerts]);
}

describe("the map's countries are native DuckDB's over events joined with sources", () => {
  const anomalous = "events.severity <> 'none'";

  it("for anomalous events, which it opens on", async () => {
    const window = within(site.native.overview.default);
    const page = await open();
    expect(await tableOf(page)).toEqual(await count(`${window} AND ${anomalous}`, window));
    expect(await totalOf(page)).toBe(
      await site.native.number(`SELECT count(*) FROM events WHERE ${window} AND ${anomalous}`)
    );
  });

  it("for all events, and for blocked ones", async () => {
    const window = within(site.native.overview.default);
    const page = await open();
    await page.getByLabel("Anomalous only").uncheck();
    await expect
      .poll(() => totalOf(page))
      .toBe(await site.native.number(`SELECT count(*) FROM events WHERE ${window}`));
    expect(await tableOf(page)).toEqual(await count(window, window));
    await page.getByLabel("Blocked only").check();
    const blocked = `${window} AND action = 'blocked'`;
    await expect
      .poll(() => totalOf(page))
      .toBe(await site.native.number(`SELECT count(*) FROM events WHERE ${blocked}`));
    expect(await tableOf(page)).toEqual(await count(blocked, window));
  });

  it("for a selection that only DuckDB can answer", async () => {
    const [{source_ip} = {source_ip: ""}] = await site.native.rows(`
      SELECT source_ip FROM events JOIN sources ON source_ip = address
      WHERE country_code = 'CN' AND events.severity <> 'none' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`);
    const page = await open(`?source=${source_ip}`);
    const where = `${within(site.native.overview.default)} AND source_ip = '${source_ip}'`;
    expect(await tableOf(page)).toEqual(await count(`${where} AND ${anomalous}`, where));
    expect(await frameOf(page).locator("h3").textContent()).toBe(
      "All anomalous events from a known country come from China"
    );
  });

  it("as bubbles too: one for each country, with its events", async () => {
    const page = await open();
    const drawn = await page
      .locator(".map-bubble")
      .evaluateAll(bubbles =>
        bubbles.map(bubble => [
          (bubble as SVGElement).dataset.country,
          Number((bubble as SVGElement).dataset.events)
        ])
      );
    const rows = (await tableOf(page)).filter(([country]) => country !== "" && country !== "campus");
    expect(Object.fromEntries(drawn)).toEqual(
      Object.fromEntries(rows.map(([country, events]) => [country, events]))
    );
  });
});

describe("the map", () => {
  it("says how many events have no place, and where places come from", async () => {
    const page = await open();
    const nowhere = await site.native.number(`
      SELECT count(*) FROM events LEFT JOIN sources ON source_ip = address
      WHERE country_code IS NULL AND events.severity <> 'none' AND ${within(site.native.overview.default)}`);
    const text = await page.getByTestId("not-on-map").textContent();
    expect(text).toContain(nowhere === 0 ? "Every event" : nowhere.toLocaleString("en-US"));
    const credit = page.getByTestId("place-source").getByRole("link", {name: "IP Geolocation by DB-IP"});
    expect(await credit.getAttribute("href")).toBe("https://db-ip.com");
  });

  it("marks the campus, with its own events", async () => {
    const page = await open();
    const mark = page.locator("g.map-target").first();
    await mark.waitFor();
    expect(await mark.getAttribute("data-about")).toContain("Main Campus");
    const own = await site.native.number(`
      SELECT count(*) FROM events JOIN sources ON source_ip = address
      WHERE place_from = 'campus' AND events.severity <> 'none' AND ${within(site.native.overview.default)}`);
    expect(await mark.getAttribute("data-events")).toBe(String(own));
    expect(await page.locator(".map-labels").textContent()).toContain("Campus ");
    expect(await frameOf(page).locator(".frame-subtitle").textContent()).toContain(
      `${own.toLocaleString("en-US")} events come from the campus's own addresses`
    );
  });

  it("shows a country's numbers when the keyboard reaches it in the table", async () => {
    const page = await open();
    const china = page.getByRole("button", {name: "China", exact: true});
    await china.focus();
    const row = (await tableOf(page)).find(([country]) => country === "CN") ?? [];
    expect(await page.locator(".map-tooltip").textContent()).toContain(
      `${Number(row[1]).toLocaleString("en-US")} events`
    );
    expect(await page.locator(".map-highlighted").getAttribute("data-country")).toBe("CN");
  });

  it("has labels that do not overlap, at both widths", async () => {
    for (const width of [1280, 390]) {
      const page = await open();
      await page.setViewportSize({width, height: 900});
      await page.waitForTimeout(300);
      const boxes = await page
        .locator(".map-labels text")
        .evaluateAll(labels => labels.map(label => label.getBoundingClientRect().toJSON() as DOMRect));
      expect(boxes.length).toBeGreaterThan(5);
      for (const [i, a] of boxes.entries()) {
        for (const b of boxes.slice(i + 1)) {
          const isApart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
          expect(isApart).toBe(true);
        }
      }
    }
  });

  it("shows the first rows of its table, and all of them on demand", async () => {
    const page = await open();
    const rows = await tableOf(page);
    const visible = () => frameOf(page).locator("tbody tr:visible").count();
    expect(await visible()).toBe(12);
    await page.getByRole("button", {name: `Show all ${rows.length}`}).click();
    expect(await visible()).toBe(rows.length);
  });

  it("says so when nothing is selected", async () => {
    await opened?.close();
    opened = await openPage(site.browser, `${site.url}map.html?source=192.0.2.255`);
    const frame = opened.page.locator(
      '[data-chart="countries"][data-state="empty"], [data-chart="countries"][data-state="not-measured"]'
    );
    await frame.waitFor();
    expect(await frame.textContent()).toMatch(/Nothing in this selection|No anomalous event/);
  });
});
