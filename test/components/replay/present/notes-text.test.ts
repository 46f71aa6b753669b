import {describe, expect, it} from "vitest";
import {
  chapterLength,
  chapterTime,
  formatSeconds
} from "../../../../src/components/replay/present/chapter-words.js";
import {formatElapsed, notesText} from "../../../../src/components/replay/present/notes-text.js";
import type {PlacedChapter, Story} from "../../../../src/engine/replay/story/story.js";

const site = {origin: "recorded" as const, prefixes: ["198.51.100.0/24"]};
const chapter = (number: number, more: Partial<PlacedChapter> = {}): PlacedChapter => ({
  number,
  title: `Part ${number}`,
  from: 0,
  to: 1000,
  seconds: 20,
  caption: null,
  note: null,
  did: [],
  card: false,
  scene: {},
  start: 0,
  end: 10,
  ...more
});

describe("speaker notes", () => {
  it("say where the story is, what to say, and what comes next", () => {
    const chapters = [chapter(1, {note: "Breathe.", did: ["Blocked it"]}), chapter(3, {seconds: null})];
    const story: Story = {id: "s", title: "A night", about: null, chapters};
    const notes = (told: PlacedChapter | null) => notesText({story, chapters, chapter: told}, {site});
    expect(notes(chapters[0] ?? null)).toEqual({
      where: "Chapter 1 of 2 · A night",
      title: "Part 1",
      note: "Breathe.",
      caption: "",
      did: ["Blocked it"],
      next: "3. Part 3, at your speed"
    });
    expect(notes(chapters[1] ?? null).next).toBeNull();
    expect(notes(null)).toMatchObject({where: "Between chapters · A night", next: "1. Part 1, 20 s"});
    expect(notesText({story: null, chapters: [], chapter: null}, {site}).title).toBe("No story is chosen");
  });

  it("mask the campus's addresses, and show what is invisible by name", () => {
    const told = chapter(1, {title: "198.51.100.7 falls\u202e", note: "ask 198.51.100.7\n\nthen\u0007 wait"});
    const text = notesText({story: null, chapters: [told], chapter: told}, {site});
    expect(text.title).toBe("•••.7 falls‹U+202E›");
    expect(text.note).toBe("ask •••.7\n\nthen␇ wait");
  });

  it("count the time that was presented", () => {
    expect([0, 999, 7000, 725_000, 3_723_000, -5].map(formatElapsed)).toEqual([
      ...["0:00", "0:00", "0:07", "12:05", "1:02:03", "0:00"]
    ]);
  });
});

describe("the length of a chapter", () => {
  it("is what it plays for, or said in words", () => {
    expect([1, 59.6, 60, 90, 3600].map(formatSeconds)).toEqual([
      "1 s",
      "1 min",
      "1 min",
      "1 min 30 s",
      "60 min"
    ]);
    expect(chapterTime(Date.UTC(2026, 2, 2, 10), "UTC")).toBe("2 Mar, 10:00 UTC");
    expect(chapterLength({seconds: 20, from: 5, to: 5})).toBe("one moment");
    expect(chapterLength({seconds: null, from: 5, to: 6})).toBe("at your speed");
  });
});
