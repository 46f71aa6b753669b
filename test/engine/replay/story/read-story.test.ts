import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {formatStory} from "../../../../src/engine/replay/story/format-story.js";
import {readStory} from "../../../../src/engine/replay/story/read-story.js";
import {stories} from "./story-arbitrary.js";

const read = (text: string) => readStory(text, "stories/night.yml");
const chapter = (text: string) =>
  read(`title: Night\nchapters:\n  - {title: One, from: 2026-03-02T00:00Z, ${text}}`);
const at = (text: string) => Date.parse(`2026-03-${text}Z`);

/** What was wrong, without the place. */
const said = (problems: readonly string[]) => problems.map(problem => problem.replace(/^\S+ /, ""));

describe("a story's file", () => {
  it("says chapters with their times, what is read and what is shown", () => {
    const {story, problems} = read(`
title: A night
about: One night in March.
chapters:
  - title: First
    from: 2026-03-02T01:00Z
    to: 2026-03-02 02:30:15
    seconds: 12.5
    caption: >-
      Something
      happens.
    note: Say so.
    did: [looked, "waited: long"]
    card: true
    view: source
    window: hour
    only: blocked
    without: [203.0.113.9, 192.0.2.1, 203.0.113.9]
    source: 198.51.100.7
    map: {longitude: -25.5, latitude: 42, zoom: 3}
  - {title: Second, from: 2026-03-03}
`);
    expect(problems).toEqual([]);
    expect(story).toEqual({
      id: "night",
      title: "A night",
      about: "One night in March.",
      chapters: [
        {
          title: "First",
          from: at("02T01:00"),
          to: at("02T02:30:15"),
          seconds: 12.5,
          caption: "Something happens.",
          note: "Say so.",
          did: ["looked", "waited: long"],
          card: true,
          scene: {
            view: "source",
            span: 3_600_000,
            only: "blocked",
            without: ["192.0.2.1", "203.0.113.9"],
            source: "198.51.100.7",
            camera: {longitude: -25.5, latitude: 42, zoom: 3}
          }
        },
        {
          title: "Second",
          from: at("03T00:00"),
          to: at("03T00:00"),
          seconds: null,
          caption: null,
          note: null,
          did: [],
          card: false,
          scene: {}
        }
      ]
    });
  });

  it("may leave ends out: a chapter lasts until the next one in time, whatever the order of telling", () => {
    const {story, problems} = read(`
title: A night
chapters:
  - {title: Late, from: 2026-03-04T00:00Z}
  - {title: Early, from: 2026-03-02T00:00Z}
  - {title: Between, from: 2026-03-03T00:00Z, to: 2026-03-03T01:00Z}
  - {title: On it goes, seconds: 3}
`);
    expect(problems).toEqual([]);
    expect(story?.chapters.map(({from, to}) => [from, to])).toEqual([
      [at("04T00:00"), at("04T00:00")],
      [at("02T00:00"), at("03T00:00")],
      [at("03T00:00"), at("03T01:00")],
      [at("03T01:00"), at("04T00:00")]
    ]);
  });

  it("loses a wrong value only, and says where and what was expected", () => {
    const cases: readonly [string, string][] = [
      [
        "view: maps",
        'chapter 1: invalid view: "maps"; expected all, map, points, alerts, source, terminal or ports'
      ],
      [
        "window: year",
        'chapter 1: invalid window: "year"; expected 5 min, hour, so far, or a number of seconds or minutes such as 90 s or 30 min'
      ],
      ["only: bad", 'chapter 1: invalid only: "bad"; expected all, suspicious or blocked'],
      ["seconds: soon", 'chapter 1: invalid seconds: "soon"; expected a number from 1 to 3600'],
      ["seconds: -1", 'chapter 1: invalid seconds: "-1"; expected a number from 1 to 3600'],
      ["card: perhaps", 'chapter 1: invalid card: "perhaps"; expected true or false'],
      ["to: tomorrow", 'chapter 1: invalid to: "tomorrow"; expected a time in UTC such as 2026-03-02T14:12Z'],
      [
        "to: 2026-02-30",
        'chapter 1: invalid to: "2026-02-30"; expected a time in UTC such as 2026-03-02T14:12Z'
      ],
      ["to: 2026-03-01", "chapter 1: it ends before it begins; its end is taken to be left out"],
      ["captoin: x", 'chapter 1: unknown key: "captoin"; did you mean "caption"'],
      ["source: [1]", "chapter 1: invalid source: a list; expected text"],
      ["map: here", 'chapter 1: invalid map: "here"; expected longitude, latitude or zoom'],
      ["map: {longitude: 1}", "chapter 1: the map is left as it is; expected both longitude and latitude"],
      [
        "map: {longitude: 181, latitude: 2}",
        'chapter 1: invalid longitude: "181"; expected a number from -180 to 180'
      ],
      ["did: {a: 1}", "chapter 1: invalid did: a map; expected text"]
    ];
    for (const [text, problem] of cases) {
      const {story, problems} = chapter(text);
      expect(said(problems), text).toContain(problem);
      expect(problems[0]).toMatch(/^stories\/night\.yml:\d+:\d+: /);
      expect(story?.chapters).toMatchObject([
        {title: "One", from: at("02T00:00"), to: at("02T00:00"), scene: {}}
      ]);
    }
  });

  it("loses a chapter only where it has no time at all, and a title never", () => {
    const {story, problems} = read(`
chapters:
  - {title: Nowhere}
  - nonsense
  - {to: 2026-03-02T00:00Z}
  - {title: After, from: never}
`);
    expect(story?.title).toBe("night");
    expect(story?.chapters.map(({title, from}) => [title, from])).toEqual([
      ["Chapter 3", at("02T00:00")],
      ["After", at("02T00:00")]
    ]);
    expect(said(problems)).toEqual([
      'missing title; it is called "night"',
      "chapter 2: it is left out; expected keys and values, at least title and from",
      'chapter 3: missing title; it is called "Chapter 3"',
      'chapter 4: invalid from: "never"; expected a time in UTC such as 2026-03-02T14:12Z',
      "chapter 1: it is left out, because it says neither from nor to; expected a time such as 2026-03-02T14:12Z"
    ]);
  });

  it("cuts what is too long and too many", () => {
    const long = chapter(`caption: ${"x".repeat(1000)}`);
    expect(long.story?.chapters[0]?.caption).toHaveLength(600);
    expect(said(long.problems)).toEqual([
      "chapter 1: caption of 1000 characters is cut; expected at most 600"
    ]);
    const one = "  - {title: One, from: 2026-03-02}\n";
    const many = read(`title: Many\nchapters:\n${one.repeat(101)}`);
    expect(many.story?.chapters).toHaveLength(100);
    expect(said(many.problems)).toEqual(["101 chapters; the first 100 are told"]);
    const wrong = read(`title: Wrong\nchapters:\n${one.replace("}", ", nothing: 1}").repeat(100)}`);
    expect(wrong.problems).toHaveLength(51);
    expect(wrong.problems.at(-1)).toBe(
      "stories/night.yml: more is wrong with it; mend the first 50 and read it again"
    );
  });

  it.each([
    ["", "empty story; expected title and chapters"],
    ["- a\n- b", "no story; expected title and chapters"],
    ["title: A", "no chapters; expected a list"],
    ["title: A\nchapters: none", 'no chapters: "none"; expected a list'],
    ["title: A\nchapters: []", "no chapter can be told; expected at least one with title and from"],
    ['title: "A', 'invalid YAML: missing closing "quote'],
    ["title: A\ntitle: B\nchapters: []", 'duplicate key: "title" is at line 1 already; expected it once']
  ])("that is no story is refused in one sentence: %j", (text, problem) => {
    const {story, problems} = read(text);
    expect(story).toBeNull();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  it("that would grow beyond measure, or is nested without end, is refused", () => {
    const bomb = ["a: &a [x,x,x,x,x,x,x,x,x,x]"];
    for (const [name, before] of ["ba", "cb", "dc", "ed", "fe", "gf"].map(pair => [...pair]))
      bomb.push(`${name}: &${name} [${`*${before},`.repeat(10)}]`);
    expect(said(read(bomb.join("\n")).problems)).toEqual([
      "too many values; expected at most 200000, aliases resolved"
    ]);
    expect(said(read("[".repeat(100_000)).problems)).toEqual([
      "nested too deeply; expected at most 50 levels"
    ]);
    expect(said(read(`title: ${"x".repeat(300_000)}`).problems)).toEqual([
      "document of 300007 characters; expected at most 250000"
    ]);
  });

  it("never throws, whatever it holds", () => {
    const words = fc.constantFrom(
      "title",
      "chapters",
      "from",
      ": ",
      "\n",
      "  ",
      "- ",
      "{",
      "}",
      "[",
      "&a ",
      "*a",
      "|",
      "2026-03-02"
    );
    const texts = fc
      .array(fc.oneof(words, fc.string({unit: "binary"})), {maxLength: 40})
      .map(parts => parts.join(""));
    fc.assert(
      fc.property(texts, text => {
        const {story, problems} = read(text);
        expect(story !== null || problems.length > 0).toBe(true);
      })
    );
  });
});

describe("a story that is written as a file", () => {
  it("is read as the same story, whatever its texts hold", () => {
    fc.assert(
      fc.property(stories, story => {
        const again = readStory(formatStory(story), `${story.id}.yml`);
        expect(again.problems).toEqual([]);
        expect(again.story).toEqual(story);
        // It travels as JSON, too.
        expect(JSON.parse(JSON.stringify(again.story))).toEqual(story);
      })
    );
  });
});
