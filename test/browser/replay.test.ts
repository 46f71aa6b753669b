import {join} from "node:path";
import type {Page} from "playwright-core";
import {afterAll, describe, expect, inject, it} from "vitest";
import {within} from "./native.js";
import {type OpenedPage, openPage, settle} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";

const site = useTestedSite();
let opened: OpenedPage;

afterAll(async () => {
  await opened?.close();
});

/** The replay of everything, at its beginning. Reading the events takes seconds, so a page that has them is used again. */
async function openWhole(): Promise<Page> {
  const isOpen = opened?.page.url() === `${site.url}replay.html`;
  const page = isOpen ? opened.page : await open();
  await page.locator(".replay-controls").getByLabel("Count").selectOption({label: "so far"});
  await seek(page, 0);
  return page;
}

async function open(search = ""): Promise<Page> {
  await opened?.close();
  opened = await openPage(site.browser, `${site.url}replay.html${search}`);
  await opened.page.getByTestId("replay").waitFor();
  await settle(opened.page);
  return opened.page;
}

interface Figures {
  readonly events: number;
  readonly anomalous: number;
  readonly blocked: number;
  readonly addresses: number;
}

async function figuresOf(page: Page): Promise<Figures> {
  const read = async (name: keyof Figures) =>
    Number(await page.getByTestId(`kpi-${name}`).getAttribute("data-value"));
  return {
    events: await read("events"),
    anomalous: await read("anomalous"),
    blocked: await read("blocked"),
    addresses: await read("addresses")
  };
}

/** The first events of the file, with the clock after each: counted row by row, from the file itself. */
function played(position: number, where: string): string {
  const file = join(inject("data"), "events.parquet").replaceAll("'", "''");
  return `
    SELECT * FROM (
      SELECT *, max(event_time) OVER (ORDER BY file_row_number ROWS UNBOUNDED PRECEDING) AS clock
      FROM read_parquet('${file}', file_row_number = true) WHERE ${where}
    ) ORDER BY file_row_number LIMIT ${position}`;
}

async function count(
  position: number,
  minutes: number | null = null,
  where = within(site.native.overview.default)
) {
  const from = played(position, where);
  const since =
    minutes === null ? "" : `WHERE clock > (SELECT max(clock) FROM (${from})) - INTERVAL ${minutes} MINUTES`;
  const [row] = await site.native.rows(`
    SELECT count(*) AS events, sum((severity <> 'none')::INT) AS anomalous,
      coalesce(sum((action = 'blocked')::INT), 0) AS blocked, count(DISTINCT source_ip) AS addresses
    FROM (${from}) ${since}`);
  return row;
}

const positionOf = async (page: Page) =>
  Number(await page.getByTestId("replay").getAttribute("data-position"));

/** Goes to a position as the slider does. */
async function seek(page: Page, position: number): Promise<void> {
  await page.getByTestId("replay-position").evaluate((slider, value) => {
    (slider as HTMLInputElement).value = String(value);
    slider.dispatchEvent(new Event("input", {bubbles: true}));
  }, position);
  await settle(page);
}

/** Everything the replay shows, as markup. */
async function pictureOf(page: Page): Promise<string> {
  return page
    .getByTestId("replay")
    .evaluate(replay =>
      [".replay-clock", ".kpi-grid", ".replay-chart", ".world-map", ".latest-events"]
        .map(part => replay.querySelector(part)?.innerHTML)
        .join("\n")
    );
}

describe("a replay's figures are native DuckDB's over the first events of the file", () => {
  it("after it has played some batches and is paused", async () => {
    const page = await openWhole();
    expect(await positionOf(page)).toBe(0);
    await page.getByTestId("replay-toggle").click();
    await expect.poll(() => positionOf(page), {timeout: 20_000}).toBeGreaterThan(5000);
    await page.getByTestId("replay-toggle").click();
    const position = await positionOf(page);
    expect(position % 1000).toBe(0);
    await settle(page);
    expect(await figuresOf(page)).toEqual(await count(position));
  });

  it("at any position, so far, in the last hour and in the last five minutes", async () => {
    const page = await openWhole();
    const windows: [string, number | null][] = [
      ["so far", null],
      ["last hour", 60],
      ["last 5 min", 5]
    ];
    for (const [label, minutes] of windows) {
      await page.locator(".replay-controls").getByLabel("Count").selectOption({label});
      for (const position of [1, 54_321, 200_000]) {
        await seek(page, position);
        expect(await figuresOf(page), `${label} at ${position}`).toEqual(await count(position, minutes));
      }
    }
  });

  it("of a selection", async () => {
    const page = await open("?dataset=cowrie&severity=low,medium");
    await page.getByTestId("replay-position").press("End");
    const where = `${within(site.native.overview.default)} AND dataset = 'cowrie' AND severity IN ('low', 'medium')`;
    const position = await positionOf(page);
    expect(position).toBe(await site.native.number(`SELECT count(*) FROM events WHERE ${where}`));
    expect(await figuresOf(page)).toEqual(await count(position, null, where));
  });

  it("on the map too, country by country", async () => {
    const page = await openWhole();
    await seek(page, 123_456);
    const drawn = await page
      .locator(".map-bubble")
      .evaluateAll(bubbles =>
        bubbles.map(bubble => [
          (bubble as SVGElement).dataset.country,
          Number((bubble as SVGElement).dataset.events)
        ])
      );
    const rows = await site.native.rows(`
      SELECT country_code, count(*) AS n FROM (${played(123_456, within(site.native.overview.default))}) e
      JOIN sources ON source_ip = address
      WHERE e.severity <> 'none' AND country_code IS NOT NULL AND place_from <> 'campus' GROUP BY ALL`);
    expect(Object.fromEntries(drawn)).toEqual(
      Object.fromEntries(rows.map(({country_code, n}) => [country_code, n]))
    );
  });

  it("and its table names the latest anomalous events, the latest first", async () => {
    const page = await openWhole();
    await seek(page, 77_000);
    const shown = await page.locator('.latest-events td[data-column="source_ip"]').allTextContents();
    const rows = await site.native.rows(`
      SELECT source_ip FROM (${played(77_000, within(site.native.overview.default))})
      WHERE severity <> 'none' ORDER BY file_row_number DESC LIMIT 10`);
    expect(shown).toEqual(rows.map(({source_ip}) => source_ip));
  });

  it("in the SQL under “How this was made”, which DuckDB on the page counts anew", async () => {
    const page = await openWhole();
    await seek(page, 10_000);
    await page.getByTestId("replay").getByText("How this was made").click();
    const cells = page.getByTestId("replay").locator(".frame-rows td");
    await cells.first().waitFor();
    const texts = await cells.allTextContents();
    const {events, anomalous, blocked, addresses} = await figuresOf(page);
    expect(texts.map(text => Number(text.replaceAll(",", "")))).toEqual([
      events,
      anomalous,
      blocked,
      addresses
    ]);
  });
});

describe("a replay", () => {
  it("shows the same picture whichever way a position is come to", async () => {
    const page = await openWhole();
    const pictures = new Map<number, string>();
    for (const position of [0, 40_000, 150_000, 300_000]) {
      await seek(page, position);
      pictures.set(position, await pictureOf(page));
    }
    for (const position of [300_000, 0, 150_000, 40_000]) {
      await seek(page, position);
      expect(await pictureOf(page)).toBe(pictures.get(position));
    }
    await page.reload();
    await page.getByTestId("replay").waitFor();
    await seek(page, 150_000);
    expect(await pictureOf(page)).toBe(pictures.get(150_000));
  });

  it("never starts by itself, and steps by one batch from the keyboard", async () => {
    const page = await open();
    const opening = await positionOf(page);
    await page.waitForTimeout(500);
    expect(await positionOf(page)).toBe(opening);
    await page.getByRole("button", {name: "Back to the beginning"}).press("Enter");
    expect(await positionOf(page)).toBe(0);
    const on = page.getByRole("button", {name: "One batch on"});
    await on.press("Enter");
    await on.press("Enter");
    expect(await positionOf(page)).toBe(2000);
    await page.getByRole("button", {name: "One batch back"}).press("Enter");
    expect(await positionOf(page)).toBe(1000);
    await page.getByTestId("replay-position").press("ArrowRight");
    expect(await positionOf(page)).toBe(1001);
  });

  it("opens where the strongest burst of its first half begins, or after a tenth of the events", async () => {
    const page = await open();
    const window = within(site.native.overview.default);
    const total = await site.native.number(`SELECT count(*) FROM events WHERE ${window}`);
    const places = await site.native.rows(`
      WITH clocks AS (SELECT clock FROM (${played(total, window)}))
      SELECT (SELECT count(*) FROM clocks WHERE clock < start_time) AS before
      FROM bursts WHERE kind = 'dataset' ORDER BY strength DESC, start_time, value`);
    const fitting = places
      .map(({before}) => Number(before))
      .find(before => before > total / 10 && before <= total / 2);
    expect(await positionOf(page)).toBe(fitting ?? Math.round(total / 10));
    expect(await page.getByTestId("replay-opening").textContent()).toContain("Opens ");
    expect((await figuresOf(page)).anomalous).toBeGreaterThan(0);
  });

  it("has a table that is as late as its clock, while it plays", async () => {
    const page = await openWhole();
    await page.getByTestId("replay-toggle").click();
    await expect.poll(() => positionOf(page), {timeout: 20_000}).toBeGreaterThan(5000);
    await expect
      .poll(() =>
        page.getByTestId("replay").evaluate(replay => {
          const text = (part: string) => replay.querySelector(part)?.textContent;
          return `As of ${text(".replay-clock")}` === text('[data-testid="latest-as-of"]');
        })
      )
      .toBe(true);
    await page.getByTestId("replay-toggle").click();
  });

  it("goes where the chart is clicked", async () => {
    const page = await openWhole();
    const chart = page.locator(".replay-chart");
    const box = await chart.boundingBox();
    await chart.click({position: {x: (box?.width ?? 0) / 2, y: 100}});
    const position = await positionOf(page);
    expect(position).toBeGreaterThan(0);
    expect(await figuresOf(page)).toEqual(await count(position));
  });

  it("stops at the end, and plays from the beginning again", async () => {
    const page = await open("?dataset=dionaea");
    await page.getByTestId("replay-position").press("End");
    const end = await positionOf(page);
    await page.getByTestId("replay-toggle").click();
    await expect.poll(() => positionOf(page), {timeout: 20_000}).toBeLessThan(end);
    await expect.poll(() => positionOf(page), {timeout: 40_000}).toBe(end);
    expect(await page.getByTestId("replay-toggle").textContent()).toBe("Play");
  });

  it("says so when nothing is selected", async () => {
    await opened?.close();
    opened = await openPage(site.browser, `${site.url}replay.html?source=192.0.2.255`);
    await opened.page.getByText("nothing to replay").waitFor();
    expect(opened.errors).toEqual([]);
  });
});
