import {readFile} from "node:fs/promises";
import {parse} from "csv-parse/sync";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, inject, it} from "vitest";
import {formatStory} from "../../src/engine/replay/story/format-story.js";
import {hostileLogs, hostileSource, hostileTexts} from "./hostile-logs.js";
import {type GivenFile, logFile, openLogs} from "./open-logs.js";
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

/** A replay at the end of the hostile logs, where all of them are told of. */
const replayEnd = "replay.html?at=2026-03-01T12:59:00Z";

describe("a replay of logs that are meant to harm whoever reads them", () => {
  // Those that show what was logged; the page itself is among the pages above.
  it.each(["alerts", "source", "terminal"])("shows them as text in its view %s", async view => {
    const {page} = opened;
    const text = encodeURIComponent(hostileTexts[view.length % hostileTexts.length] ?? "");
    const search = `&view=${view}&focus=${hostileSource}&without=${text}&window=${text}&map=${text}&story=${text}&chapter=${text}`;
    await page.goto(`${site.url}${replayEnd}${search}`, {waitUntil: "load"});
    await page.getByTestId("replay").waitFor();
    await settle(page);
    expect(Number(await page.getByTestId("replay").getAttribute("data-position"))).toBeGreaterThan(0);
    await expectHarmless(page);
  });

  it("tells story files as text, and refuses with a sentence those that no browser could read", async () => {
    const {page} = opened;
    await page.goto(`${site.url}${replayEnd}`, {waitUntil: "load"});
    await page.getByTestId("replay").waitFor();
    await settle(page);
    await page.getByRole("button", {name: "Make your own"}).click();
    const editor = page.getByRole("region", {name: "Your story"});
    const open = async (file: GivenFile) => {
      await editor.locator("input[type=file]").setInputFiles(file);
      await expect.poll(() => editor.getByRole("status").textContent()).not.toBe("");
      return (await editor.getByRole("status").textContent()) ?? "";
    };
    const bomb = `a: &a [${"x,".repeat(9)}x]\n${[..."bcdefghij"]
      .map((name, i) => `${name}: &${name} [${`*${"abcdefghi"[i]},`.repeat(9)}x]`)
      .join("\n")}\ntitle: t\nchapters: *j\n`;
    for (const [name, content] of [
      ["aliases.yml", bomb],
      ["deep.yml", `title: t\nchapters: ${"[".repeat(20_000)}`],
      ["markup.yml", "<script>window.ran=1</script>"],
      ["prototype.yml", "__proto__: {ran: 1}\nconstructor: 1\n"],
      ["large.yml", `title: ${"x".repeat(1_100_000)}`],
      ["bytes.yml", Buffer.from([0, 255, 254, 10, 13, 7, 27, 91, 51, 49, 109])]
    ] as const) {
      const sentence = await open(logFile(name, content));
      expect(sentence, name).toMatch(/holds no story that can be told|is too large for a story/);
      expect(await editor.locator(".replay-form").count(), name).toBe(0);
      await expectHarmless(page);
    }

    const from = Date.UTC(2026, 2, 1, 12, 0);
    const chapters = hostileTexts.map((text, i) => ({
      title: text.slice(0, 200),
      from: from + i * 1000,
      to: from + i * 1000,
      seconds: 1,
      caption: text.slice(0, 600),
      note: text,
      did: [text.slice(0, 300)],
      card: true,
      scene: {source: text.slice(0, 60), without: [text.slice(0, 60)]}
    }));
    const [title = ""] = hostileTexts;
    const story = formatStory({id: "hostile", title, about: hostileTexts[1], chapters});
    const sentence = await open(logFile('<img src=x onerror="window.ran=1">.yml', story));
    expect(sentence).toContain("Opened <img src=x");
    expect(await editor.locator(".replay-form").count()).toBe(chapters.length);
    await editor.getByRole("button", {name: "Play it", exact: true}).click();
    const list = page.getByTestId("replay-chapters").getByRole("button");
    expect(await list.count()).toBe(chapters.length);
    for (let i = 0; i < chapters.length; i++) {
      await list.nth(i).click();
      expect(await page.getByTestId("replay-card").isVisible()).toBe(true);
    }
    await expectHarmless(page);
    await page.reload();
    await page.getByTestId("replay").waitFor();
    await settle(page);
    await expectHarmless(page);
  });
});
