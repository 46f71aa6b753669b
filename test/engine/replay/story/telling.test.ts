import {describe, expect, it} from "vitest";
import {createClock, defaults, read, seek} from "../../../../src/engine/replay/clock.js";
import {createReplay} from "../../../../src/engine/replay/replay.js";
import {defaultScene} from "../../../../src/engine/replay/scene.js";
import type {PlacedChapter} from "../../../../src/engine/replay/story/story.js";
import {
  chapterBeside,
  configureClock,
  goToChapter,
  isChapterOver,
  leaveChapter,
  moveClock,
  pressOn,
  type ReplayOf,
  showScene,
  type Telling,
  turnOn
} from "../../../../src/engine/replay/story/telling.js";
import {filterRecording} from "../../../../src/engine/replay/what-if.js";
import {makeRecording, start} from "../make-recording.js";

const minute = 60_000;
/** One event a minute, every other one anomalous. */
const recording = makeRecording({
  events: Array.from({length: 100}, (_, i) => ({
    time: start + i * minute,
    source: i % 10 === 0 ? "192.0.2.1" : "192.0.2.2",
    severity: i % 2 === 0 ? ("high" as const) : ("none" as const)
  }))
});
const whole = createReplay(recording);
const suspicious = createReplay(filterRecording(recording, {only: "suspicious", without: []}));
const replayOf: ReplayOf = ({only}) => (only === "suspicious" ? suspicious : whole);

function chapter(number: number, from: number, to: number, more: Partial<PlacedChapter> = {}): PlacedChapter {
  return {
    number,
    title: `Chapter ${number}`,
    from: start + from * minute,
    to: start + to * minute,
    seconds: 10,
    caption: null,
    note: null,
    did: [],
    card: false,
    scene: {},
    start: from + 1,
    end: to + 1,
    ...more
  };
}

const chapters = [
  chapter(1, 0, 20, {card: true}),
  chapter(2, 30, 40, {did: ["looked at the map"], scene: {only: "suspicious", view: "map"}}),
  chapter(3, 50, 50)
];

function telling(more: Partial<Telling> = {}): Telling {
  return {
    clock: createClock(whole.tape),
    scene: defaultScene,
    chapters,
    chapter: null,
    card: null,
    settings: defaults,
    ...more
  };
}

const minutesOf = (value: Telling, now: number) => (read(value.clock, now).time - start) / minute;

describe("one key tells a whole story", () => {
  it("from a title card through each chapter to its end, what was done, and the next", () => {
    let now = 1000;
    const press = (value: Telling) => pressOn(value, replayOf, now);
    let value = goToChapter(telling(), 1, replayOf, now);
    expect(value.card).toMatchObject({kind: "title"});
    expect(read(value.clock, now).playing).toBe(false);
    value = press(value);
    expect(value.card).toBeNull();
    now += 5000;
    expect(minutesOf(value, now)).toBeCloseTo(10);
    now += 60_000;
    expect(minutesOf(value, now)).toBe(20);
    expect(isChapterOver(value, now)).toBe(true);
    value = press(value);
    // The second chapter has no card: it plays at once, in a scene of its own.
    expect(value.chapter?.number).toBe(2);
    expect(value.scene).toMatchObject({only: "suspicious", view: "map"});
    expect(value.clock.tape).toBe(suspicious.tape);
    expect(read(value.clock, now).playing).toBe(true);
    now += 60_000;
    expect(minutesOf(value, now)).toBe(40);
    value = press(value);
    expect(value.card).toMatchObject({kind: "did"});
    value = press(value);
    // The third shows one moment: nothing of it plays.
    expect(value.chapter?.number).toBe(3);
    expect(value.scene).toEqual(defaultScene);
    expect(minutesOf(value, now)).toBe(50);
    expect(read(value.clock, now).playing).toBe(false);
    // After the last chapter comes the end; the rest of the tape then plays at the reader's own speed.
    value = press(value);
    expect(value.card).toMatchObject({kind: "end"});
    value = press(value);
    expect(value).toMatchObject({card: null, chapter: null});
    expect(read(value.clock, now).playing).toBe(false);
    value = press(value);
    now += 60_000;
    expect(minutesOf(value, now)).toBe(99);
  });

  it("or by a clicker, which goes to the next chapter where the key would pause", () => {
    const turn = (value: Telling, now: number) => turnOn(value, replayOf, now);
    let value = turn(telling(), 0);
    expect(value.card).toMatchObject({kind: "title", chapter: {number: 1}});
    value = turn(value, 0);
    expect(read(value.clock, 10).playing).toBe(true);
    value = turn(value, 1000);
    expect(value.chapter?.number).toBe(2);
    expect(read(value.clock, 1010).playing).toBe(true);
    value = turn(value, 90_000);
    expect(value.card).toMatchObject({kind: "did"});
    value = turn(value, 90_000);
    expect(value.chapter?.number).toBe(3);
    expect(turn(value, 90_000).card).toMatchObject({kind: "end"});
  });

  it("and pauses and goes on within a chapter", () => {
    let value = pressOn(goToChapter(telling(), 1, replayOf, 0), replayOf, 0);
    value = pressOn(value, replayOf, 2500);
    expect(minutesOf(value, 90_000)).toBeCloseTo(5);
    value = pressOn(value, replayOf, 100_000);
    expect(minutesOf(value, 102_500)).toBeCloseTo(10);
    expect(minutesOf(value, 900_000)).toBe(20);
  });

  it("and just plays and pauses outside a story", () => {
    const value = pressOn(telling({chapters: []}), replayOf, 0);
    expect(read(value.clock, 10).playing).toBe(true);
    expect(read(pressOn(value, replayOf, 20).clock, 30).playing).toBe(false);
  });
});

it("a scene that tells of less leaves the clock at its time", () => {
  const value = telling({clock: seek(createClock(whole.tape), 42, 0)});
  const less = showScene(value, {only: "suspicious"}, replayOf, 0);
  expect(read(less.clock, 0)).toMatchObject({time: start + 41 * minute, position: 21});
  expect(read(showScene(less, {only: "all"}, replayOf, 0).clock, 0)).toMatchObject({
    time: start + 41 * minute,
    position: 42
  });
});

it("a chapter that there is none of changes nothing", () => {
  const value = telling();
  expect(goToChapter(value, 9, replayOf, 0)).toBe(value);
});

it("scrubbing out of a chapter leaves it, with its speed; back in, it is told no more", () => {
  const value = pressOn(goToChapter(telling(), 1, replayOf, 0), replayOf, 0);
  const out = moveClock(value, (clock, now) => seek(clock, 26, now), 100);
  expect(out.chapter).toBeNull();
  expect(out.clock).toMatchObject({speed: defaults.speed, stop: null});
  const back = moveClock(out, (clock, now) => seek(clock, 5, now), 200);
  expect(back.chapter).toBeNull();
});

it("the chapter beside a moment outside the story is the nearest in time", () => {
  const value = moveClock(telling(), (clock, now) => seek(clock, 26, now), 0);
  expect(value.chapter).toBeNull();
  expect(chapterBeside(value, 1, 0)).toBe(2);
  expect(chapterBeside(value, -1, 0)).toBe(1);
  const last = goToChapter(value, 3, replayOf, 0);
  expect(chapterBeside(last, 1, 0)).toBeNull();
  expect(chapterBeside(last, -1, 0)).toBe(2);
});

it("a clock that has run out of a chapter leaves it", () => {
  const value = goToChapter(telling(), 1, replayOf, 0);
  const clock = {...value.clock, stop: null, since: 0, speed: {timesReal: 600}};
  expect(leaveChapter({...value, clock}, 1000).chapter?.number).toBe(1);
  expect(leaveChapter({...value, clock}, 2500).chapter).toBeNull();
});

it("what a reader chooses of the clock holds at once and after a chapter", () => {
  const value = goToChapter(telling(), 1, replayOf, 0);
  const chosen = configureClock(value, {speed: {timesReal: 90}}, 0);
  expect(chosen.clock.speed).toEqual({timesReal: 90});
  expect(goToChapter(chosen, 2, replayOf, 0).clock.speed).toEqual({timesReal: 60});
  const out = moveClock(chosen, (clock, now) => seek(clock, 26, now), 0);
  expect(out.clock.speed).toEqual({timesReal: 90});
});
