import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, it} from "vitest";
import {launchChromium} from "./chromium.js";
import {openPage, settle} from "./open-page.js";
import {findPages} from "./site.js";
import type {StaticServer} from "./static-server.js";
import {serveDirectory} from "./static-server.js";

const site = inject("site");
const pages = await findPages(site);
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
});

it("the site has the pages of its sidebar", () => {
  expect(pages).toEqual(
    expect.arrayContaining(
      [
        "index",
        "incidents",
        "alerts",
        "investigate",
        "sessions",
        "rules",
        "decisions",
        "timeline",
        "replay",
        "map",
        "services",
        "statistics",
        "hunt",
        "notebook",
        "model",
        "evidence",
        "data"
      ].map(name => `${name}.html`)
    )
  );
});

describe.each(["/", "/some/where/"])("served under %s", mount => {
  let server: StaticServer;

  beforeAll(async () => {
    server = await serveDirectory(site, mount);
  });

  afterAll(async () => {
    await server?.close();
  });

  // Addresses are relative throughout: a few pages tell whether they hold under another path.
  const opened =
    mount === "/" ? pages : pages.filter(path => /^(index|sessions|model|map)\.html$/.test(path));
  it.each(opened)("%s opens without an error and asks no other host for anything", async path => {
    const {page, errors, foreignRequests, close} = await openPage(browser, server.url + path);
    try {
      await settle(page);
      expect(foreignRequests).toEqual([]);
      expect(errors).toEqual([]);
      expect(await page.locator(".observablehq--error").count()).toBe(0);
    } finally {
      await close();
    }
  });

  it("leads from page to page through the sidebar", async () => {
    const {page, errors, close} = await openPage(browser, `${server.url}index.html`);
    try {
      await page.locator("#observablehq-sidebar").getByText("Timeline", {exact: true}).click();
      await page.waitForURL(`${server.url}timeline.html`);
      await page.locator("#observablehq-sidebar").getByText("Overview", {exact: true}).click();
      await page.waitForURL(`${server.url}index.html`);
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
  });
});

describe("every page", () => {
  let server: StaticServer;

  beforeAll(async () => {
    server = await serveDirectory(site);
  });

  afterAll(async () => {
    await server?.close();
  });

  it.each(pages)("%s says that its data is simulated", async path => {
    const {page, close} = await openPage(browser, server.url + path);
    try {
      expect(await page.getByTestId("provenance").textContent()).toContain("Simulated data");
    } finally {
      await close();
    }
  });

  it.each(pages)("%s fits a screen of 390 pixels", async path => {
    const {page, close} = await openPage(browser, server.url + path, {width: 390, height: 844});
    try {
      await settle(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    } finally {
      await close();
    }
  });
});
