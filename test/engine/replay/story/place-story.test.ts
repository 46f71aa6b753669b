import {describe, expect, it} from "vitest";
import {createReplay} from "../../../../src/engine/replay/replay.js";
import type {Scene} from "../../../../src/engine/replay/scene.js";
import {fitsRecording} from "../../../../src/engine/replay/story/fits-recording.js";
import {placeStory} from "../../../../src/engine/replay/story/place-story.js";
import type {Chapter, Story} from "../../../../src/engine/replay/story/story.js";
import {makeRecording, start} from "../make-recording.js";

const minute = 60_000;
/** Ten events of one source, a minute apart, the first at `start`. */
const replay = createReplay(
  makeRecording({
    events: Array.from({length: 10}, (_, i) => ({time: start + i * minute, source: "203.0.113.9"})),
    places: {"192.0.2.1": "US"}
  })
);

/** A chapter by minutes after the first event. */
const chapter = (from: number, to: number, scene: Partial<Scene> = {}): Chapter => ({
  title: `${from} to ${to}`,
  from: start + from * minute,
  to: start + to * minute,
  seconds: null,
  caption: null,
  note: null,
  did: [],
  card: false,
  scene
});
const storyOf = (...chapters: readonly Chapter[]): Story => ({
  id: "s",
  title: "Story",
  about: null,
  chapters
});
const place = (...chapters: readonly Chapter[]) => placeStory(storyOf(...chapters), replay);

describe("chapters on a tape", () => {
  it("begin and end at the events that have happened by then", () => {
    const {chapters, problems} = place(chapter(2, 5.5), chapter(3, 3));
    expect(chapters.map(({number, start, end}) => [number, start, end])).toEqual([
      [1, 3, 6],
      [2, 4, 4]
    ]);
    expect(problems).toEqual([]);
  });

  it("end where the data do", () => {
    const {chapters, problems} = place(chapter(-5, 100));
    expect(chapters).toMatchObject([{start: 1, end: 10, from: start, to: start + 9 * minute}]);
    expect(problems).toEqual([]);
  });

  it("outside the data are left out, and said; the others keep their numbers", () => {
    const {chapters, problems} = place(
      chapter(-9, -1),
      chapter(1, 2),
      chapter(10, 12),
      chapter(Number.NaN, 2)
    );
    expect(chapters.map(({number}) => number)).toEqual([2]);
    expect(problems).toEqual([
      'Chapter 1, "-9 to -1", is left out: it is before the first of these events.',
      'Chapter 3, "10 to 12", is left out: it is after the last of these events.',
      'Chapter 4, "NaN to 2", is left out: it is without a time.'
    ]);
  });

  it("in which nothing happens are told, and said to be empty", () => {
    const {chapters, problems} = place(chapter(2.2, 2.8));
    expect(chapters).toMatchObject([{start: 3, end: 3}]);
    expect(problems).toEqual([
      'Chapter 1, "2.2 to 2.8", is empty: nothing happens between its beginning and its end.'
    ]);
  });

  it("lose addresses that sent nothing, which is said once", () => {
    const {chapters, problems} = place(
      chapter(1, 2, {source: "192.0.2.1", without: ["192.0.2.1", "203.0.113.9"], view: "source"})
    );
    expect(chapters[0]?.scene).toEqual({without: ["203.0.113.9"], view: "source"});
    expect(problems).toEqual([
      'Chapter 1, "1 to 2", names 192.0.2.1, which sent none of these events; it is told without it.'
    ]);
  });

  it("have no place where there are no events", () => {
    const empty = createReplay(makeRecording({}));
    expect(placeStory(storyOf(chapter(1, 2)), empty)).toEqual({
      chapters: [],
      problems: ['"Story" cannot be told: there are no events to tell it with.']
    });
  });
});

describe("a story", () => {
  it("fits a recording in which something of it happens", () => {
    expect(fitsRecording(storyOf(chapter(-9, -1), chapter(1, 2)), replay)).toBe(true);
    expect(fitsRecording(storyOf(chapter(-9, -1), chapter(20, 30)), replay)).toBe(false);
    expect(fitsRecording(storyOf(chapter(2.2, 2.8)), replay)).toBe(false);
  });

  it("does not fit other logs of the same days, whose sources it does not know", () => {
    const stranger = {source: "198.51.100.1"};
    expect(fitsRecording(storyOf(chapter(1, 2, stranger)), replay)).toBe(false);
    expect(
      fitsRecording(storyOf(chapter(1, 2, stranger), chapter(2, 3, {source: "203.0.113.9"})), replay)
    ).toBe(true);
    // What it knows of other days says nothing of these.
    expect(fitsRecording(storyOf(chapter(1, 2), chapter(20, 30, stranger)), replay)).toBe(true);
  });
});
