import {readFile} from "node:fs/promises";
import {parse} from "csv-parse/sync";
import type {Page} from "playwright-core";
import {afterEach, describe, expect, it} from "vitest";
import {within} from "./native.js";
import {type OpenedPage, openPage, settle} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";

const site = useTestedSite();
let opened: OpenedPage | undefined;

afterEach(async () => {
  const errors = opened?.errors;
  await opened?.close();
  opened = undefined;
  expect(errors ?? []).toEqual([]);
});

async function open(path: string): Promise<Page> {
  opened = await openPage(site.browser, site.url + path);
  await opened.page.locator("[data-chart]").first().waitFor();
  await settle(opened.page);
  return opened.page;
}

const window = () => within(site.native.overview.default);
const kpi = async (page: Page) =>
  Number(await page.locator('[data-kpi="events"][data-state="ready"]').getAttribute("data-value"));

describe("a value's menu", () => {
  it("filters the page it is on, in and out, and going back undoes it", async () => {
    const page = await open("index.html");
    const more = page.locator('button.value[data-kind="address"]').first();
    const address = await more.getAttribute("data-value");
    const all = await kpi(page);
    const own = await site.native.number(
      `SELECT count(*) FROM events WHERE ${window()} AND source_ip = '${address}'`
    );
    expect(own).toBeGreaterThan(0);
    await more.click();
    await page.getByRole("menuitem", {name: "Leave this out"}).click();
    await expect.poll(() => kpi(page), {timeout: 20_000}).toBe(all - own);
    expect(page.url()).toContain(`source=!${address}`);
    expect(await page.getByTestId("filter-chips").textContent()).toContain(`source is not ${address}`);
    await page.getByTestId("filter-chips").getByTitle("Show only these instead").click();
    await expect.poll(() => kpi(page), {timeout: 20_000}).toBe(own);
    await page.getByRole("button", {name: `Remove the filter: source ${address}`}).click();
    await expect.poll(() => kpi(page), {timeout: 20_000}).toBe(all);
  });

  it("works from the keyboard, leads on, and copies what is safe to pass on", async () => {
    const page = await open("incidents.html");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const more = page.locator('button.value[data-kind="address"]:visible').first();
    const address = (await more.getAttribute("data-value")) ?? "";
    await more.focus();
    await page.keyboard.press("Enter");
    const menu = page.getByRole("menu");
    await menu.waitFor();
    expect(await menu.getByRole("menuitem").allTextContents()).toEqual([
      ...["Show only this", "Leave this out", "Investigate", "Locate on the map"],
      ...["Block…", "Hunt for it", "Copy", "Copy defanged"]
    ]);
    const links = await menu
      .getByRole("menuitem")
      .evaluateAll(items => items.map(item => item.getAttribute("href")));
    expect(links.filter(link => link !== null)).toEqual([
      `./investigate.html?address=${address}`,
      `./map.html?locate=${address}`,
      `./hunt.html?q=${address}`
    ]);
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await menu.getByText("Copied").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address.replaceAll(".", "[.]"));
    await page.keyboard.press("Escape");
    expect(await menu.count()).toBe(0);
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.value)).toBe(address);
  });
});

describe("every frame", () => {
  async function save(page: Page, id: string, format: string): Promise<Buffer> {
    const frame = page.getByTestId(`chart-${id}`);
    const box = frame.locator(".frame-export");
    if ((await box.getAttribute("open")) === null) await box.locator("summary").click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      box.locator(`[data-format="${format}"]`).click()
    ]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^flowbook-[a-z0-9-]+\\.${format}$`));
    return readFile(await download.path());
  }

  it("exports the rows behind it, as CSV and JSON, that add up to native DuckDB's", async () => {
    const page = await open("services.html");
    const events = await site.native.number(`SELECT count(*) FROM events WHERE ${window()}`);
    const sum = (rows: {events: number | string}[]) =>
      rows.reduce((total, row) => total + Number(row.events), 0);
    const csv = await save(page, "services", "csv");
    expect(csv.subarray(0, 3)).toEqual(Buffer.from("\ufeff"));
    expect(sum(parse(csv, {columns: true, bom: true}))).toBe(events);
    expect(sum(JSON.parse(String(await save(page, "services", "json"))))).toBe(events);
  });

  it("exports its picture as one that stands alone", async () => {
    const page = await open("timeline.html");
    const frame = page.locator("[data-chart]:has(svg)").first();
    const id = (await frame.getAttribute("data-chart")) ?? "";
    const text = String(await save(page, id, "svg"));
    const title = (await frame.locator("h3").textContent()) ?? "";
    const words = [...text.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, word]) => word);
    expect(words.join(" ")).toContain(title.split(" ").slice(0, 3).join(" ").replace("&", "&amp;"));
    expect(text.match(/<script|<foreignObject|\son\w+=|url\((?!['"]?#)|href="http|var\(--/i)).toBeNull();
    const png = await save(page, id, "png");
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBeGreaterThan(800);
    expect(png.length).toBeGreaterThan(10_000);
  });
});

describe("prose", () => {
  it("explains terms where they stand, to the pointer and to the keyboard", async () => {
    const page = await open("timeline.html");
    const term = page.locator('.term[data-term="burst"]');
    await term.first().waitFor();
    expect(await term.count()).toBe(1);
    await term.focus();
    const tip = page.getByRole("tooltip");
    expect(await tip.textContent()).toContain("far more events");
    await page.keyboard.press("Escape");
    expect(await tip.isVisible()).toBe(false);
  });
});

describe("a saved view", () => {
  it("brings back the page with its selection, also from another page, until it is removed", async () => {
    const page = await open("services.html?severity=high,critical");
    await page.getByRole("button", {name: "Views"}).click();
    await page.getByLabel("Name of this view").fill("<b>Grave</b> services");
    await page.getByRole("button", {name: "Save this view"}).click();
    const list = page.getByTestId("views-list");
    await list.getByText("<b>Grave</b> services").waitFor();
    await page.goto(`${site.url}data.html?dataset=cowrie`);
    await page.getByRole("button", {name: "Views"}).click();
    await list.getByRole("link", {name: "<b>Grave</b> services"}).click();
    await page.waitForURL(`${site.url}services.html?severity=high,critical`);
    await page.getByRole("button", {name: "Views"}).click();
    await list.getByRole("button", {name: "Remove"}).click();
    await list.getByText("Nothing saved yet.").waitFor();
  });
});
