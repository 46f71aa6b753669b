import type {Replay} from "./replay.js";
import {timeAt} from "./tape.js";

/** Events that are logged long after they happened. */
export interface LateEvents {
  readonly events: number;
  /** How long after it happened the latest of them is logged, milliseconds; 0 without any. */
  readonly latest: number;
  /** Position at which the first of them has been played; null without any. */
  readonly first: number | null;
}

/** Milliseconds that an event may lie before the clock without a word: most flows are over sooner. */
const usualDelay = 600_000;

/**
 * Events that happened more than some milliseconds before what the clock shows when they are played. Long flows do, as they are logged
 * when they end; so does all that is logged after a clock was set back, and what was appended from elsewhere. The columns do not tell which.
 */
export function findLateEvents({tape, recording}: Replay, delay = usualDelay): LateEvents {
  const {times} = recording.columns;
  let [events, latest] = [0, 0];
  let first: number | null = null;
  for (let event = 0; event < times.length; event++) {
    const gap = timeAt(tape, event + 1) - (times[event] as number);
    if (gap <= delay) continue;
    ++events;
    first ??= event + 1;
    latest = Math.max(latest, gap);
  }
  return {events, latest, first};
}
