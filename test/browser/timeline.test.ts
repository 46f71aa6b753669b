import {describe, expect, it} from "vitest";
import {within} from "./native.js";
import {useTestedSite} from "./tested-site.js";
import {visit} from "./visit.js";

const site = useTestedSite();

const open = (search = "") => visit(site.browser, `${site.url}timeline.html${search}`);

async function expectTotals({total}: Awaited<ReturnType<typeof open>>, where: string): Promise<void> {
  expect(await total("anomalies")).toBe(
    await site.native.number(`SELECT count(*) FROM events WHERE severity <> 'none' AND ${where}`)
  );
  expect(await total("mean-score")).toBe(
    await site.native.number(
      `SELECT coalesce(sum(round(anomaly_score * 10000)), 0)::BIGINT FROM events WHERE ${where}`
    )
  );
  expect(await total("datasets")).toBe(
    await site.native.number(`SELECT count(*) FROM events WHERE ${where}`)
  );
}

describe("the Timeline's totals are native DuckDB's over the events", () => {
  it("for the window that it opens on, dataset by dataset", async () => {
    const opened = await open();
    const where = within(site.native.overview.default);
    await expectTotals(opened, where);
    const shown = await opened
      .frame("datasets")
      .locator("[data-dataset]")
      .evaluateAll(parts => parts.map(({dataset}) => [dataset?.dataset, Number(dataset?.total)]));
    const counted = await site.native.rows(
      `SELECT dataset, count(*) AS n FROM events WHERE ${where} GROUP BY ALL ORDER BY dataset`
    );
    expect(shown).toEqual(counted.map(({dataset, n}) => [dataset, n]));
    await opened.close();
  });

  it("for datasets and severities, per 10 minutes too", async () => {
    const opened = await open("?dataset=cowrie,suricata&severity=medium,high");
    await opened.page.getByRole("button", {name: "10 minutes"}).click();
    await opened.frame("anomalies").getByText("the 10 minutes from").waitFor();
    await expectTotals(
      opened,
      `${within(site.native.overview.default)} AND dataset IN ('cowrie', 'suricata') AND severity IN ('medium', 'high')`
    );
    await opened.close();
  });

  it("for one source, and a window that cuts the five minutes", async () => {
    const [row = {}] = await site.native.rows(
      "SELECT source_ip FROM events WHERE severity <> 'none' GROUP BY ALL ORDER BY count(*) DESC, source_ip LIMIT 1"
    );
    const from = site.native.overview.default.from + 7 * 60_000;
    const to = site.native.overview.default.to - 11 * 60_000;
    const window = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;
    const opened = await open(`?${window}&source=${row.source_ip}`);
    await expectTotals(opened, `${within({from, to})} AND source_ip = '${row.source_ip}'`);
    await opened.close();
  });
});

it("every burst has as many events as DuckDB counts in it, strongest first", async () => {
  const opened = await open();
  const expected = await site.native.rows(`
    SELECT (SELECT count(*) FROM events e WHERE e.event_time >= b.start_time AND e.event_time < b.end_time
      AND b.value = e.dataset) AS n
    FROM bursts b WHERE kind = 'dataset'
    ORDER BY strength DESC, start_time, value`);
  expect(await opened.total("bursts")).toBe(expected.length);
  expect(await opened.column("bursts", "events")).toEqual(expected.map(({n}) => n));
  await opened.close();
});

it("the Overview counts the same bursts", async () => {
  const timeline = await open();
  const expected = await timeline.total("bursts");
  await timeline.close();
  const overview = await visit(site.browser, `${site.url}index.html`);
  expect(Number(await overview.frame("bursts").getAttribute("data-rows"))).toBe(expected);
  await overview.close();
});

it("a long window says in which steps it is drawn, and titles and axes agree", async () => {
  const opened = await open("?from=2016-01-01T00:00Z&to=2026-12-31T00:00Z");
  const {page, frame} = opened;
  const remark = (await page.locator(".choice-remark").textContent()) ?? "";
  const [, step = "nothing"] = /^drawn per (\S+ days),/.exec(remark) ?? [];
  expect(await frame("anomalies").locator("h3").textContent()).toContain(`in the ${step} from`);
  const texts = await frame("anomalies").locator("svg text").allTextContents();
  expect(texts.some(text => text.includes(`anomalous events per ${step}`))).toBe(true);
  expect(texts.filter(text => /\b20\d\d$/.test(text)).length).toBeGreaterThan(3);
  await opened.close();
});

it("a burst in the list zooms to it without leaving the page, and Back leads out", async () => {
  const opened = await open();
  const {page, frame} = opened;
  const before = await frame("anomalies").getAttribute("data-total");
  const link = frame("bursts").locator('td[data-column="when"] a').first();
  const wanted = new URL((await link.getAttribute("href")) ?? "", page.url()).search;
  await link.click();
  expect(new URL(page.url()).search).toBe(wanted);
  await expect.poll(() => frame("anomalies").getAttribute("data-total")).not.toBe(before);
  await page.goBack();
  await expect.poll(() => frame("anomalies").getAttribute("data-total")).toBe(before);
  await opened.close();
});

it("a burst's source leads to the alerts about it in the burst's hours", async () => {
  const opened = await open();
  const link = opened.frame("bursts").locator('td[data-column="source"] a').first();
  const {pathname, searchParams} = new URL((await link.getAttribute("href")) ?? "", opened.page.url());
  expect(pathname).toBe("/alerts.html");
  expect(searchParams.get("source")).toBe(await link.textContent());
  expect(Date.parse(searchParams.get("from") ?? "")).toBeLessThan(Date.parse(searchParams.get("to") ?? ""));
  await opened.close();
});

it("dragging across the chart zooms to the stretch dragged over", async () => {
  const opened = await open();
  const {page, frame} = opened;
  const box = await frame("anomalies").locator("svg").first().boundingBox();
  if (box === null) throw new Error("the chart is not on the page");
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2, {steps: 4});
  await page.mouse.up();
  const {from, to} = site.native.overview.default;
  const share = () => {
    const params = new URL(page.url()).searchParams;
    return (Date.parse(params.get("to") ?? "") - Date.parse(params.get("from") ?? "")) / (to - from);
  };
  await expect.poll(share).toBeGreaterThan(0.15);
  expect(share()).toBeLessThan(0.3);
  await opened.close();
});

it("an hour without anything says so", async () => {
  const opened = await open("?from=2001-01-01T00:00Z&to=2001-01-01T01:00Z");
  expect(await opened.frame("anomalies").getAttribute("data-state")).toBe("empty");
  expect(await opened.frame("bursts").textContent()).toContain("No burst in this window");
  await opened.close();
});
