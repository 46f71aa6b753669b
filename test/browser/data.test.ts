import type {Browser} from "playwright-core";
import {afterAll, beforeAll, expect, inject, it} from "vitest";
import {tables} from "../../src/engine/tables.js";
import {launchChromium} from "./chromium.js";
import {type Native, openNative} from "./native.js";
import {type StaticServer, serveDirectory} from "./static-server.js";
import {type Visit, visit} from "./visit.js";

let browser: Browser;
let server: StaticServer;
let native: Native;
let opened: Visit;

beforeAll(async () => {
  [browser, server, native] = await Promise.all([
    launchChromium(),
    serveDirectory(inject("site")),
    openNative(inject("data"))
  ]);
  opened = await visit(browser, `${server.url}data.html`);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

it("every sum over the files is native DuckDB's", async () => {
  const [sums = {}] = await native.rows(`
    SELECT count(*) FILTER (status = 'read') AS files, sum(records) AS records, sum(mapped) AS mapped,
      sum(ignored) AS ignored, sum(quarantined) AS quarantined, sum(events) AS events FROM quality`);
  for (const [name, value] of Object.entries(sums)) {
    const shown = await opened.page.getByTestId(`kpi-${name}`).getAttribute("data-value");
    expect(Number(shown), name).toBe(Number(value));
  }
  expect(await opened.total("files")).toBe(Number(sums.records));
  expect(await opened.total("reasons")).toBe(Number(sums.ignored) + Number(sums.quarantined));
});

it("the events that files made are the events there are", async () => {
  const events = await native.number("SELECT count(*) FROM events");
  expect(Number(await opened.page.getByTestId("kpi-events").getAttribute("data-value"))).toBe(events);
  expect(await opened.total("measured")).toBe(events);
});

it("every record is accounted for, and the page says so", async () => {
  expect(await opened.page.getByTestId("account").textContent()).toMatch(/^✓ .*none is unaccounted for\.$/);
});

it("each file has its own line, and its reasons add up to what was left out", async () => {
  const rows = await native.rows(`
    SELECT records, ignored FROM quality ORDER BY status <> 'read' DESC, quarantined > 0 DESC, source_file`);
  expect(await opened.column("files", "records")).toEqual(rows.map(row => row.records));
  expect(await opened.column("files", "ignored")).toEqual(rows.map(row => row.ignored));
  const reasons = await opened.column("reasons", "records");
  expect(reasons.reduce((sum, n) => sum + n, 0)).toBe(await opened.total("reasons"));
});

it("the first fifteen files are shown, and the others when asked for", async () => {
  const count = await native.number("SELECT count(*) FROM quality");
  const lines = opened.frame("files").locator("tbody tr:visible");
  expect(await lines.count()).toBe(Math.min(15, count));
  await opened
    .frame("files")
    .getByRole("button", {name: `Show all ${count}`})
    .click();
  expect(await lines.count()).toBe(count);
});

it("every published table is listed with its key, its columns and its rows", async () => {
  for (const {name, key, columns} of tables) {
    const box = opened.page
      .locator(".table-list details")
      .filter({has: opened.page.locator(`[data-rows-of="${name}"]`)});
    await box.locator("summary").click();
    const count = box.locator("output[data-value]");
    await count.waitFor();
    expect(Number(await count.getAttribute("data-value")), name).toBe(
      await native.number(`SELECT count(*) FROM ${name}`)
    );
    expect(await box.textContent()).toContain(`Key: ${key.join(", ")}.`);
    expect(await box.locator("tbody tr").count()).toBe(columns.length);
  }
});

it("says where the data comes from, what it may be used for, and that it is simulated", async () => {
  const text = (await opened.page.locator("#observablehq-main").textContent()) ?? "";
  expect(text).toContain("All of it is simulated");
  expect(text).toContain("from seed");
  const link = opened.page.getByRole("link", {name: "IP Geolocation by DB-IP"});
  expect(await link.getAttribute("href")).toBe("https://db-ip.com");
});

it("nothing went wrong on the way", async () => {
  await opened.close();
});
