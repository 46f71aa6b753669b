import type {Locator, Page} from "playwright-core";
import {describe, expect, it} from "vitest";
import {within} from "./native.js";
import {useTestedSite} from "./tested-site.js";
import {visit} from "./visit.js";

const site = useTestedSite();
const hour = 3_600_000;

const open = (search = "") => visit(site.browser, `${site.url}timeline.html${search}`);
type Opened = Awaited<ReturnType<typeof open>>;

/** Brushes from one share of the window to another, with the mouse; the edges come to lie on whole steps. */
async function drag(page: Page, from: number, to: number): Promise<void> {
  const picture = page.locator('[data-chart="strip"] svg.step-chart');
  await picture.scrollIntoViewIfNeeded();
  const box = await picture.boundingBox();
  if (box === null) throw new Error("the strip is not on the page");
  // The margins beside the plot.
  const x = (share: number) => box.x + 48 + share * (box.width - 68);
  await page.mouse.move(x(from), box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(x(to), box.y + box.height / 2, {steps: 4});
  await page.mouse.up();
}

/** The stretch of time that the brush's sliders stand for. */
async function brushed({page}: Opened, window: {readonly from: number}): Promise<{from: number; to: number}> {
  const [from = Number.NaN, to = Number.NaN] = await page
    .locator(".brush-handle")
    .evaluateAll(handles => handles.map(handle => Number(handle.getAttribute("aria-valuenow"))));
  return {from: window.from + from * 60_000, to: window.from + to * 60_000};
}

const said = ({page}: Opened) =>
  page.getByTestId("brushed").evaluate(node => Number((node as HTMLElement).dataset.total));

const values = (cells: Locator) =>
  cells.evaluateAll(rects => rects.map(rect => Number((rect as HTMLElement).dataset.value)));

const count = (where: string) => site.native.number(`SELECT count(*) FROM events e WHERE ${where}`);

/** Everything on the page that counts, against native DuckDB. */
async function expectCounts(opened: Opened, where: string, type = "attack_type IS NOT NULL"): Promise<void> {
  const total = await count(where);
  await expect.poll(() => opened.total("events")).toBe(total);
  expect(await said(opened)).toBe(total);
  expect(await opened.total("multiples")).toBe(total);
  expect(await opened.total("week")).toBe(total);
  expect(await opened.total("attack-types")).toBe(await count(`${where} AND ${type}`));
  await expect.poll(() => opened.total("anomalies")).toBe(await count(`${where} AND severity <> 'none'`));
  expect(await opened.total("mean-score")).toBe(
    await site.native.number(
      `SELECT coalesce(sum(round(anomaly_score * 10000)), 0)::BIGINT FROM events e WHERE ${where}`
    )
  );
}

it("counts the window that it opens on as native DuckDB does: datasets, days, hours of the week and bursts", async () => {
  const opened = await open();
  const {frame} = opened;
  const where = within(site.native.overview.default);
  await expectCounts(opened, where);
  const shown = await frame("multiples")
    .locator("[data-member]")
    .evaluateAll(parts =>
      parts.map(part => [(part as HTMLElement).dataset.member, Number((part as HTMLElement).dataset.total)])
    );
  const datasets = await site.native.rows(
    `SELECT dataset, count(*) AS n FROM events WHERE ${where} GROUP BY ALL ORDER BY n DESC, dataset`
  );
  expect(shown).toEqual(datasets.map(({dataset, n}) => [dataset, n]));

  // Isodow: Monday is 1.
  const weekly = await site.native.rows(`
    SELECT (isodow(event_time) - 1) * 24 + hour(event_time) AS place, count(*) AS n FROM events WHERE ${where} GROUP BY ALL`);
  const cells = await values(frame("week").locator("rect[data-row]"));
  expect(cells).toHaveLength(168);
  for (const {place, n} of weekly) expect(cells[Number(place)]).toBe(n);
  const days = await values(frame("calendar").locator("rect[data-row]"));
  expect(days.reduce((sum, n) => sum + n, 0)).toBe(await count(where));
  const [third] = await site.native.rows(
    `SELECT count(*) AS n FROM events WHERE epoch_ms(event_time) // ${hour} = ${site.native.overview.default.from / hour + 50}`
  );
  expect(days[50]).toBe(third?.n);

  const bursts = await site.native.rows(`
    SELECT (SELECT count(*) FROM events e WHERE e.event_time >= b.start_time AND e.event_time < b.end_time
      AND b.value = e.dataset) AS n, top_source
    FROM bursts b WHERE kind = 'dataset'
    ORDER BY strength DESC, start_time, value`);
  expect(await opened.total("bursts")).toBe(bursts.length);
  expect(await opened.column("bursts", "events")).toEqual(bursts.map(({n}) => n));
  const row = frame("bursts").locator("tbody tr").first();
  expect(await row.locator(".value").first().getAttribute("data-value")).toBe(bursts[0]?.top_source);
  const alerts = new URL(
    (await row.locator('[data-to="alerts"]').getAttribute("href")) ?? "",
    opened.page.url()
  );
  expect(alerts.pathname).toBe("/alerts.html");
  expect(alerts.searchParams.get("source")).toBe(bursts[0]?.top_source);
  expect(await row.locator('[data-to="investigate"]').getAttribute("href")).toContain(
    "investigate.html?address="
  );
  await opened.close();
});

it("a brush and a choice of kinds narrow every chart and the list, page by page, and Escape lets go", async () => {
  const opened = await open();
  const {page, frame} = opened;
  const window = site.native.overview.default;
  await drag(page, 0.2, 0.6);
  await page.locator('[data-facet="severity"] [data-member="medium"]').click();
  await page.locator('[data-facet="dataset"] [data-member="suricata"]').click();
  const range = await brushed(opened, window);
  expect(range.to - range.from).toBeGreaterThan((window.to - window.from) * 0.35);
  expect(range.from % hour).toBe(0);
  const where = `${within(range)} AND severity = 'medium' AND dataset = 'suricata'`;
  await expectCounts(opened, where);
  // A dimension's own choice leaves its other members countable.
  const high = page.locator('[data-facet="severity"] [data-member="high"]');
  expect(Number(await high.getAttribute("data-value"))).toBe(
    await count(`${within(range)} AND severity = 'high' AND dataset = 'suricata'`)
  );

  const ids = () =>
    frame("events")
      .locator("[data-event]")
      .evaluateAll(buttons => buttons.map(button => (button as HTMLElement).dataset.event));
  const expected = (order: string, offset: number) =>
    site.native
      .rows(`SELECT event_id FROM events WHERE ${where} ORDER BY ${order} LIMIT 20 OFFSET ${offset}`)
      .then(rows => rows.map(row => row.event_id));
  expect(await ids()).toEqual(await expected("event_time DESC, event_id", 0));
  await page.getByRole("button", {name: "Next"}).click();
  await expect.poll(ids).toEqual(await expected("event_time DESC, event_id", 20));
  await page.getByLabel("Order of the events").selectOption("gravest");
  await expect
    .poll(ids)
    .toEqual(await expected("anomaly_score DESC NULLS LAST, event_time DESC, event_id", 0));

  const [first] = await ids();
  await frame("events").locator("[data-event]").first().click();
  expect(await page.getByTestId("event-panel").getAttribute("data-event")).toBe(first);
  const [line] = await site.native.rows(`SELECT raw FROM raw WHERE event_id = '${first}'`);
  expect(await page.getByTestId("event-raw").textContent()).toBe(line?.raw);
  await page.keyboard.press("Escape");

  await page.locator(".brush-handle").first().press("Escape");
  await page.getByRole("button", {name: "Show all kinds again"}).click();
  await expect.poll(() => said(opened)).toBe(await count(within(window)));
  await opened.close();
});

it("the keyboard brushes, and what is brushed becomes the page's selection and leads back", async () => {
  const opened = await open();
  const {page} = opened;
  const window = site.native.overview.default;
  await expect.poll(() => said(opened)).toBe(await count(within(window)));
  await page.locator('.brush-handle[data-end="from"]').press("Shift+ArrowRight");
  await page.locator('.brush-handle[data-end="from"]').press("ArrowRight");
  await page.locator('.brush-handle[data-end="to"]').press("Shift+ArrowLeft");
  const range = {from: window.from + 25 * hour, to: window.to - 24 * hour};
  await expect.poll(() => brushed(opened, window)).toEqual(range);
  await expect.poll(() => said(opened)).toBe(await count(within(range)));
  await page.getByRole("button", {name: "Zoom to selection"}).click();
  const {searchParams} = new URL(page.url());
  expect(Date.parse(searchParams.get("from") ?? "")).toBe(range.from);
  expect(Date.parse(searchParams.get("to") ?? "")).toBe(range.to);
  await expect.poll(() => page.getByTestId("brushed").textContent()).toContain("Nothing brushed");
  await expect.poll(() => said(opened)).toBe(await count(within(range)));
  await page.goBack();
  await expect.poll(() => said(opened)).toBe(await count(within(window)));
  await opened.close();
});

describe("what the published cube does not know", () => {
  it("is counted by DuckDB: one source, and a window that cuts the five minutes", async () => {
    const [row = {}] = await site.native.rows(
      "SELECT source_ip FROM events WHERE severity <> 'none' GROUP BY ALL ORDER BY count(*) DESC, source_ip LIMIT 1"
    );
    const from = site.native.overview.default.from + 7 * 60_000;
    const to = site.native.overview.default.to - 11 * 60_000;
    const window = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;
    const opened = await open(`?${window}&source=${row.source_ip}`);
    await expectCounts(opened, `${within({from, to})} AND source_ip = '${row.source_ip}'`);
    await opened.close();
  });

  it("is brushed by five minutes where the window is short", async () => {
    const {from} = site.native.overview.default;
    const range = {from: from + 30 * hour, to: from + 36 * hour};
    const window = `from=${new Date(range.from).toISOString()}&to=${new Date(range.to).toISOString()}`;
    const opened = await open(`?${window}`);
    const end = opened.page.locator('.brush-handle[data-end="from"]');
    await end.press("ArrowRight");
    const narrowed = {from: range.from + 5 * 60_000, to: range.to};
    await expect.poll(() => brushed(opened, range)).toEqual(narrowed);
    await expectCounts(opened, within(narrowed));
    await opened.close();
  });
});

it("a mark stands in the charts and in the list as plain text, survives a reload, and can be deleted", async () => {
  const opened = await open();
  const {page, frame} = opened;
  const text = '<img src=x onerror="document.title=1"> change window';
  await drag(page, 0.5, 0.8);
  const range = await brushed(opened, site.native.overview.default);
  await page.getByRole("button", {name: "Mark this time …"}).click();
  await page.locator(".ask-dialog textarea").fill(text);
  await page.locator(".ask-dialog .ask-decide").click();
  await page.reload();
  const band = frame("strip").locator(".mark-band");
  await band.waitFor();
  await expect.poll(() => frame("attack-types").locator(".mark-band").count()).toBe(1);
  const item = page.getByTestId("marks").locator("li");
  expect(await item.locator(".mark-comment").textContent()).toBe(text);
  await item.locator(".link-button").click();
  expect(await brushed(opened, site.native.overview.default)).toEqual(range);
  await item.getByRole("button", {name: "Delete"}).click();
  await expect.poll(() => band.count()).toBe(0);
  await opened.close();
});

it("an hour without anything says so, and a long window in which steps it is drawn", async () => {
  const empty = await open("?from=2001-01-01T00:00Z&to=2001-01-01T01:00Z");
  expect(await empty.frame("strip").getAttribute("data-state")).toBe("empty");
  expect(await empty.frame("events").textContent()).toContain("No event here");
  expect(await empty.frame("bursts").textContent()).toContain("No burst in this window");
  await empty.close();
  const long = await open("?from=2016-01-01T00:00Z&to=2026-12-31T00:00Z");
  const remark =
    (await long.page.locator(".choice-remark").filter({hasText: "drawn per"}).textContent()) ?? "";
  const [, step = "nothing"] = /^drawn per (\S+ days),/.exec(remark) ?? [];
  expect(await long.frame("anomalies").locator("h3").textContent()).toContain(`in the ${step} from`);
  await long.close();
});
