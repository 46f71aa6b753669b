import type {Page} from "playwright-core";
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from "vitest";
import {type OpenedPage, openPage, settle, waitUntil} from "./open-page.js";
import {useTestedSite} from "./tested-site.js";

const site = useTestedSite();
let opened: OpenedPage;
let page: Page;

beforeEach(async () => {
  opened = await openPage(site.browser, `${site.url}test/workspace.html`);
  page = opened.page;
  await waitUntil(page, "globalThis.flowbook");
});

afterEach(async () => {
  await opened.close();
});

/** Runs on the page; the source is text, since the page's globals are unknown here. */
const run = <T = unknown>(body: string) => page.evaluate(`(async () => {${body}})()`) as Promise<T>;
const banner = () => page.getByTestId("workspace-banner");
const bannerText = async () => (await banner().locator("p").textContent()) ?? "";

const pages = [
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
];

describe.each([
  {what: "the same tables", without: []},
  {
    what: "hardly any table",
    without: [
      "evaluation",
      "evaluation.json",
      "rule-costs.json",
      "decisions.json",
      "stories.json",
      "feature-distributions.json",
      "reputation",
      "hosts",
      "campaigns",
      "risks",
      "risk_parts",
      "site_risks",
      "beacons",
      "bursts",
      "burst_sources",
      "sequences",
      "rule_hits",
      "signature_hits",
      "indicator_hits",
      "sessions"
    ]
  }
])("a tab with $what as its own", ({without}) => {
  // One for all pages: copying the tables takes longer than looking at them.
  let tab: OpenedPage;

  beforeAll(async () => {
    tab = await openPage(site.browser, `${site.url}test/workspace.html`);
    await waitUntil(tab.page, "globalThis.flowbook");
    await tab.page.evaluate(`flowbook.openCopy(${JSON.stringify(without)})`);
  });

  afterAll(async () => {
    await tab.close();
  });

  async function look(name: string, shown: boolean) {
    await tab.page.evaluate(
      `sessionStorage.setItem("flowbook-workspace", sessionStorage.getItem("flowbook-workspace").replace(/true|false/, "${shown}"))`
    );
    await tab.page.goto(`${site.url}${name}.html`);
    await settle(tab.page);
    return tab.page
      .locator("[data-chart], [data-kpi]")
      .evaluateAll(frames =>
        frames.map(frame =>
          ["data-testid", "data-state", "data-total", "data-value"].map(attribute =>
            frame.getAttribute(attribute)
          )
        )
      );
  }

  async function expectOwn(): Promise<void> {
    expect(await tab.page.getByTestId("workspace-banner").locator("p").textContent()).toMatch(
      /^Your logs: 2 files, [\d,]+ events, .* UTC\. Only in this tab, never uploaded\.$/
    );
    expect(await tab.page.getByTestId("provenance").isVisible()).toBe(false);
    expect(await tab.page.getByTestId("provenance-own").isVisible()).toBe(true);
    const published = await tab.page.evaluate<string[]>(
      `performance.getEntriesByType("resource").map(({name}) => name).filter(name => /_file\\/data\\//.test(name))`
    );
    expect(published).toEqual([]);
    expect(await tab.page.locator(".observablehq--error").allTextContents()).toEqual([]);
    expect(tab.errors).toEqual([]);
  }

  if (without.length === 0) {
    // Some of each kind; all of them are opened over hardly any table below, and over logs by silence.test.ts.
    it.each(["index", "incidents", "map", "services", "data"])(
      "%s shows what it shows of the published ones, and asks for none of those",
      async name => {
        const published = await look(name, false);
        expect(published.length).toBeGreaterThan(0);
        expect(await look(name, true)).toEqual(published);
        await expectOwn();
      }
    );
  } else {
    it.each(pages.filter(name => !/^(rules|timeline|replay|services|incidents)$/.test(name)))(
      "%s has a sentence for what was not measured",
      async name => {
        await look(name, true);
        expect(await tab.page.locator('[data-state="error"]').allTextContents()).toEqual([]);
        if (name === "evidence" || name === "model")
          expect(await tab.page.locator("#observablehq-main").textContent()).toMatch(
            /Not (evaluated|measured): logs that are opened in a page/
          );
        await expectOwn();
      }
    );
  }
});

describe("a tab with logs of its own", () => {
  it("changes to the published data and back, each time without the selection made over the other", async () => {
    await run("await flowbook.openCopy()");
    await page.goto(`${site.url}map.html?from=2026-03-03T00:00Z&to=2026-03-04T00:00Z&severity=high#x`);
    await banner().getByRole("button", {name: "Show published data"}).click();
    await page.waitForURL(`${site.url}map.html`);
    expect(await bannerText()).toMatch(
      /^Published data\. Your logs \(2 files, .*\) are still in this tab\.$/
    );
    expect(await page.getByTestId("provenance").isVisible()).toBe(true);
    expect(await page.getByTestId("provenance-own").isVisible()).toBe(false);
    await banner().getByRole("button", {name: "Show your logs"}).click();
    await page.locator('.workspace-banner[data-shown="true"]').waitFor();
    expect(page.url()).toBe(`${site.url}map.html`);
  });

  it("drops a window of other data from the address, and keeps one of its own", async () => {
    await run("await flowbook.openCopy()");
    await page.goto(`${site.url}map.html?from=2019-03-03T00:00Z&to=2019-03-04T00:00Z&severity=high`);
    await settle(page);
    expect(new URL(page.url()).search).toBe("?severity=high");
    const {from} = site.native.overview.data;
    const own = `?from=${new Date(from).toISOString().slice(0, 16)}Z`;
    await page.goto(`${site.url}map.html${own}`);
    await settle(page);
    expect(new URL(page.url()).search).toBe(own);
  });

  it("forgets them at once and says so", async () => {
    await run("await flowbook.openCopy()");
    await page.goto(`${site.url}map.html`);
    await banner().getByRole("button", {name: "Forget"}).click();
    await page.getByTestId("workspace-notice").waitFor();
    expect(await page.getByTestId("workspace-notice").textContent()).toContain("Your logs are forgotten");
    await page.goto(`${site.url}test/workspace.html`);
    await waitUntil(page, "globalThis.flowbook");
    expect(await run("return (await flowbook.store.listWorkspaces()).size")).toBe(0);
    expect(await page.getByTestId("workspace-notice").count()).toBe(0);
  });

  it("that was duplicated goes back to the published data when the other one forgets", async () => {
    const key = await run<string>("return flowbook.openCopy()");
    await page.goto(`${site.url}map.html`);
    await banner().waitFor();
    const other = await page.context().newPage();
    await other.goto(`${site.url}test/workspace.html`);
    await other.evaluate(`sessionStorage.setItem("flowbook-workspace", '{"key":"${key}","shown":true}')`);
    await other.goto(`${site.url}services.html`);
    await other.getByTestId("workspace-banner").getByRole("button", {name: "Forget"}).click();
    await page.getByTestId("workspace-notice").waitFor();
    expect(await page.getByTestId("workspace-notice").textContent()).toContain("forgotten in another tab");
    await settle(page);
    expect(await page.locator('[data-state="error"]').count()).toBe(0);
    // A third one, which was not on the site meanwhile.
    await page.evaluate(`sessionStorage.setItem("flowbook-workspace", '{"key":"${key}","shown":true}')`);
    await page.goto(`${site.url}map.html`);
    await page.getByTestId("workspace-notice").waitFor();
    expect(await page.getByTestId("workspace-notice").textContent()).toContain(
      "not in this browser any more"
    );
    expect(await page.getByTestId("provenance").isVisible()).toBe(true);
    await settle(page);
    expect(await page.locator('[data-state="error"], .observablehq--error').count()).toBe(0);
    expect(opened.errors).toEqual([]);
  });

  it("that is closed leaves nothing behind once another page of the site was open a while", async () => {
    const own = await run<string>("return flowbook.openCopy()");
    await page.goto(`${site.url}map.html`);
    await banner().waitFor();
    const left = await page.context().newPage();
    await left.goto(`${site.url}test/workspace.html`);
    await waitUntil(left, "globalThis.flowbook");
    await left.evaluate("flowbook.openCopy()");
    const later = await page.context().newPage();
    await later.clock.install();
    await left.close();
    await later.goto(`${site.url}test/workspace.html`);
    await waitUntil(later, "globalThis.flowbook");
    const keys = () =>
      later.evaluate("flowbook.store.listWorkspaces().then(all => [...all.keys()])") as Promise<string[]>;
    expect((await keys()).length).toBe(2);
    await expect
      .poll(async () => {
        await later.clock.fastForward(5000);
        return keys();
      })
      .toEqual([own]);
    expect(await later.evaluate(`localStorage.getItem("flowbook-workspaces")`)).toBe("1");
  });
});

it("a reader of published data fetches nothing of it", async () => {
  await page.goto(`${site.url}map.html`);
  await settle(page);
  const fetched = await run<string[]>(
    `return performance.getEntriesByType("resource").map(({name}) => name)`
  );
  const lazy =
    /idb-keyval|workspace\/(store|summary|open-logs)|workspace-files|stored-table|logs-dialog|banner|tidy|simulate/;
  expect(fetched.filter(name => lazy.test(name))).toEqual([]);
  expect(await run("return (await indexedDB.databases()).length")).toBe(0);
});
