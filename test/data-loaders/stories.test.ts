import {copyFileSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it, vi} from "vitest";
import {openCache} from "../../data-loaders/cache.js";
import {findInput} from "../../data-loaders/input.js";
import {paths} from "../../data-loaders/paths.js";
import {prepare} from "../../data-loaders/prepare.js";
import {readContent} from "../../data-loaders/read-content.js";
import type {PublishedMaterials} from "../../src/engine/analysis/materials.js";
import {views} from "../../src/engine/replay/scene.js";
import type {PublishedStories} from "../../src/engine/replay/story/published-stories.js";
import {readStoryFiles} from "../../src/engine/replay/story/read-story-files.js";
import {makeDirectory} from "./directory.js";

/** Where the loader looks for stories, in place of data/stories; empty: there. */
const place = vi.hoisted(() => ({stories: ""}));
vi.mock("../../data-loaders/paths.js", async original => {
  const {paths} = await original<typeof import("../../data-loaders/paths.js")>();
  return {
    paths: Object.defineProperty({...paths}, "stories", {get: () => place.stories || paths.stories})
  };
});

const silent = {stage() {}, update() {}, end() {}};
const story = (title: string, more = "") =>
  `title: ${title}\nchapters:\n  - {title: One, from: 2026-03-02${more}}\n`;

async function build() {
  const [logs, output] = [makeDirectory(), makeDirectory()];
  copyFileSync("test/input/authlog/openssh.log", join(logs, "auth.log"));
  const cache = await openCache(null);
  try {
    const options = {input: logs, output, seed: 1, workers: 1, cache: false};
    const {messages} = await prepare(await findInput(logs, 1, () => {}), options, cache, silent);
    const json = <T>(name: string) => JSON.parse(readFileSync(join(output, name), "utf8")) as T;
    return {
      messages,
      published: json<PublishedStories>("stories.json"),
      materials: json<PublishedMaterials>("materials.json")
    };
  } finally {
    await cache.close();
  }
}

describe("stories beside the logs", {timeout: 60_000}, () => {
  it("are published, and what is wrong with one is said by the build and costs the others nothing", async () => {
    place.stories = join(makeDirectory(), "stories");
    mkdirSync(join(place.stories, "more"), {recursive: true});
    writeFileSync(join(place.stories, "b.yml"), story("B", ", view: maps"));
    writeFileSync(join(place.stories, "more", "b.yaml"), story("Another B"));
    writeFileSync(join(place.stories, "a.yml"), story("A"));
    writeFileSync(join(place.stories, "found.yml"), story("Found"));
    writeFileSync(join(place.stories, "broken.yml"), 'title: "');
    writeFileSync(join(place.stories, "README.md"), "no story");
    const {published, messages, materials} = await build();
    expect(published.stories.map(({id, title}) => [id, title])).toEqual([
      ["a", "A"],
      ["b", "B"],
      ["found-2", "Found"],
      ["b-2", "Another B"]
    ]);
    expect(published.problems).toEqual([
      'data/stories/b.yml:3:42: chapter 1: invalid view: "maps"; expected all, map, points, alerts, source, terminal or ports',
      'data/stories/broken.yml:1:8: invalid YAML: missing closing "quote',
      'data/stories/found.yml: links call another story "found"; this one is called "found-2", give its file another name',
      'data/stories/more/b.yaml: links call another story "b"; this one is called "b-2", give its file another name'
    ]);
    expect(messages).toEqual(published.problems);
    // Pages that open logs publish the same.
    expect(readStoryFiles(materials.content.stories ?? [])).toEqual(published);
  });

  it("are none where their directory is missing", async () => {
    place.stories = join(makeDirectory(), "missing");
    const {published, messages} = await build();
    expect(published).toEqual({stories: [], problems: []});
    expect(messages).toEqual([]);
  });
});

it("the shipped stories read without problems, and show every view there is", async () => {
  place.stories = "";
  const {stories = [], messages} = await readContent({...paths, decisions: {file: "", directory: ""}});
  expect(messages).toEqual([]);
  const read = readStoryFiles(stories);
  const heron = read.stories.find(({id}) => id === "night-heron");
  expect(new Set(heron?.chapters.map(({scene}) => scene.view))).toEqual(new Set(views));
  const seconds = heron?.chapters.map(({seconds}) => seconds ?? 0) ?? [];
  expect(Math.min(...seconds)).toBeGreaterThanOrEqual(12);
  expect(Math.max(...seconds)).toBeLessThanOrEqual(30);
  const minutes = seconds.reduce((sum, s) => sum + s, 0) / 60;
  expect(minutes).toBeGreaterThan(4);
  expect(minutes).toBeLessThan(6);
  for (const {caption, note} of heron?.chapters ?? []) {
    expect(caption?.length).toBeLessThan(250);
    expect(note).not.toBeNull();
  }
});
