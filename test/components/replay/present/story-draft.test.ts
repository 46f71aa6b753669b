import {describe, expect, it} from "vitest";
import {createDraftStore, type KeyValues} from "../../../../src/components/replay/present/draft-store.js";
import {
  chapterHere,
  chosen,
  copyStory,
  draftId,
  linesOf,
  moveItem,
  secondsOf,
  storyFileName
} from "../../../../src/components/replay/present/story-draft.js";
import {defaultScene} from "../../../../src/engine/replay/scene.js";
import type {Story} from "../../../../src/engine/replay/story/story.js";

const here = {
  moment: {time: Date.UTC(2026, 2, 3) + 0.75},
  scene: {...defaultScene, view: "map" as const, camera: {longitude: 13.4, latitude: 52.5, zoom: 4}},
  seconds: 20
};
const chapter = {
  ...chapterHere(here, 2),
  caption: 'What they tried: "ls"',
  did: ["Looked", "Blocked"],
  card: true
};
const story: Story = {id: draftId, title: "Mine: a story", about: null, chapters: [chapter]};

function memory(): KeyValues & {readonly held: Map<string, string>} {
  const held = new Map<string, string>();
  return {
    held,
    getItem: key => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: key => void held.delete(key)
  };
}

describe("a story made on the page", () => {
  it("takes the moment and what is shown of it, without what is so by default", () => {
    const from = Date.UTC(2026, 2, 3);
    expect(chapter).toMatchObject({title: "Chapter 2", from, to: from + 3_600_000});
    expect(chapter.scene).toEqual({view: "map", camera: here.scene.camera});
    expect(chosen(defaultScene)).toEqual({});
    expect(chosen({...defaultScene, span: 300_000, without: ["192.0.2.1"]})).toEqual({
      span: 300_000,
      without: ["192.0.2.1"]
    });
  });

  it("is copied from another as the page shows it", () => {
    const copy = copyStory({...story, id: "night"}, text => text.replace("ls", "•••"));
    expect(copy).toMatchObject({id: draftId, about: null, chapters: [{caption: 'What they tried: "•••"'}]});
  });

  it("moves chapters, but not over the ends", () => {
    const list = ["a", "b", "c"];
    expect([moveItem(list, 0, 1), moveItem(list, 2, -1)]).toEqual([
      ["b", "a", "c"],
      ["a", "c", "b"]
    ]);
    expect(moveItem(list, 0, -1)).toBe(list);
    expect(moveItem(list, 2, 1)).toBe(list);
  });

  it("reads what was typed", () => {
    expect(linesOf(" Looked\n\n  Blocked it \r\n")).toEqual(["Looked", "Blocked it"]);
    expect(["", " ", "7.5", "0", "-1", "x", "4000"].map(secondsOf)).toEqual([
      null,
      null,
      7.5,
      ...Array(4).fill(undefined)
    ]);
    expect(["Nachtreiher: Ä & B!", "///"].map(storyFileName)).toEqual(["nachtreiher-a-b.yml", "story.yml"]);
  });

  it("is kept in the browser as the file that is downloaded", () => {
    const storage = memory();
    const store = createDraftStore(() => storage);
    expect(store.read()).toBeNull();
    expect(store.keep(story)).toBeNull();
    expect([...storage.held.values()][0]).toContain('title: "Mine: a story"');
    expect(createDraftStore(() => storage).read()).toEqual(story);
    expect(store.keep(null)).toBeNull();
    expect(storage.held.size).toBe(0);
  });

  it("says that it is not kept where the browser keeps nothing", () => {
    const forbidden = createDraftStore(() => {
      throw new Error("SecurityError");
    });
    expect(forbidden.read()).toBeNull();
    expect(forbidden.keep(story)).toMatch(/keeps nothing/);
    expect(createDraftStore(() => null).keep(story)).toMatch(/download it/);
    const broken = memory();
    broken.held.set("flowbook-story-draft", "title: [");
    expect(createDraftStore(() => broken).read()).toBeNull();
  });
});
