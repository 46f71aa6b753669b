/**
 * `npm run pictures`: the README's pictures of the replay, taken from the built site (`npm run build` first) as an audience sees it: the end
 * of a chapter of the shipped story, in the clean view of a slide's size.
 */
import {readFile} from "node:fs/promises";
import {join, resolve} from "node:path";
import {formatMoment, momentSearch} from "../src/engine/replay/moment-address.js";
import {defaultScene, type View} from "../src/engine/replay/scene.js";
import type {PublishedStories} from "../src/engine/replay/story/published-stories.js";
import {launchChromium} from "../test/browser/chromium.js";
import {openPage, settle} from "../test/browser/open-page.js";
import {serveDirectory} from "../test/browser/static-server.js";
import {repository} from "./run.js";

const directory = resolve(process.argv[2] ?? join(repository, "dist"));
const storyId = "night-heron";
/** What each picture is called, and what it shows: the end of the story's first chapter with that view, or of its last chapter in that view. */
const pictures: readonly (readonly [name: string, view: View, of: "first" | "last"])[] = [
  ["map", "map", "last"],
  ["drill-down", "ports", "first"],
  ["points", "points", "first"],
  ["alerts", "alerts", "first"],
  ["source", "source", "first"]
];
/** Milliseconds after which the clean view has put its last button away. */
const idle = 3500;

const published = JSON.parse(
  await readFile(join(repository, "src", "data", "stories.json"), "utf8")
) as PublishedStories;
const story = published.stories.find(({id}) => id === storyId);
if (story === undefined)
  throw new Error(`no story "${storyId}" in src/data/stories.json; run "npm run build" first`);

const server = await serveDirectory(directory);
const browser = await launchChromium();
for (const [name, view, of] of pictures) {
  const index =
    of === "last"
      ? story.chapters.length - 1
      : story.chapters.findIndex(({scene}) => (scene.view ?? "all") === view);
  const chapter = story.chapters[index];
  if (chapter === undefined) throw new Error(`no chapter of "${story.title}" shows ${view}`);
  const moment = {position: 0, time: chapter.to};
  const told = {story: story.id, chapter: index + 1};
  // Only the time: how many events that is, the page counts.
  const pairs = formatMoment(moment, {...defaultScene, ...chapter.scene, view}, told).filter(
    ([key]) => key !== "n"
  );
  const address = `${server.url}replay.html${momentSearch("", pairs)}`;
  const {page, errors, close} = await openPage(browser, address, {width: 1280, height: 720});
  await page.getByTestId("replay").waitFor({timeout: 60_000});
  await settle(page);
  await page.keyboard.press("c");
  await page.waitForTimeout(idle);
  const file = join(repository, "docs", `replay-${name}.png`);
  await page.screenshot({path: file});
  console.log(file);
  for (const error of errors) console.error(`${name}: ${error}`);
  await close();
}
await browser.close();
await server.close();
