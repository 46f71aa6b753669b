import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, it} from "vitest";
import {findViolations} from "./accessibility.js";
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

// Addresses are relative throughout: a few pages tell whether they hold under another path.
describe.each(["/", "/some/where/"])("served under %s", mount => {
  let server: StaticServer;

  beforeAll(async () => {
    server = await serveDirectory(site, mount);
  });

  afterAll(async () => {
    await server?.close();
  });

  const opened = mount === "/" ? [] : ["index.html", "sessions.html", "model.html", "map.html"];
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

  it.each(pages)("%s, wide and light, says that its data is simulated and is accessible", async path => {
    const {page, errors, foreignRequests, close} = await openPage(browser, server.url + path);
    try {
      await settle(page);
      expect(await page.getByTestId("provenance").textContent()).toContain("Simulated data");
      expect(await page.locator(".observablehq--error").count()).toBe(0);
      expect(await findViolations(page)).toEqual([]);
      expect(foreignRequests).toEqual([]);
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
  });
});
