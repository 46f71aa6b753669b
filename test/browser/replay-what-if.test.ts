import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {Page} from "playwright-core";
import {afterAll, expect, inject, it} from "vitest";
import {readStory} from "../../src/engine/replay/story/read-story.js";
import {within} from "./native.js";
import {type OpenedPage, openPage, settle} from "./open-page.js";
import {choose, unfoldChoices} from "./replay-choices.js";
import {pictureOf} from "./replay-picture.js";
import {useTestedSite} from "./tested-site.js";

const site = useTestedSite();
/** Reading the events takes seconds, so one page does all of it: what a test leaves behind, the next one clears. */
let opened: OpenedPage;

afterAll(async () => {
  await opened?.close();
});

const file = (name: string) => `'${join(inject("data"), `${name}.parquet`).replaceAll("'", "''")}'`;

/** The events in their order, with the place of each and the clock after it. */
const tape = (where = "true") => `
  SELECT e.*, file_row_number AS place, max(e.event_time) OVER (ORDER BY file_row_number ROWS UNBOUNDED PRECEDING) AS clock
  FROM read_parquet(${file("events")}, file_row_number = true) e
  WHERE ${within(site.native.overview.default)} AND ${where}`;

/** A moment amid the data, which the next event comes after: of events at one time, a storyline that is left again shows all. */
async function openMoment(): Promise<Page> {
  if (opened !== undefined) return opened.page;
  const time = await site.native.number(`
    SELECT epoch_ms(clock) FROM (SELECT clock, place, lead(clock) OVER (ORDER BY place) AS next FROM (${tape()}))
    WHERE place >= 150_000 AND next > clock ORDER BY place LIMIT 1`);
  opened = await openPage(site.browser, `${site.url}replay.html?at=${new Date(time).toISOString()}`);
  await ready(opened.page);
  return opened.page;
}

async function ready(page: Page): Promise<void> {
  await page.getByTestId("replay").waitFor({timeout: 60_000});
  await settle(page);
}

const press = (page: Page, name: string) => page.getByRole("button", {name, exact: true}).click();
const read = async (page: Page, name: "position" | "time" | "chapter") =>
  Number(await page.getByTestId("replay").getAttribute(`data-${name}`));
const said = (page: Page) => page.getByTestId("replay-waiting").textContent();

async function figuresOf(page: Page) {
  const value = async (name: string) =>
    Number(await page.getByTestId(`kpi-${name}`).getAttribute("data-value"));
  return {
    events: await value("events"),
    anomalous: await value("anomalous"),
    addresses: await value("addresses"),
    alerts: await value("alerts")
  };
}

/** What there is without a source at a time. */
async function countWithout(source: string, time: number) {
  const [row] = await site.native.rows(`
    WITH shown AS (FROM (${tape(`source_ip IS DISTINCT FROM '${source}'`)}) WHERE clock <= epoch_ms(${time}))
    SELECT (SELECT count(*) FROM shown) AS events,
      (SELECT count(*) FROM shown WHERE severity <> 'none') AS anomalous,
      (SELECT count(DISTINCT source_ip) FROM shown) AS addresses,
      (SELECT count(*) FROM ${file("alerts")} a JOIN shown USING (event_id)
        WHERE a.attacker_ip IS DISTINCT FROM '${source}') AS alerts`);
  return row;
}

/** What a source did up to a time: what would be missing without it. */
async function countOf(source: string, time: number) {
  const [row] = await site.native.rows(`
    WITH told AS (${tape()}), played AS (FROM told WHERE clock <= epoch_ms(${time})),
    done AS (FROM played WHERE source_ip = '${source}'),
    raised AS (
      SELECT a.*, coalesce(a.attacker_ip = '${source}', false) OR coalesce(a.source_ip = '${source}', false) AS gone
      FROM ${file("alerts")} a JOIN told USING (event_id)
    ),
    missing AS (SELECT raised.* FROM raised JOIN played USING (event_id) WHERE gone)
    SELECT (SELECT count(*) FROM done) AS "Events",
      (SELECT count(*) FROM done WHERE severity <> 'none') AS "Anomalous",
      (SELECT count(*) FROM done WHERE action = 'allowed') AS "Let in",
      (SELECT count(*) FROM missing WHERE severity = 'critical') AS "Critical alerts",
      (SELECT count(*) FROM missing WHERE severity = 'high') AS "High alerts",
      (SELECT count(DISTINCT incident_id) FROM missing
        WHERE incident_id NOT IN (SELECT incident_id FROM raised WHERE NOT gone AND incident_id IS NOT NULL))
        AS "Whole incidents"`);
  return row;
}

/** The figures of what would not have happened, but for lines of sessions, of which only so many are read. */
async function missingOf(page: Page) {
  const boxes = page.getByTestId("replay-without").locator(".replay-source-figures > div");
  const pairs = await boxes.evaluateAll(all =>
    all.map(
      box => [box.querySelector("span")?.textContent, box.querySelector("strong")?.textContent] as const
    )
  );
  return Object.fromEntries(
    pairs
      .filter(([name]) => name !== "Session lines")
      .map(([name, value]) => [name, Number(value?.replaceAll(",", ""))])
  );
}

let blocked: string;

it("a source blocked from its own view is gone at the same moment, and what is missing is what native DuckDB counts of it", async () => {
  const page = await openMoment();
  const position = await read(page, "position");
  const time = await read(page, "time");
  const before = await pictureOf(page);
  await press(page, "One source");
  await page.locator(".replay-source-pick:visible").first().click();
  blocked = (await page.getByTestId("replay-source").getAttribute("data-source")) ?? "";
  await press(page, "Block it here");
  expect(await page.getByTestId("replay-source").textContent()).toContain("none of this would have happened");
  await press(page, "Back to all");
  expect(await read(page, "time")).toBe(time);
  expect(await figuresOf(page)).toEqual(await countWithout(blocked, time));
  const missing = await countOf(blocked, time);
  expect(missing?.Events).toBeGreaterThan(0);
  expect(missing?.["Critical alerts"]).toBeGreaterThan(0);
  expect(await missingOf(page)).toEqual(missing);

  await page.getByRole("button", {name: /^Unblock /}).click();
  expect(await page.getByTestId("replay-without").isVisible()).toBe(false);
  expect(await read(page, "position")).toBe(position);
  expect(await pictureOf(page)).toBe(before);
});

it("the link to a moment opens the very same picture somewhere else", async () => {
  const page = await openMoment();
  await press(page, "One source");
  await page.locator(".replay-source-pick:visible").first().click();
  await press(page, "Block it here");
  await press(page, "Back to all");
  await choose(page, "Count", "last hour");
  await choose(page, "Tell", "suspicious only");
  // As where the browser lets a page copy nothing: the link is then in a field.
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("not allowed"));
  });
  await unfoldChoices(page);
  await page.getByTestId("moment-link").click();
  const link = await page.getByLabel("Link to this moment", {exact: true}).inputValue();
  const picture = await pictureOf(page);
  const other = await openPage(site.browser, link);
  await ready(other.page);
  expect(await other.page.getByTestId("replay-said").textContent()).toBe("");
  expect(await read(other.page, "time")).toBe(await read(page, "time"));
  expect(await pictureOf(other.page)).toBe(picture);
  expect(other.errors).toEqual([]);
  await other.close();
  await page.getByRole("button", {name: /^Unblock /}).click();
  await choose(page, "Count", "so far");
  await choose(page, "Tell", "everything");
});

it("a starred alert is a chapter of what the reader marked", async () => {
  const page = await openMoment();
  await press(page, "Alerts");
  const row = page.locator(".replay-alerts tbody tr").first();
  await row.getByRole("button", {name: "Star", exact: true}).click();
  await row.getByRole("button", {name: "Take the star away"}).waitFor();
  const story = page.getByTestId("replay-story");
  await story.focus();
  await story.selectOption({label: "What you marked"});
  const chapters = page.getByTestId("replay-chapters").getByRole("button");
  expect(await chapters.count()).toBe(1);
  const id = await row.getAttribute("data-alert");
  const [alert] = await site.native.rows(
    `SELECT finding, epoch_ms(event_time) AS time FROM alerts WHERE alert_id = '${id}'`
  );
  expect(await chapters.first().textContent()).toContain(String(alert?.finding).slice(0, 40));
  await chapters.first().click();
  expect(await page.getByTestId("replay-card").isVisible()).toBe(true);
  expect(await read(page, "chapter")).toBe(1);
  expect(await read(page, "time")).toBeLessThan(Number(alert?.time));
  await story.selectOption({label: "No story"});
});

it("a story made on the page plays, is kept over a reload, and is read back from the file that it is downloaded as", async () => {
  const page = await openMoment();
  await press(page, "Everything");
  await press(page, "Make your own");
  const editor = page.getByRole("region", {name: "Your story"});
  await editor.getByLabel("Title of the story").fill("A night: what came in?");
  const from = Math.floor(await read(page, "time"));
  await press(page, "Add a chapter here");
  await press(page, "One batch on");
  const to = Math.floor(await read(page, "time"));
  await press(page, "End here");
  await editor.getByLabel("Title", {exact: true}).fill("- The first: # minutes");
  await editor.getByLabel(/^Caption/).fill("Nobody looked.\nOr: did they?");
  await editor.getByLabel(/^Plays for/).fill("1");
  await press(page, "Play it");
  expect(await read(page, "chapter")).toBe(1);
  expect(Math.floor(await read(page, "time"))).toBe(from);
  await page.getByTestId("replay-stage").click({position: {x: 2, y: 2}});
  await page.keyboard.press("Space");
  await expect.poll(() => page.getByTestId("replay-caption").textContent()).toContain("Nobody looked.");
  await expect.poll(() => read(page, "time").then(Math.floor), {timeout: 20_000}).toBe(to);

  const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Download as YAML")]);
  const path = await download.path();
  const {story, problems} = readStory(await readFile(path, "utf8"), "draft.yml");
  expect(problems).toEqual([]);
  expect(story?.title).toBe("A night: what came in?");
  expect(story?.chapters).toMatchObject([
    {title: "- The first: # minutes", from, to, seconds: 1, caption: "Nobody looked.\nOr: did they?"}
  ]);

  await page.reload();
  await ready(page);
  const stories = page.getByTestId("replay-story");
  await stories.selectOption({label: "A night: what came in?"});
  const chapters = page.getByTestId("replay-chapters").getByRole("button");
  expect(await chapters.allTextContents()).toEqual([expect.stringContaining("- The first: # minutes")]);
  await press(page, "Make your own");
  await press(page, "Start anew");
  expect(await editor.locator(".replay-form").count()).toBe(0);
  await editor.locator("input[type=file]").setInputFiles(path);
  await expect.poll(() => editor.getByRole("status").textContent()).toContain("1 chapter");
  const [again] = await Promise.all([page.waitForEvent("download"), press(page, "Download as YAML")]);
  expect(await readFile(await again.path(), "utf8")).toBe(await readFile(path, "utf8"));
  await press(page, "Start anew");
  await press(page, "Make your own");
});

it("every seven seconds, the stage stands while the bar goes on; and as long as it is locked", async () => {
  const page = await openMoment();
  // A source that is looked at in depth locks the stage by itself.
  await press(page, "One source");
  await press(page, "Back to all");
  // All of it from its beginning, or it would be over before the last look.
  await choose(page, "Tell", "everything");
  await page.getByTestId("replay").focus();
  await page.keyboard.press("Home");
  await choose(page, "Refresh", "every 7 s");
  const stage = async () => Number(await page.getByTestId("replay-stage").getAttribute("data-position"));
  const position = () => read(page, "position");
  const toggle = page.getByTestId("replay-toggle");
  await toggle.click();
  const first = await stage();
  await expect.poll(position).toBeGreaterThan(first);
  expect(await stage()).toBe(first);
  expect(await said(page)).toMatch(/^[\d,]+ newer events wait\.$/);
  await expect.poll(stage, {timeout: 20_000}).toBeGreaterThan(first);

  await choose(page, "Refresh", "live");
  await page.getByTestId("replay").focus();
  await page.keyboard.press("k");
  const locked = await stage();
  await expect.poll(position, {timeout: 10_000}).toBeGreaterThan(locked + 1000);
  expect(await stage()).toBe(locked);
  expect(await said(page)).toMatch(/^Locked: [\d,]+ newer events wait\.$/);
  await page.keyboard.press("k");
  await expect.poll(stage).toBeGreaterThan(locked);
  await toggle.click();
  expect(await stage()).toBe(await position());
  expect(await page.getByTestId("replay-waiting").isVisible()).toBe(false);
  expect(opened.errors).toEqual([]);
});
