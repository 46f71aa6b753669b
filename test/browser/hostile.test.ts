import {readFile} from "node:fs/promises";
import {parse} from "csv-parse/sync";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, it} from "vitest";
import {hostileLogs, hostileSource, hostileTexts} from "./hostile-logs.js";
import {openLogs} from "./open-logs.js";
import {type OpenedPage, openPage, settle} from "./open-page.js";
import {findPages} from "./site.js";
import {useTestedSite} from "./tested-site.js";

const site = useTestedSite();
const pages = (await findPages(inject("site"))).filter(
  path => !path.startsWith("test/") && path !== "404.html"
);

/** The parameters of any page that take a text; a page ignores those of the others. */
const parameters = (text: string) =>
  ["from", "dataset", "severity", "source", "country", "port", "service", "hash"]
    .map(name => `${name}=${encodeURIComponent(text)}`)
    .join("&");
const named = ["alert", "incident", "campaign", "session", "rule", "address", "q", "locate", "tab", "of"];

let opened: OpenedPage;
const dialogs: string[] = [];

beforeAll(async () => {
  opened = await openPage(site.browser, `${site.url}data.html`, {width: 390, height: 844});
  opened.page.on("dialog", dialog => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await openLogs(opened.page, hostileLogs());
}, 180_000);

afterAll(async () => {
  await opened?.close();
});

/** Fails when anything of it ran, was asked for elsewhere, or pushed the page out of shape. */
async function expectHarmless(page: Page): Promise<void> {
  expect(await page.evaluate("window.ran")).toBeUndefined();
  expect(dialogs).toEqual([]);
  expect(opened.foreignRequests).toEqual([]);
  expect(opened.errors).toEqual([]);
  expect(await page.locator(".observablehq--error").allTextContents()).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
  // Nothing that a log wrote became an element, a handler or an address that runs.
  const found = await page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter(
        element =>
          [...element.attributes].some(({name}) => name.startsWith("on")) ||
          /^\s*javascript:/i.test(element.getAttribute("href") ?? "") ||
          (element instanceof HTMLImageElement && element.getAttribute("src") === "x")
      )
      .map(element => element.outerHTML.slice(0, 120))
  );
  expect(found).toEqual([]);
}

/** Runs in the page: what of a picture could run or fetch. */
function findActive(text: string): string[] {
  const picture = new DOMParser().parseFromString(text, "image/svg+xml");
  return [...picture.querySelectorAll("*")].flatMap(element => [
    ...(/^(script|foreignObject|a|style|parsererror)$/.test(element.localName) ? [element.localName] : []),
    ...[...element.attributes]
      .filter(
        ({name, value}) =>
          name.startsWith("on") || (/href$/.test(name) && !value.startsWith("data:image/png"))
      )
      .map(({name}) => name)
  ]);
}

describe("over logs that are meant to harm whoever reads them", () => {
  it.each(pages)("%s shows them as text, whatever its address says", async path => {
    const {page} = opened;
    const text = hostileTexts[pages.indexOf(path) % hostileTexts.length] ?? "";
    const value = path.startsWith("investigate") ? `address=${hostileSource}` : "";
    await page.goto(`${site.url}${path}?${parameters(text)}${value === "" ? "" : `&${value}`}`, {
      waitUntil: "load"
    });
    await settle(page);
    await expectHarmless(page);
  });

  // The panels of incidents, sessions and rules read their ids as that of alerts does.
  it.each(["alerts", "investigate", "hunt", "map", "notebook"])(
    "%s says that it knows nothing of what its address names",
    async name => {
      const {page} = opened;
      const text = encodeURIComponent(hostileTexts[name.length % hostileTexts.length] ?? "");
      const search = named.map(key => `${key}=${text}`).join("&");
      await page.goto(`${site.url}${name}.html?${search}#nb=${text}`, {
        waitUntil: "load"
      });
      await settle(page);
      await expectHarmless(page);
    }
  );

  it("values open menus that lead nowhere but to the site", async () => {
    const {page} = opened;
    await page.goto(`${site.url}services.html`, {waitUntil: "load"});
    await settle(page);
    const values = page.locator("button.value:visible");
    const count = await values.count();
    expect(count).toBeGreaterThan(5);
    for (let i = 0; i < Math.min(count, 25); i++) {
      await values.nth(i).click();
      const links = await page
        .getByRole("menu")
        .locator("a")
        .evaluateAll(items => items.map(item => (item as HTMLAnchorElement).href));
      for (const link of links) expect(link.startsWith(site.url)).toBe(true);
      await page.keyboard.press("Escape");
    }
    await expectHarmless(page);
  });

  it("no exported cell is a formula, and no picture holds script", async () => {
    const {page} = opened;
    for (const name of ["sessions", "services", "index"]) {
      await page.goto(`${site.url}${name}.html`, {waitUntil: "load"});
      await settle(page);
      const boxes = page.locator('[data-state="ready"] .frame-export');
      for (let i = 0; i < (await boxes.count()); i++) {
        const box = boxes.nth(i);
        await box.locator("summary").click();
        for (const format of ["csv", "svg"]) {
          const button = box.locator(`[data-format="${format}"]`);
          if (!(await button.isVisible())) continue;
          const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
          const text = await readFile(await download.path(), "utf8");
          if (format === "svg") expect(await page.evaluate(findActive, text)).toEqual([]);
          else {
            const rows = parse(text, {bom: true, relax_column_count: true}) as string[][];
            for (const cell of rows.flat())
              if (!/^[+-]?[\d.]+(e[+-]\d+)?$/i.test(cell)) expect(cell).not.toMatch(/^\s*[=+\-@|%]/);
          }
        }
        await box.locator("summary").click();
      }
    }
    await expectHarmless(page);
  });
});
