import {describe, expect, test} from "vitest";
import {
  burstLanes,
  burstsSeen,
  wordsThatFit
} from "../../../../../src/components/replay/panels/time/time-bursts.js";
import {chapterMarks} from "../../../../../src/components/replay/panels/time/time-chapters.js";
import {thinMarks} from "../../../../../src/components/replay/panels/time/time-marks.js";
import {timeScale} from "../../../../../src/components/replay/panels/time/time-scale.js";
import {densityShare} from "../../../../../src/components/replay/panels/time/time-track.js";
import {createReplay} from "../../../../../src/engine/replay/replay.js";
import type {PlacedChapter} from "../../../../../src/engine/replay/story/story.js";
import {makeBurst, makeRecording, start} from "../../../../engine/replay/make-recording.js";

const minute = 60_000;

describe("bursts", () => {
  const bursts = [
    makeBurst({from: start, to: start + 10 * minute}),
    makeBurst({from: start + 20 * minute, to: start + 40 * minute, dataset: "cowrie"})
  ];

  test("are not told before they begin, nor further than they are known", () => {
    expect(burstsSeen(bursts, start, start + 15 * minute)).toHaveLength(1);
    const [, second] = burstsSeen(bursts, start, start + 25 * minute);
    expect(second).toMatchObject({from: start + 20 * minute, to: start + 25 * minute});
  });

  test("leave the view where it has rolled past them", () => {
    const [only, ...rest] = burstsSeen(bursts, start + 30 * minute, start + 60 * minute);
    expect(rest).toEqual([]);
    expect(only).toMatchObject({from: start + 30 * minute, to: start + 40 * minute});
  });

  test("have a lane for each dataset, however many there are", () => {
    expect(burstLanes([...bursts, ...bursts])).toEqual(["suricata", "cowrie"]);
  });
});

test("of words that touch, the weightier stays", () => {
  const words = [
    {x: 0, width: 40, weight: 1},
    {x: 30, width: 40, weight: 5},
    {x: 100, width: 40, weight: 0}
  ];
  expect(wordsThatFit(words, 4)).toEqual([1, 2]);
});

describe("marks of alerts", () => {
  const events = Array.from({length: 1000}, () => ({}));
  const alerts = events.map((_, row) => ({
    row,
    severity: row % 100 === 50 ? ("critical" as const) : row % 2 === 0 ? ("high" as const) : ("low" as const)
  }));
  const replay = createReplay(makeRecording({events, alerts}));
  const marks = thinMarks(replay, timeScale(start, start + 1_000_000, 500), 8);

  test("are the gravest, and never lie upon each other", () => {
    expect(marks.filter(({severity}) => severity === "critical")).toHaveLength(10);
    expect(marks.some(({severity}) => severity === "low")).toBe(false);
    for (const [i, {x}] of marks.entries())
      if (i > 0) expect(x - (marks[i - 1]?.x ?? 0)).toBeGreaterThanOrEqual(8);
  });

  test("are the same whenever they are reckoned", () => {
    expect(thinMarks(replay, timeScale(start, start + 1_000_000, 500), 8)).toEqual(marks);
  });
});

test("numbers of chapters give way to the chapter that the reader is in", () => {
  const chapter = (number: number, from: number): PlacedChapter => ({
    number,
    title: `Chapter ${number}`,
    from,
    to: from + minute,
    seconds: null,
    caption: null,
    note: null,
    did: [],
    card: false,
    scene: {},
    start: 0,
    end: 0
  });
  const chapters = [chapter(1, start), chapter(2, start + minute), chapter(3, start + 60 * minute)];
  const scale = timeScale(start, start + 120 * minute, 240);
  const numbered = (current: PlacedChapter | null) =>
    chapterMarks(chapters, current, scale, 12)
      .filter(({isNumbered}) => isNumbered)
      .map(mark => mark.chapter.number);
  expect(numbered(null)).toEqual([1, 3]);
  expect(numbered(chapters[1] ?? null)).toEqual([2, 3]);
});

test("a quiet hour is seen beside a flood", () => {
  expect(densityShare(1, 100)).toBe(0.1);
  expect(densityShare(0, 0)).toBe(0);
});
