import type {Replay} from "./frame.js";
import {positionAt, timeAt} from "./tape.js";

/** Events whose logging fell between two readings of the replay's clock. */
export interface Bin {
  /** Milliseconds in UTC, half-open. */
  readonly from: number;
  readonly to: number;
  /** The first event in it; the last is the one before the next bin's first. */
  readonly start: number;
  readonly events: number;
  readonly anomalous: number;
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

/**
 * The tape in bins of equal length, for the chart behind the playhead.
 * @param most bins at most; the length is the shortest round one that keeps to it
 */
export function binTape({tape, anomalous}: Replay, most: number): Bin[] {
  if (tape.length === 0) return [];
  const [first, last] = [timeAt(tape, 0), timeAt(tape, tape.length)];
  const fits = (seconds: number) =>
    Math.floor(last / 1000 / seconds) - Math.floor(first / 1000 / seconds) < most;
  const day = 86_400;
  let seconds = steps.find(fits) ?? day;
  while (!fits(seconds)) seconds += day;
  const width = seconds * 1000;
  const bins: Bin[] = [];
  let [start, mark] = [0, 0];
  for (let from = Math.floor(first / width) * width; from <= last; from += width) {
    const end = positionAt(tape, from + width - 1);
    const before = mark;
    while (mark < anomalous.length && (anomalous[mark] ?? end) < end) ++mark;
    bins.push({from, to: from + width, start, events: end - start, anomalous: mark - before});
    start = end;
  }
  return bins;
}
