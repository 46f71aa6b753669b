import {
  type Clock,
  type ClockSettings,
  configure,
  type Moment,
  pause,
  play,
  read,
  seekMoment,
  seekTime
} from "../clock.js";
import type {Replay} from "../replay.js";
import {defaultScene, type Scene} from "../scene.js";
import {speedFor} from "../speed.js";
import {positionAt} from "../tape.js";
import type {PlacedChapter} from "./story.js";

/** A card that covers the stage: a chapter's title before it, what was done in it after it, the end after the last one. */
export interface Card {
  readonly kind: "title" | "did" | "end";
  readonly chapter: PlacedChapter;
}

/**
 * A recording being told: where its clock stands, what is shown, and in which chapter. A value like the clock in it: every function
 * below returns a new one, and depends on nothing but what it is given.
 */
export interface Telling {
  readonly clock: Clock;
  readonly scene: Scene;
  readonly chapters: readonly PlacedChapter[];
  /** Null outside the story. */
  readonly chapter: PlacedChapter | null;
  readonly card: Card | null;
  /** What the reader chose, which chapters with a speed of their own do not change. */
  readonly settings: ClockSettings;
}

/** What a scene tells of, as a replay: the same object for the same scene. */
export type ReplayOf = (scene: Pick<Scene, "only" | "without">) => Replay;

/** Changes what is shown. Where that changes what is told, the clock goes on at the same time on another tape. */
export function showScene(
  telling: Telling,
  change: Partial<Scene>,
  replayOf: ReplayOf,
  now: number
): Telling {
  const scene = {...telling.scene, ...change};
  return {...telling, scene, clock: onTape(telling.clock, replayOf(scene), now)};
}

function onTape(clock: Clock, {tape}: Replay, now: number): Clock {
  if (clock.tape === tape) return clock;
  const {time, playing} = read(clock, now);
  const stop = clock.stop === null ? null : positionAt(tape, stopTime(clock));
  const moved = seekTime({...clock, tape, stop, since: null}, time, now);
  return playing ? play(moved, now) : moved;
}

const stopTime = ({tape, stop}: Clock): number => tape.clock[(stop ?? 0) - 1] ?? Number.NEGATIVE_INFINITY;

/** Chapters of another story; where the clock stands stays, and no chapter is told before one is gone to. */
export function tellStory(telling: Telling, chapters: readonly PlacedChapter[]): Telling {
  return {...telling, chapters, card: null, chapter: null};
}

/** The beginning of a chapter by its number, with its scene, paused behind its card where it has one; unchanged where there is none. */
export function goToChapter(telling: Telling, number: number, replayOf: ReplayOf, now: number): Telling {
  const chapter = telling.chapters.find(candidate => candidate.number === number);
  if (chapter === undefined) return telling;
  const scene = {...defaultScene, ...chapter.scene};
  const {tape} = replayOf(scene);
  const speed = chapter.seconds === null ? telling.settings.speed : speedFor(chapter, chapter.seconds);
  const end = positionAt(tape, chapter.to);
  const clock = seekTime(
    {...telling.clock, ...telling.settings, speed, loop: false, tape, since: null, stop: null},
    chapter.from,
    now
  );
  return {
    ...telling,
    scene,
    chapter,
    clock: {...clock, stop: end > clock.position ? end : null},
    card: chapter.card ? {kind: "title", chapter} : null
  };
}

/** Stands, paused, at a moment of what a scene tells of. */
export function standAt(
  telling: Telling,
  {position, time}: Pick<Moment, "position" | "time">,
  scene: Scene,
  replayOf: ReplayOf,
  now: number
): Telling {
  const {tape} = replayOf(scene);
  const clock = seekMoment({...telling.clock, tape, since: null, stop: null}, {position, time}, now);
  return {
    ...telling,
    scene,
    clock,
    card: null,
    chapter: isWithin(telling.chapter, time) ? telling.chapter : null
  };
}

/** The number of the chapter before or after this moment; null where there is none. */
export function chapterBeside(
  {chapters, chapter, clock}: Telling,
  direction: 1 | -1,
  now: number
): number | null {
  if (chapter !== null) {
    const index = chapters.findIndex(({number}) => number === chapter.number);
    return chapters[index + direction]?.number ?? null;
  }
  const {time} = read(clock, now);
  const found =
    direction > 0 ? chapters.find(({from}) => from >= time) : chapters.findLast(({to}) => to < time);
  return found?.number ?? null;
}

/** Whether the clock came to the end of the chapter that it is in. */
export function isChapterOver({clock, chapter}: Telling, now: number): boolean {
  if (chapter === null) return false;
  const {time, playing} = read(clock, now);
  return !playing && positionAt(clock.tape, time) >= positionAt(clock.tape, chapter.to);
}

/**
 * What one key does for a whole story: takes a card away and plays, pauses, goes on, and at a chapter's end shows what was done and
 * goes to the next. Outside a story, and after its end, it plays and pauses.
 */
export function pressOn(telling: Telling, replayOf: ReplayOf, now: number): Telling {
  const {card, chapter, clock} = telling;
  if (card?.kind === "title") return start({...telling, card: null}, now);
  if (card?.kind === "did") return onward({...telling, card: null}, replayOf, now);
  if (card?.kind === "end") return {...telling, card: null, chapter: null};
  if (read(clock, now).playing) return {...telling, clock: pause(clock, now)};
  if (chapter === null || !isChapterOver(telling, now)) return start(telling, now);
  return chapter.did.length > 0 ? {...telling, card: {kind: "did", chapter}} : onward(telling, replayOf, now);
}

function start(telling: Telling, now: number): Telling {
  return isChapterOver(telling, now) ? telling : {...telling, clock: play(telling.clock, now)};
}

/** To the next chapter; after the last one the end, from where the reader's own settings hold again. */
function onward(telling: Telling, replayOf: ReplayOf, now: number): Telling {
  const {chapters, chapter, settings} = telling;
  if (chapter === null) return telling;
  const next = chapters[chapters.findIndex(candidate => candidate.number === chapter.number) + 1];
  if (next === undefined) {
    const clock = configure(telling.clock, {...settings, stop: null}, now);
    return {...telling, clock, card: {kind: "end", chapter}};
  }
  const there = goToChapter(telling, next.number, replayOf, now);
  return there.card === null ? start(there, now) : there;
}

/**
 * What a clicker's one button does: as `pressOn`, but to the next chapter where that would pause. Outside of a story it begins the next
 * chapter.
 */
export function turnOn(telling: Telling, replayOf: ReplayOf, now: number): Telling {
  const {card, chapter, clock} = telling;
  if (chapter === null) {
    const next = chapterBeside(telling, 1, now);
    return next === null ? telling : goToChapter(telling, next, replayOf, now);
  }
  return card === null && read(clock, now).playing
    ? onward(telling, replayOf, now)
    : pressOn(telling, replayOf, now);
}

/** Changes the clock as a reader does: by seeking, stepping or scrubbing, which leaves a chapter when it leads out of it. */
export function moveClock(
  telling: Telling,
  move: (clock: Clock, now: number) => Clock,
  now: number
): Telling {
  const clock = move(telling.clock, now);
  const isLeft = telling.chapter !== null && !isWithin(telling.chapter, read(clock, now).time);
  return {
    ...telling,
    card: null,
    chapter: isLeft ? null : telling.chapter,
    clock: isLeft ? configure(clock, {...telling.settings, stop: null}, now) : clock
  };
}

/** Changes what the reader chose of the clock. */
export function configureClock(telling: Telling, change: Partial<ClockSettings>, now: number): Telling {
  return {
    ...telling,
    settings: {...telling.settings, ...change},
    clock: configure(telling.clock, change, now)
  };
}

/** Leaves a chapter that the clock has run out of. */
export function leaveChapter(telling: Telling, now: number): Telling {
  const {chapter, clock} = telling;
  return chapter === null || isWithin(chapter, read(clock, now).time) ? telling : {...telling, chapter: null};
}

const isWithin = (chapter: PlacedChapter | null, time: number): boolean =>
  chapter !== null && chapter.from <= time && time <= chapter.to;
