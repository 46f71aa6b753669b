import type {Tape} from "./tape.js";
import {positionAt, timeAt} from "./tape.js";

/** How fast the tape plays: a number of events each second, or so many times as fast as it happened. */
export type Speed = {readonly eventsPerSecond: number} | {readonly timesReal: number};

export interface ClockSettings {
  readonly speed: Speed;
  /** Events that arrive together when events are counted, and the length of a step; at least 1. */
  readonly batch: number;
  /** Whether the tape starts over at its end. */
  readonly loop: boolean;
  /**
   * A position, from 0 to the tape's length, at which a clock that comes to it pauses, in the next lap where it loops; null: at the end of
   * the tape.
   */
  readonly stop: number | null;
}

/**
 * A clock over a tape. It is a value: every function below returns a new one, and where the tape stands depends only
 * on the clock and on `now`, never on how often anybody looked. `now` is any steady count of milliseconds, such as
 * `performance.now()`, handed in by the caller.
 */
export interface Clock extends ClockSettings {
  readonly tape: Tape;
  /** Null while paused; else the `now` at which it was last set going. */
  readonly since: number | null;
  /** Where the tape stood then: events played. */
  readonly position: number;
  /** What the clock showed then, milliseconds in UTC: at or after the last event played. */
  readonly time: number;
}

/** Where the tape stands at some moment. */
export interface Moment {
  /** Events played. */
  readonly position: number;
  /** What the clock shows, milliseconds in UTC: at or after the last event played, and not after the next. NaN without events. */
  readonly time: number;
  /** False when paused, and once a tape that does not loop has come to its end. */
  readonly playing: boolean;
}

export const defaults: ClockSettings = {
  speed: {eventsPerSecond: 10_000},
  batch: 1000,
  loop: false,
  stop: null
};

/** A paused clock before the first event. */
export function createClock(tape: Tape, settings: Partial<ClockSettings> = {}): Clock {
  return {...defaults, ...settings, tape, since: null, position: 0, time: timeAt(tape, 0)};
}

/** Where the tape stands. */
export function read(clock: Clock, now: number): Moment {
  const {position, time, ended} = advance(clock, now);
  return {position, time, playing: clock.since !== null && !ended};
}

/** Sets the clock going; from the beginning when it stands at the end, past its stop when it stands there. */
export function play(clock: Clock, now: number): Clock {
  const here = settle(clock, now);
  const stop = here.stop !== null && here.stop > here.position ? here.stop : null;
  return {...(here.position >= clock.tape.length ? seek(here, 0, now) : here), stop, since: now};
}

/** Stops the clock where it stands. */
export function pause(clock: Clock, now: number): Clock {
  return {...settle(clock, now), since: null};
}

/** Goes to a position, clamped to the tape, to its beginning where that is not a number; a clock that was going goes on from there. */
export function seek(clock: Clock, position: number, now: number): Clock {
  const {tape} = clock;
  const target = Math.max(0, Math.min(tape.length, Math.round(position) || 0));
  return {
    ...clock,
    since: read(clock, now).playing ? now : null,
    position: target,
    time: timeAt(tape, target)
  };
}

/**
 * Goes to a moment that was read before, such as the one that a link names; where the tape has no such moment, because it is another tape, to
 * where the clock shows its time.
 */
export function seekMoment(
  clock: Clock,
  {position, time}: Pick<Moment, "position" | "time">,
  now: number
): Clock {
  const {tape} = clock;
  const isThere =
    Number.isInteger(position) &&
    position >= 0 &&
    position <= tape.length &&
    timeAt(tape, position) <= time &&
    time <= (tape.clock[position] ?? timeAt(tape, tape.length));
  return isThere ? {...seek(clock, position, now), time} : seekTime(clock, time, now);
}

/**
 * Goes to where the clock shows a time, which may lie between two events; clamped to the tape, to its first where that is not a number, as
 * on an empty tape.
 */
export function seekTime(clock: Clock, time: number, now: number): Clock {
  const {tape} = clock;
  const first = timeAt(tape, 0);
  const target = Number.isNaN(time) ? first : Math.max(first, Math.min(timeAt(tape, tape.length), time));
  const here = seek(clock, positionAt(tape, target), now);
  return tape.length === 0 ? here : {...here, time: target};
}

/** Pauses, and goes some batches on, or back where `batches` is negative. */
export function step(clock: Clock, batches: number, now: number): Clock {
  const paused = pause(clock, now);
  return seek(paused, paused.position + batches * clock.batch, now);
}

/** Changes settings without a jump. */
export function configure(clock: Clock, settings: Partial<ClockSettings>, now: number): Clock {
  return {...settle(clock, now), ...settings};
}

/** The same clock, reckoned from `now`. */
function settle(clock: Clock, now: number): Clock {
  if (clock.since === null) return clock;
  const {position, time, ended} = advance(clock, now);
  return {...clock, position, time, since: ended ? null : now};
}

interface Reading {
  readonly position: number;
  readonly time: number;
  readonly ended: boolean;
}

function advance(clock: Clock, now: number): Reading {
  const {tape, since, position, time, speed} = clock;
  const elapsed = since === null || tape.length === 0 ? 0 : Math.max(0, now - since);
  if (elapsed === 0) return {position, time, ended: false};
  return "timesReal" in speed
    ? advanceTime(clock, elapsed * speed.timesReal)
    : advanceBatches(clock, Math.floor((elapsed * speed.eventsPerSecond) / 1000 / clock.batch));
}

/** @param span milliseconds of the tape to go on by, above 0 */
function advanceTime(clock: Clock, span: number): Reading {
  const {tape, position, loop} = clock;
  const first = timeAt(tape, 0);
  const last = timeAt(tape, tape.length);
  const time = clock.time + span;
  // A stop behind the clock is come to in the next lap.
  const lap = last - first;
  if (clock.stop !== null && (clock.stop > position || (loop && lap > 0))) {
    const stop = timeAt(tape, clock.stop) + (clock.stop > position ? 0 : lap);
    if (time >= stop) return stopped(clock, clock.stop);
  }
  // Events that share the clock's time may have been left out on purpose, by seeking among them.
  if (time < last) return {position: Math.max(position, positionAt(tape, time)), time, ended: false};
  if (!loop || lap === 0) return {position: tape.length, time: last, ended: !loop};
  const wrapped = first + ((time - first) % lap);
  return {position: positionAt(tape, wrapped), time: wrapped, ended: false};
}

function advanceBatches(clock: Clock, batches: number): Reading {
  const {tape, position, time, batch, loop} = clock;
  if (batches === 0) return {position, time, ended: false};
  const toEnd = Math.ceil((tape.length - position) / batch);
  if (clock.stop !== null && (clock.stop > position || loop)) {
    const toStop =
      clock.stop > position
        ? Math.ceil((clock.stop - position) / batch)
        : toEnd + 1 + Math.ceil(clock.stop / batch);
    if (batches >= toStop) return stopped(clock, clock.stop);
  }
  let target = Math.min(tape.length, position + batches * batch);
  if (loop && batches > toEnd) {
    // The end is shown for the time of one batch, then the tape stands at its beginning for one.
    const lap = Math.ceil(tape.length / batch) + 1;
    target = Math.min(tape.length, ((batches - toEnd - 1) % lap) * batch);
  }
  return {position: target, time: timeAt(tape, target), ended: !loop && batches >= toEnd};
}

function stopped({tape}: Clock, stop: number): Reading {
  return {position: stop, time: timeAt(tape, stop), ended: true};
}
