/**
 * Events in the order they were logged, and a clock over them that never runs backwards. A flow is logged when it
 * ends but happened when it began, so the clock after an event is the latest time of all events up to it.
 *
 * A position is a number of events played, from 0 (none) to `length` (all): events 0 to position - 1 have happened.
 */
export interface Tape {
  readonly length: number;
  /** The clock after each event, milliseconds in UTC; never decreases. */
  readonly clock: Float64Array;
}

/** @param times when each event happened, milliseconds in UTC, in the order the events were logged */
export function createTape(times: Float64Array): Tape {
  const clock = new Float64Array(times.length);
  let latest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < times.length; i++) {
    latest = Math.max(latest, times[i] ?? latest);
    clock[i] = latest;
  }
  return {length: times.length, clock};
}

/** The clock at a position, milliseconds in UTC. Before the first event it shows the first event's time; NaN without events. */
export function timeAt(tape: Tape, position: number): number {
  return tape.clock[Math.max(0, Math.min(position, tape.length) - 1)] ?? Number.NaN;
}

/** How many events have happened once the clock shows `time`: those at exactly that time included. */
export function positionAt(tape: Tape, time: number): number {
  let low = 0;
  let high = tape.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tape.clock[middle] ?? Number.POSITIVE_INFINITY) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
