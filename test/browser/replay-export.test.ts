import {mkdtemp, readFile, rm, stat, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import type {BrowserContext, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {openPage, waitUntil} from "./open-page.js";
import {unfoldChoices} from "./replay-choices.js";
import {useTestedSite} from "./tested-site.js";

const site = useTestedSite();
let directory: string;
let exported: {readonly path: string; readonly told: readonly Told[]};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "flowbook-replay-"));
  exported = await exportStory();
}, 180_000);
afterAll(() => rm(directory, {recursive: true, force: true}));

/** What an audience is told at the end of a chapter. */
interface Told {
  readonly chapter: string | null;
  readonly caption: string | null;
  readonly position: string | null;
  /** By name; those of figures that the chapter shows. */
  readonly figures: Readonly<Record<string, string | undefined>>;
}

const readTold = (page: Page): Promise<Told> =>
  page.evaluate(() => {
    const shown = [...document.querySelectorAll<HTMLElement>("[data-kpi]")].filter(figure =>
      figure.checkVisibility()
    );
    return {
      chapter: document.querySelector(".replay-caption-number")?.textContent ?? null,
      caption: document.querySelector(".replay-caption-text")?.textContent ?? null,
      position: document.querySelector<HTMLElement>(".replay")?.dataset.position ?? null,
      figures: Object.fromEntries(shown.map(figure => [figure.dataset.kpi ?? "", figure.dataset.value]))
    };
  });

const isPlaying = (page: Page) =>
  page.evaluate(() => document.querySelector<HTMLElement>(".replay")?.dataset.playing === "true");

/** Tells a story as a presenter with a clicker does, by space alone, with the waiting left out. */
async function tell(page: Page): Promise<readonly Told[]> {
  await page.clock.install();
  const told: Told[] = [];
  const chapters = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button[data-chapter]")].map(button => button.dataset.chapter)
  );
  for (let presses = 0; presses < 100; presses++) {
    await page.keyboard.press("Space");
    await page.clock.runFor(100);
    if (!(await isPlaying(page))) continue;
    await page.clock.fastForward(300_000);
    await page.clock.runFor(500);
    const now = await readTold(page);
    if (now.chapter === "" || now.chapter === told.at(-1)?.chapter) break;
    told.push(now);
  }
  expect(told.map(({chapter}) => chapter)).toEqual(chapters);
  return told;
}

interface OpenedFile {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Everything that it asked for, itself included. */
  readonly requests: readonly string[];
  readonly errors: readonly string[];
}

/** Opens a file from disk in a browser without a network. */
async function openFile(path: string): Promise<OpenedFile> {
  const context = await site.browser.newContext({
    viewport: {width: 1280, height: 900},
    reducedMotion: "reduce",
    acceptDownloads: true
  });
  await context.setOffline(true);
  const [requests, errors]: [string[], string[]] = [[], []];
  const page = await context.newPage();
  page.on("request", request => requests.push(request.url()));
  page.on("pageerror", error => errors.push(error.message));
  page.on("console", message => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(pathToFileURL(path).href);
  return {page, context, requests, errors};
}

/** Opens the story that comes with the simulated week, and exports it from the page. */
async function exportStory(): Promise<typeof exported> {
  const {page, errors, close} = await openPage(
    site.browser,
    `${site.url}replay.html?story=night-heron&chapter=1`
  );
  await page.getByTestId("replay").waitFor({timeout: 90_000});
  await unfoldChoices(page);
  await page.getByTestId("export-story").click();
  const dialog = page.getByRole("dialog", {name: "Export as one file"});
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", {name: "Make and save the file"}).click()
  ]);
  expect(download.suggestedFilename()).toMatch(/^flowbook-night-heron.*\.html$/);
  const path = join(directory, "story.html");
  await download.saveAs(path);
  await dialog.getByRole("button", {name: "Close"}).click();
  // Closing gives the focus back to the button, which space would press again.
  await page.getByTestId("export-story").blur();
  const told = await tell(page);
  expect(errors).toEqual([]);
  await close();
  return {path, told};
}

describe("a story exported as one file", () => {
  it("tells from disk, without a network and by keyboard, what the site tells", async () => {
    const {path, told} = exported;
    expect((await stat(path)).size).toBeLessThan(8_000_000);
    const {page, context, requests, errors} = await openFile(path);
    await page.getByTestId("replay").waitFor();
    expect(await page.title()).toContain("Night Heron");
    expect(await tell(page)).toEqual(told);
    expect(told.length).toBeGreaterThan(1);
    expect(Number(told[0]?.figures.events)).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.querySelector("#recording"))).toBeNull();
    expect(requests.filter(url => !/^(file|data|blob):/.test(url))).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  }, 180_000);

  it("says in a sentence that it is damaged", async () => {
    const text = await readFile(exported.path, "utf8");
    const at = text.indexOf('id="recording">') + 5000;
    const damaged = join(directory, "damaged.html");
    await writeFile(damaged, `${text.slice(0, at)}AAAAAAAA${text.slice(at + 8)}`);
    const {page, context} = await openFile(damaged);
    await waitUntil(page, `document.querySelector("[role=alert]").textContent.includes("damaged")`);
    expect(await page.getByRole("alert").textContent()).toBe(
      "The recording in this file is damaged: a part of it is missing or was changed. Export the story again."
    );
    await context.close();
  });

  it("gives pictures of its chapters", async () => {
    const {page, context} = await openFile(exported.path);
    await page.getByTestId("replay").waitFor();
    await page.keyboard.press("Space");
    await unfoldChoices(page);
    for (const [format, begin] of [
      ["png", "\x89PNG"],
      ["svg", "<?xml"]
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByTestId(`export-chapter-${format}`).click()
      ]);
      const path = join(directory, `chapter.${format}`);
      await download.saveAs(path);
      const text = await readFile(path, "latin1");
      expect(text.slice(0, begin.length)).toBe(begin);
      expect(text.length).toBeGreaterThan(10_000);
      if (format === "svg") expect(text).toContain("chapter 1");
    }
    await context.close();
  });
});
