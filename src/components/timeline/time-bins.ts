import type {TimelineRow} from "../../engine/build/timeline.js";
import type {TimeRange} from "../../engine/selection.js";
import {formatSpan} from "../format.js";

/** A step of time as drawn; steps without events are there too. */
export interface TimeBin extends TimelineRow {
  /** End of the step, milliseconds in UTC. */
  readonly end: number;
}

/** Lengths that a reader knows, in minutes, up to a day; longer ones are whole numbers of days. */
const lengths = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080, 43_200, 525_600];

/** Steps per pixel of width that still can be told apart, on the screens there are. */
const perPixel = 2.5;

/**
 * How many minutes a drawn step lasts, so that there are not more of them than the drawing has room for.
 * @param minutes the length of the rows' own steps
 * @param width pixels
 */
export function drawnMinutes({from, to}: TimeRange, minutes: number, width: number): number {
  const room = Math.max(1, width) * perPixel;
  const fitting = lengths.filter(length => length % minutes === 0);
  const span = (to - from) / 60_000;
  return fitting.find(length => span / length <= room) ?? fitting.at(-1) ?? minutes;
}

/** A step in words, after "per" or "the": "5 minutes", "day", "2 days". */
export function stepName(minutes: number): string {
  return formatSpan(minutes * 60_000).replace(/^1 (?=\w+$)/, "");
}

/** What to say beside the choice of a step where another one is drawn: "drawn per 2 days, which is what fits here"; else "". */
export function stepRemark(minutes: number, drawn: number): string {
  return drawn === minutes ? "" : `drawn per ${stepName(drawn)}, which is what fits here`;
}

/**
 * The rows summed into steps of equal length over all of a range, in order.
 * @param minutes a multiple of the length of the rows' own steps
 */
export function fillBins(
  rows: readonly TimelineRow[],
  {from, to}: TimeRange,
  minutes: number
): readonly TimeBin[] {
  const step = minutes * 60_000;
  const first = Math.floor(from / step);
  const count = Math.max(1, Math.ceil(to / step) - first);
  const bins = Array.from({length: count}, (_, i) => ({
    time: (first + i) * step,
    end: (first + i + 1) * step,
    events: 0,
    anomalous: 0,
    scored: 0,
    score_sum: 0
  }));
  for (const row of rows) {
    const bin = bins[Math.floor(row.time / step) - first];
    if (bin === undefined) continue;
    bin.events += row.events;
    bin.anomalous += row.anomalous;
    bin.scored += row.scored;
    bin.score_sum += row.score_sum;
  }
  return bins;
}

/** Mean anomaly score, 0 to 1; null where nothing was scored. */
export function meanScore({scored, score_sum}: Pick<TimelineRow, "scored" | "score_sum">): number | null {
  return scored === 0 ? null : score_sum / scored / 10_000;
}
