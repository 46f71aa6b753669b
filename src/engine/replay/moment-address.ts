import type {Moment} from "./clock.js";
import type {Scene} from "./scene.js";
import {quote, readScene, scenePairs} from "./scene-address.js";
import type {ReplayOf} from "./story/telling.js";
import {positionAt, type Tape, timeAt} from "./tape.js";

/** The parameters that say what a replay shows, in the order they are written. None is one of a selection's. */
export const momentKeys = [
  ...["at", "n", "view", "window", "only", "without", "focus", "order", "map"],
  ...["story", "chapter"]
] as const;

/** Where in which story a replay is. */
export interface Told {
  /** The story's id. */
  readonly story: string | null;
  /** From 1. */
  readonly chapter: number | null;
}

/** What an address says of a replay. */
export interface MomentAddress extends Told {
  /** On the tape of what the scene tells of; null where the address names none. */
  readonly moment: Pick<Moment, "position" | "time"> | null;
  /**
   * What the address names. The rest is as it is by default, or as the chapter has it where the address names a chapter and no
   * moment.
   */
  readonly scene: Partial<Scene>;
  /** One sentence for everything that cannot be shown as it was asked for. */
  readonly problems: readonly string[];
}

/**
 * A moment, what is shown of it and where in a story it is, as parameters of an address. What is as by default is left out.
 * @param moment on the tape of what the scene tells of
 */
export function formatMoment(
  {position, time}: Pick<Moment, "position" | "time">,
  scene: Scene,
  {story, chapter}: Told
): [key: string, value: string][] {
  const pairs: [string, string][] = [];
  // Rounded down, so that it stays before the next event.
  if (Number.isFinite(time))
    pairs.push(["at", new Date(Math.floor(time)).toISOString()], ["n", String(position)]);
  pairs.push(...scenePairs(scene));
  if (story !== null) pairs.push(["story", story]);
  if (chapter !== null) pairs.push(["chapter", String(chapter)]);
  return pairs;
}

/**
 * A query string with its moment replaced; what else it says, such as the selection, stays.
 * @param search with or without "?"
 * @returns "" or "?…"
 */
export function momentSearch(
  search: string,
  pairs: readonly (readonly [key: string, value: string])[]
): string {
  const params = new URLSearchParams(search);
  for (const key of momentKeys) params.delete(key);
  for (const [key, value] of pairs) params.append(key, value);
  // Commas and colons are legal in a query, and far easier to read than their escapes.
  const text = params.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return text === "" ? "" : `?${text}`;
}

/**
 * What a query string says of a replay. Nothing in it is fatal: a moment outside the data becomes the nearest one, and what is not
 * understood is reported and ignored.
 * @param search with or without "?"
 */
export function readMoment(search: string, replayOf: ReplayOf): MomentAddress {
  const params = new URLSearchParams(search);
  const problems: string[] = [];
  const whole = replayOf({only: "all", without: []});
  const scene = readScene(params, whole.recording.columns.names.addresses, problems);
  const {tape} = replayOf({only: scene.only ?? "all", without: scene.without ?? []});
  return {
    moment: readInstant(params, whole.tape, tape, problems),
    scene,
    story: params.get("story") || null,
    chapter: readWhole(params, "chapter", 1, problems),
    problems
  };
}

/** ISO 8601 in UTC; anything that Date would guess at is refused. */
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/;

/** @param tape of what the scene tells of, which need not reach as far as all that was recorded does */
function readInstant(
  params: URLSearchParams,
  whole: Tape,
  tape: Tape,
  problems: string[]
): MomentAddress["moment"] {
  const text = params.get("at");
  if (text === null || text === "") return null;
  const time = instantPattern.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) {
    problems.push(`invalid at: ${quote(text)}; expected a UTC time such as 2026-03-01T12:30:00Z`);
    return null;
  }
  if (whole.length === 0) {
    problems.push("The link names a moment, but no events are selected.");
    return null;
  }
  const [first, last] = [timeAt(whole, 0), timeAt(whole, whole.length)];
  if (time >= first && time <= last) return {position: readPosition(params, tape, time, problems), time};
  const end = time < first ? first : last;
  const [side, shown] = time < first ? ["before", "beginning"] : ["after", "end"];
  problems.push(
    `The link's moment, ${sayInstant(time)}, is ${side} the selected events (${sayInstant(end)}); this is their ${shown}.`
  );
  return {position: positionAt(tape, end), time: end};
}

/** Events played by a time: as many as the address says where the tape agrees, which decides among events of one millisecond. */
function readPosition(params: URLSearchParams, tape: Tape, time: number, problems: string[]): number {
  const byTime = positionAt(tape, time);
  const position = readWhole(params, "n", 0, problems);
  if (position === null || position === byTime) return byTime;
  if (isShownAt(tape, position, time)) return position;
  problems.push(
    `The data has changed since the link was made: ${count(position)} events had been played by then, and are ${count(byTime)} now.`
  );
  return byTime;
}

/** Whether a tape that stands at a position can show a time: the last event's, up to the next. */
function isShownAt({clock, length}: Tape, position: number, time: number): boolean {
  if (position > length) return false;
  const last = clock[Math.max(0, position - 1)] ?? Number.NaN;
  if (position === 0 || last === time) return last === time;
  return last < time && time < (clock[position] ?? Number.POSITIVE_INFINITY);
}

function readWhole(params: URLSearchParams, key: string, least: number, problems: string[]): number | null {
  const text = params.get(key);
  if (text === null || text === "") return null;
  if (/^\d{1,15}$/.test(text) && Number(text) >= least) return Number(text);
  problems.push(`invalid ${key}: ${quote(text)}; expected a whole number from ${least}`);
  return null;
}

const count = (events: number) => events.toLocaleString("en-US");
const sayInstant = (instant: number) =>
  new Date(instant)
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, " UTC");
