import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, inject, it} from "vitest";
import type {PublishedStories} from "../../src/engine/replay/story/published-stories.js";
import type {Chapter, Story} from "../../src/engine/replay/story/story.js";
import {within} from "./native.js";
import {type OpenedPage, openPage, settle} from "./open-page.js";
import {pictureOf} from "./replay-picture.js";
import {useTestedSite} from "./tested-site.js";

const site = useTestedSite();
let opened: OpenedPage;
let story: Story;

beforeAll(async () => {
  const text = await readFile(join(inject("data"), "stories.json"), "utf8");
  const found = (JSON.parse(text) as PublishedStories).stories.find(({id}) => id === "night-heron");
  if (found === undefined) throw new Error("the shipped story is not published");
  story = found;
});

afterAll(async () => {
  await opened?.close();
});

/** Key figures of a chapter's end by native DuckDB: of the events whose clock is no later, within what the scene tells of. */
async function countAt(time: number, {scene}: Chapter) {
  const file = (name: string) => `'${join(inject("data"), `${name}.parquet`).replaceAll("'", "''")}'`;
  const only = {all: "true", suspicious: "severity <> 'none'", blocked: "action = 'blocked'"}[
    scene.only ?? "all"
  ];
  const span = scene.span ?? Number.POSITIVE_INFINITY;
  const since = Number.isFinite(span)
    ? `AND clock > epoch_ms(${Math.floor(time)}) - INTERVAL ${span} MILLISECONDS`
    : "";
  const [row] = await site.native.rows(`
    WITH told AS (
      SELECT e.*, max(e.event_time) OVER (ORDER BY file_row_number ROWS UNBOUNDED PRECEDING) AS clock
      FROM read_parquet(${file("events")}, file_row_number = true) e
      WHERE ${within(site.native.overview.default)} AND ${only}
    ), shown AS (SELECT * FROM told WHERE clock <= epoch_ms(${Math.floor(time)}) ${since})
    SELECT (SELECT count(*) FROM shown) AS events,
      (SELECT count(*) FROM shown WHERE severity <> 'none') AS anomalous,
      (SELECT count(DISTINCT source_ip) FROM shown) AS addresses,
      (SELECT count(*) FROM ${file("alerts")} a JOIN shown USING (event_id)) AS alerts`);
  return row;
}

async function figuresOf(page: Page) {
  const read = async (name: string) =>
    Number(await page.getByTestId(`kpi-${name}`).getAttribute("data-value"));
  return {
    events: await read("events"),
    anomalous: await read("anomalous"),
    addresses: await read("addresses"),
    alerts: await read("alerts")
  };
}

const read = (page: Page, name: "position" | "time" | "chapter" | "playing") =>
  page.getByTestId("replay").getAttribute(`data-${name}`);

it("the shipped story plays from its start to its end by one key, and its figures are native DuckDB's at every chapter's end", async () => {
  opened = await openPage(site.browser, `${site.url}replay.html?story=${story.id}&chapter=1`);
  const {page} = opened;
  await page.getByTestId("replay").waitFor({timeout: 60_000});
  await settle(page);
  const card = page.getByTestId("replay-card");
  // Chapters take their seconds; a test need not.
  await page.clock.install();
  const heard: string[] = [];
  for (const [index, chapter] of story.chapters.entries()) {
    expect(await read(page, "chapter"), chapter.title).toBe(String(index + 1));
    if (chapter.card) {
      await expect.poll(() => card.textContent()).toContain(chapter.title);
      await page.keyboard.press("Space");
      await expect.poll(() => card.isHidden()).toBe(true);
    }
    if (chapter.to > chapter.from) {
      expect(await read(page, "playing"), chapter.title).toBe("true");
      await page.clock.fastForward((chapter.seconds ?? 60) * 1000 + 1000);
      await expect.poll(() => read(page, "playing"), {timeout: 20_000}).toBe("false");
    }
    heard.push((await page.getByTestId("replay-caption").textContent()) ?? "");
    const time = Number(await read(page, "time"));
    expect(time, chapter.title).toBeLessThanOrEqual(chapter.to);
    // A chapter may leave the key figures out of its view; they are counted all the same.
    if (!(await page.getByTestId("kpi-events").isVisible()))
      await page.getByRole("button", {name: "Everything", exact: true}).click();
    await page.getByTestId("replay").focus();
    expect(await figuresOf(page), chapter.title).toEqual(await countAt(time, chapter));
    // On to what was done, where there is such a card, and to the next chapter.
    await page.keyboard.press("Space");
    if (chapter.did.length > 0) {
      for (const line of chapter.did) expect(await card.textContent()).toContain(line);
      await page.keyboard.press("Space");
    }
  }
  expect(heard).toEqual(story.chapters.map(({caption}) => caption ?? ""));
  expect(opened.errors).toEqual([]);
});

it("every chapter's picture at its beginning is the same whichever way it is come to", async () => {
  const {page} = opened;
  const digits = story.chapters.map((_, i) => (i + 1) % 10).slice(0, 10);
  const forward: string[] = [];
  for (const digit of digits) {
    await page.keyboard.press(String(digit));
    await page.clock.fastForward(1000);
    forward.push(await pictureOf(page));
  }
  for (const [i, digit] of [...digits.entries()].reverse()) {
    await page.keyboard.press(String(digit));
    await page.clock.fastForward(1000);
    expect(await pictureOf(page), `chapter ${digit}`).toBe(forward[i]);
  }
});
