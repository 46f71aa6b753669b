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
  /** False when paused, and once a tape that does not loop has come to its end. */
  readonly playing: boolean;
}

export const defaults: ClockSettings = {speed: {eventsPerSecond: 10_000}, batch: 1000, loop: false};

/** A paused clock before the first event. */
export function createClock(tape: Tape, settings: Partial<ClockSettings> = {}): Clock {
  return {...defaults, ...settings, tape, since: null, position: 0, time: timeAt(tape, 0)};
}

/** Where the tape stands. */
export function read(clock: Clock, now: number): Moment {
  const {position, ended} = advance(clock, now);
  return {position, playing: clock.since !== null && !ended};
}

/** Sets the clock going; from the beginning when it stands at the end. */
export function play(clock: Clock, now: number): Clock {
  const here = settle(clock, now);
  return {...(here.position >= clock.tape.length ? seek(here, 0, now) : here), since: now};
}

/** Stops the clock where it stands. */
export function pause(clock: Clock, now: number): Clock {
  return {...settle(clock, now), since: null};
}

/** Goes to a position, clamped to the tape; a clock that was going goes on from there. */
export function seek(clock: Clock, position: number, now: number): Clock {
  const {tape} = clock;
  const target = Math.max(0, Math.min(tape.length, Math.round(position)));
  return {
    ...clock,
    since: read(clock, now).playing ? now : null,
    position: target,
    time: timeAt(tape, target)
  };
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
  if (since === null || tape.length === 0) return {position, time, ended: false};
  const elapsed = Math.max(0, now - since);
  if ("timesReal" in speed) return advanceTime(clock, elapsed * speed.timesReal);
  return advanceBatches(clock, Math.floor((elapsed * speed.eventsPerSecond) / 1000 / clock.batch));
}

function advanceTime({tape, position, time, loop}: Clock, span: number): Reading {
  const first = timeAt(tape, 0);
  const last = timeAt(tape, tape.length);
  if (time + span < last) {
    // Events that share the clock's time may have been left out on purpose, by seeking among them.
    return {
      position: Math.max(position, span > 0 ? positionAt(tape, time + span) : 0),
      time: time + span,
      ended: false
    };
  }
  if (!loop || last === first) return {position: tape.length, time: last, ended: !loop};
  const wrapped = first + ((time + span - first) % (last - first));
  return {position: positionAt(tape, wrapped), time: wrapped, ended: false};
}

function advanceBatches({tape, position, time, batch, loop}: Clock, batches: number): Reading {
  if (batches === 0) return {position, time, ended: false};
  const toEnd = Math.ceil((tape.length - position) / batch);
  let target = Math.min(tape.length, position + batches * batch);
  if (loop && batches > toEnd) {
    // The end is shown for the time of one batch, then the tape stands at its beginning for one.
    const lap = Math.ceil(tape.length / batch) + 1;
    target = Math.min(tape.length, ((batches - toEnd - 1) % lap) * batch);
  }
  return {position: target, time: timeAt(tape, target), ended: !loop && batches >= toEnd};
}
