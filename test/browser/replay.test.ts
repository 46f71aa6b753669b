import {join} from "node:path";
import type {Page} from "playwright-core";
import {afterAll, describe, expect, inject, it} from "vitest";
import {within} from "./native.js";
import {type OpenedPage, openPage, settle} from "./open-page.js";
import {choose} from "./replay-choices.js";
import {pictureOf} from "./replay-picture.js";
import {useTestedSite} from "./tested-site.js";

const site = useTestedSite();
let opened: OpenedPage;

afterAll(async () => {
  await opened?.close();
});

/** The replay of everything, at its beginning. Reading the events takes seconds, so a page that has them is used again. */
async function openWhole(): Promise<Page> {
  const isOpen =
    opened?.page.url().startsWith(`${site.url}replay.html`) && !opened.page.url().includes("dataset=");
  const page = isOpen ? opened.page : await open();
  await choose(page, "Count", "so far");
  await choose(page, "Tell", "everything");
  await page.getByRole("button", {name: "Everything", exact: true}).click();
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
  readonly alerts: number;
}

async function figuresOf(page: Page): Promise<Figures> {
  const read = async (name: keyof Figures) =>
    Number(await page.getByTestId(`kpi-${name}`).getAttribute("data-value"));
  return {
    events: await read("events"),
    anomalous: await read("anomalous"),
    blocked: await read("blocked"),
    addresses: await read("addresses"),
    alerts: await read("alerts")
  };
}

/** The first events of the file, with the clock after each: counted row by row, from the file itself. */
function played(position: number, where: string): string {
  const file = (name: string) => `'${join(inject("data"), `${name}.parquet`).replaceAll("'", "''")}'`;
  return `
    SELECT * FROM (
      SELECT e.*, file_row_number, max(e.event_time) OVER (ORDER BY file_row_number ROWS UNBOUNDED PRECEDING) AS clock,
        coalesce(a.alerts, 0) AS alerts
      FROM read_parquet(${file("events")}, file_row_number = true) e
      LEFT JOIN (SELECT event_id, count(*) AS alerts FROM ${file("alerts")} GROUP BY ALL) a USING (event_id)
      WHERE ${where}
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
      coalesce(sum((action = 'blocked')::INT), 0) AS blocked, count(DISTINCT source_ip) AS addresses,
      sum(alerts)::INT AS alerts
    FROM (${from}) ${since}`);
  return row;
}

const positionOf = async (page: Page) =>
  Number(await page.getByTestId("replay").getAttribute("data-position"));

/** Goes to a position, a multiple of 1,000, as keys do. */
async function seek(page: Page, position: number): Promise<void> {
  const stage = page.getByTestId("replay-stage");
  await page.getByRole("button", {name: "Back to the beginning"}).focus();
  const press = async (batch: string, times: number) => {
    if (times === 0) return;
    await choose(page, "Batch", batch);
    for (let i = 0; i < times; i++) await page.getByRole("button", {name: "One batch on"}).click();
  };
  await page.getByRole("button", {name: "Back to the beginning"}).click();
  await press("10,000 events", Math.floor(position / 10_000));
  await press("1,000 events", Math.floor((position % 10_000) / 1000));
  await choose(page, "Batch", "1,000 events");
  await stage.waitFor();
  await settle(page);
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
    expect(await figuresOf(page)).toEqual(await count(position));
  });

  it("at any position, so far, in the last hour and in the last five minutes", async () => {
    const page = await openWhole();
    const windows: [string, number | null][] = [
      ["so far", null],
      ["last hour", 60],
      ["last 5 min", 5]
    ];
    for (const position of [1000, 54_000, 200_000]) {
      await seek(page, position);
      for (const [label, minutes] of windows) {
        await choose(page, "Count", label);
        expect(await figuresOf(page), `${label} at ${position}`).toEqual(await count(position, minutes));
      }
    }
  });

  it("of a selection", async () => {
    const page = await open("?dataset=cowrie&severity=low,medium");
    await page.getByTestId("replay-stage").click({position: {x: 5, y: 5}});
    await page.keyboard.press("End");
    const where = `${within(site.native.overview.default)} AND dataset = 'cowrie' AND severity IN ('low', 'medium')`;
    const position = await positionOf(page);
    expect(position).toBe(await site.native.number(`SELECT count(*) FROM events WHERE ${where}`));
    expect(await figuresOf(page)).toEqual(await count(position, null, where));
  });

  it("of a storyline, at the same moment", async () => {
    const page = await openWhole();
    // The next event comes later: of events at one time, a storyline that is left again shows all.
    await seek(page, 151_000);
    const [{clock}] = (await site.native.rows(
      `SELECT max(clock)::VARCHAR AS clock FROM (${played(151_000, within(site.native.overview.default))})`
    )) as [{clock: string}];
    const total = await site.native.number("SELECT count(*) FROM events");
    for (const [label, condition] of [
      ["suspicious only", "severity <> 'none'"],
      ["blocked only", "action = 'blocked'"]
    ] as const) {
      await choose(page, "Tell", label);
      const where = `${within(site.native.overview.default)} AND ${condition}`;
      const there = await site.native.number(
        `SELECT count(*) FROM (${played(total, where)}) WHERE clock <= '${clock}'`
      );
      expect(await positionOf(page), label).toBe(there);
      expect(await figuresOf(page), label).toEqual(await count(there, null, where));
    }
    await choose(page, "Tell", "everything");
    expect(await positionOf(page)).toBe(151_000);
  });

  it("in the SQL under “How this was made”, which DuckDB on the page counts anew", async () => {
    const page = await openWhole();
    await seek(page, 10_000);
    await page.getByTestId("replay").locator(".replay-made").getByText("How this was made").click();
    const made = page.getByTestId("replay").locator(".replay-made .frame-rows");
    await made.locator("td").first().waitFor();
    const names = await made.locator("th").allTextContents();
    const cells = await made.locator("td").allTextContents();
    const counted = (name: string) => Number(cells[names.indexOf(name)]?.replaceAll(",", ""));
    const figures = await figuresOf(page);
    for (const name of ["events", "anomalous", "blocked", "addresses"] as const)
      expect(counted(name), name).toBe(figures[name]);
    const alerts = ["low", "medium", "high", "critical"].map(severity => counted(`${severity}_alerts`));
    expect(alerts.reduce((sum, count) => sum + count, 0)).toBe(figures.alerts);
  });
});

describe("a replay", () => {
  it("shows the same picture whichever way a moment is come to, and when it is opened again", async () => {
    const page = await openWhole();
    const pictures = new Map<number, string>();
    for (const position of [0, 40_000, 150_000, 300_000]) {
      await seek(page, position);
      pictures.set(position, await pictureOf(page));
    }
    for (const position of [300_000, 0, 40_000, 150_000]) {
      await seek(page, position);
      expect(await pictureOf(page)).toBe(pictures.get(position));
    }
    await page.reload();
    await page.getByTestId("replay").waitFor();
    await settle(page);
    // The address holds the moment.
    expect(await positionOf(page)).toBe(150_000);
    expect(await pictureOf(page)).toBe(pictures.get(150_000));
  });

  it("never starts by itself, and goes on and back by one batch", async () => {
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
  });

  it("jumps to the next grave alert and the next burst", async () => {
    const page = await openWhole();
    await page.getByRole("button", {name: "To the next burst"}).click();
    const burst = await positionOf(page);
    expect(burst).toBeGreaterThan(0);
    await page.getByRole("button", {name: "To the next grave alert"}).click();
    expect(await positionOf(page)).toBeGreaterThan(burst);
  });

  it("goes where the bar is pressed", async () => {
    const page = await openWhole();
    const bar = page.getByTestId("replay-position");
    const box = await bar.boundingBox();
    await bar.click({position: {x: (box?.width ?? 0) / 2, y: 20}});
    const position = await positionOf(page);
    expect(position).toBeGreaterThan(0);
    expect(await figuresOf(page)).toEqual(await count(position));
  });

  it("stops at the end, and plays from the beginning again", async () => {
    const page = await open("?dataset=dionaea");
    // A story has its own last chapter there.
    await page.getByTestId("replay-story").selectOption({label: "No story"});
    await page.getByTestId("replay-stage").click({position: {x: 5, y: 5}});
    await page.keyboard.press("End");
    const end = await positionOf(page);
    await page.getByTestId("replay-toggle").click();
    await expect.poll(() => positionOf(page), {timeout: 20_000}).toBeLessThan(end);
    await expect.poll(() => positionOf(page), {timeout: 40_000}).toBe(end);
    expect(await page.getByTestId("replay-toggle").textContent()).toBe("Play");
  });

  it("says so when nothing is selected, and when a link leads nowhere", async () => {
    const page = await openPage(site.browser, `${site.url}replay.html?source=192.0.2.255`);
    await page.page.getByText("nothing to replay").waitFor();
    expect(page.errors).toEqual([]);
    await page.close();
    const lost = await open(
      "?at=1999-01-01T00:00:00.000Z&focus=192.0.2.255&view=moon&story=nowhere&chapter=99"
    );
    const said = await lost.getByTestId("replay-said").textContent();
    for (const part of [
      "before the selected events",
      "no source in the selected events",
      "invalid view",
      "no story",
      "no chapter 99"
    ])
      expect(said).toContain(part);
    await lost.getByTestId("replay-toggle").click();
    await expect.poll(() => positionOf(lost)).toBeGreaterThan(0);
  });
});
