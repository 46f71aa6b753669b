import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, beforeEach, describe, expect, inject, it} from "vitest";
import {launchChromium} from "./chromium.js";
import type {OpenedPage} from "./open-page.js";
import {openPage, settle} from "./open-page.js";
import type {StaticServer} from "./static-server.js";
import {serveDirectory} from "./static-server.js";

let browser: Browser;
let server: StaticServer;
let opened: OpenedPage;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  server = await serveDirectory(inject("site"));
});

afterAll(async () => {
  await opened?.close();
  await browser?.close();
  await server?.close();
});

async function open(search: string): Promise<void> {
  await opened?.close();
  opened = await openPage(browser, `${server.url}test/harness.html${search}`);
  page = opened.page;
  // The element is there before its content is.
  await page.locator("#selection", {hasText: "{"}).waitFor();
}

async function selection(): Promise<Record<string, unknown>> {
  return JSON.parse((await page.locator("#selection").textContent()) ?? "null");
}

/** Runs a query on the page; the source is text, since the page's globals are unknown here. */
async function query(sql: string, params: readonly unknown[] = []): Promise<unknown> {
  return page.evaluate(`flowbook.database.query(${JSON.stringify(sql)}, ${JSON.stringify(params)})`);
}

async function failure(expression: string): Promise<string> {
  const message = await page.evaluate(`Promise.resolve().then(() => ${expression}).then(() => "", String)`);
  return String(message);
}

describe("the database", () => {
  beforeAll(async () => {
    await open("");
    await settle(page);
  });

  it("yields plain values: dates, numbers for big integers and sums, arrays, nulls", async () => {
    const rows = await query(`
      SELECT TIMESTAMP '2026-03-01 12:30:00.5' AS moment, 9007199254740991::BIGINT AS big, sum(3) AS total,
        1.25::DECIMAL(8, 2) AS part, [1, 2] AS list, NULL AS nothing, 'x' AS word, true AS flag`);
    expect(rows).toEqual([
      {
        moment: new Date("2026-03-01T12:30:00.500Z"),
        big: Number.MAX_SAFE_INTEGER,
        total: 3,
        part: 1.25,
        list: [1, 2],
        nothing: null,
        word: "x",
        flag: true
      }
    ]);
  });

  it("takes values apart from the statement", async () => {
    expect(await query("SELECT ? AS a, ?::INTEGER + 1 AS b", ["'; DROP TABLE events; --", 1])).toEqual([
      {a: "'; DROP TABLE events; --", b: 2}
    ]);
  });

  it("finds a value in a part that DuckDB copies to where it is read", async () => {
    const sql = `WITH own AS (SELECT event_id FROM events WHERE dataset = ?)
      SELECT a.event_id FROM own a JOIN own b ON b.event_id = a.event_id LIMIT 7`;
    expect(await query(sql, ["cowrie"])).toHaveLength(7);
  });

  it("runs a single statement where there are values", async () => {
    expect(await failure("flowbook.database.query('SELECT ?; SELECT 1', [1])")).toMatch(/statement/i);
  });

  it("loads a table once it is named, with no more columns than asked for", async () => {
    const [row] = (await query("SELECT * FROM events LIMIT 1")) as Record<string, unknown>[];
    expect(Object.keys(row ?? {})).toEqual(["event_id", "event_time", "dataset"]);
    expect(row?.event_time).toBeInstanceOf(Date);
  });

  it("reads a table of several shards as one", async () => {
    const total = await page.evaluate(`(async () => {
      const {tables, openDatabase} = flowbook;
      const database = openDatabase({events: tables.events});
      await database.loadTable("twice", [tables.events, tables.events], ["event_id"]);
      const [{n}] = await database.query("SELECT (SELECT count(*) FROM twice) / (SELECT count(*) FROM events) AS n");
      return n;
    })()`);
    expect(total).toBe(2);
  });

  it("says what is wrong with a statement, and goes on", async () => {
    expect(await failure(`flowbook.database.query("SELECT nonsense FROM events")`)).toContain("nonsense");
    expect(await query("SELECT 1 AS one")).toEqual([{one: 1}]);
  });

  it("says which file could not be read", async () => {
    expect(
      await failure(`flowbook.database.loadTable("gone", new URL("gone.parquet", location).href)`)
    ).toContain("gone.parquet");
  });

  it("never reaches for an extension or a file", async () => {
    expect(await failure(`flowbook.database.query("LOAD icu")`)).not.toBe("");
    expect(await failure(`flowbook.database.query("SELECT * FROM 'https://192.0.2.1/x.parquet'")`)).not.toBe(
      ""
    );
    expect(opened.foreignRequests).toEqual([]);
  });
});

describe("the frame", () => {
  beforeAll(async () => {
    await open("");
    await settle(page);
  });

  it("shows what attackers wrote as text", async () => {
    const frame = page.getByTestId("chart-hostile");
    expect(await frame.locator("h3").textContent()).toBe("First of 2: <img src=x onerror=alert(1)>");
    await frame.getByText("How this was made").click();
    await frame.locator("td").first().waitFor();
    expect(await frame.locator("td").first().textContent()).toBe("<img src=x onerror=alert(1)>");
    expect(await frame.locator("img").count()).toBe(0);
    expect(await frame.getByTestId("sql").textContent()).toBe("SELECT 'it''s' AS name");
    expect(await frame.getAttribute("data-total")).toBe("3");
  });

  it("says that a selection is empty, or that the data does not measure something", async () => {
    expect(await page.getByTestId("chart-empty").textContent()).toContain(
      "nothing in this selection: no logins"
    );
    expect(await page.getByTestId("chart-unmeasured").textContent()).toContain(
      "Cowrie does not measure bytes."
    );
    expect(await page.getByTestId("kpi-unmeasured").textContent()).toContain("not measured");
  });

  it("draws again when the width changes", async () => {
    const drawing = page.getByTestId("chart-hostile").locator("[data-width]");
    const wide = Number(await drawing.getAttribute("data-width"));
    await page.setViewportSize({width: 390, height: 800});
    await expect.poll(async () => Number(await drawing.getAttribute("data-width"))).toBeLessThan(wide);
  });

  it("carries the exact value of a figure beside its text", async () => {
    const [row] = (await query("SELECT count(*) AS n FROM events")) as {n: number}[];
    const card = page.getByTestId("kpi-events");
    expect(await card.getAttribute("data-value")).toBe(String(row?.n));
    expect(await card.locator("output").textContent()).toBe(row?.n.toLocaleString("en-US"));
    expect(await card.locator(".kpi-change").textContent()).toBe("");
  });
});

describe("the selection", () => {
  beforeEach(async () => {
    await open("");
  });

  it("is read from the address", async () => {
    await open(
      "?from=2026-03-02T00:00Z&to=2026-03-03T00:00Z&dataset=cowrie&severity=critical,high&source=192.0.2.1"
    );
    expect(await selection()).toEqual({
      from: Date.UTC(2026, 2, 2),
      to: Date.UTC(2026, 2, 3),
      datasets: ["cowrie"],
      severities: ["high", "critical"],
      sources: ["192.0.2.1"],
      timeZone: "UTC"
    });
  });

  it("says which value it ignores", async () => {
    await open("?severity=urgent");
    expect(await page.getByRole("alert").textContent()).toBe(
      'invalid severity: "urgent"; expected none, low, medium, high or critical'
    );
  });

  it("is written to the address, and read back when the reader goes back", async () => {
    await page.getByText("Window and filters").click();
    await page.getByLabel("Critical").check();
    expect(new URL(page.url()).search).toBe("?severity=critical");
    await expect.poll(selection).toMatchObject({severities: ["critical"]});
    await page.evaluate(() => history.pushState(null, "", "?severity=low"));
    await page.goBack();
    await expect.poll(selection).toMatchObject({severities: ["critical"]});
  });

  it("holds through the site's own links, and gives way to what a link selects", async () => {
    await open("?dataset=cowrie&severity=low");
    await page.getByText("Critical alerts").hover();
    expect(await page.getByText("Critical alerts").evaluate(link => (link as HTMLAnchorElement).search)).toBe(
      "?severity=critical&dataset=cowrie"
    );
    await page.getByText("Alerts", {exact: true}).last().click();
    await page.waitForURL("**/alerts.html?dataset=cowrie&severity=low");
  });

  it("shows times in UTC or campus time, says which, and remembers", async () => {
    await page.getByTestId("time-zone").click();
    expect(await page.getByTestId("selection-range").textContent()).toContain("campus");
    await expect.poll(selection).toMatchObject({timeZone: "America/New_York"});
    await page.reload();
    expect(await page.getByTestId("time-zone").textContent()).toBe("Times in campus time (America/New York)");
  });
});

describe("the theme", () => {
  beforeEach(async () => {
    await open("");
  });

  it("follows the system until the reader chooses", async () => {
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(await background()).toBe("rgb(255, 255, 255)");
    await page.emulateMedia({colorScheme: "dark"});
    const dark = await background();
    expect(dark).not.toBe("rgb(255, 255, 255)");
    await page.locator("#theme-button").click();
    expect(await background()).toBe("rgb(255, 255, 255)");
    await page.locator("#theme-button").click();
    await page.emulateMedia({colorScheme: "light"});
    await page.reload();
    expect(await background()).toBe(dark);
  });
});
