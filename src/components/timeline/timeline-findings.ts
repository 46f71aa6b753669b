import type {BurstRow} from "../../engine/build/selected-bursts.js";
import type {TimelineRow} from "../../engine/build/timeline.js";
import type {TimeRange} from "../../engine/selection.js";
import {datasetName} from "../dataset-name.js";
import {formatCount, formatPlural} from "../format.js";
import {formatTime} from "../time-zone.js";
import {fillBins, meanScore, stepName} from "./time-bins.js";

/** What the rows of a chart over time were asked for. */
export interface Window {
  readonly range: TimeRange;
  /** Minutes of a row. */
  readonly minutes: number;
  /** Minutes of a step as drawn: as many rows together as the page has room for. */
  readonly drawn: number;
  readonly timeZone: string;
}

/** When most was anomalous, and how that compares with a usual step of the same window. */
export function anomalyFinding(rows: readonly TimelineRow[], {range, drawn, timeZone}: Window): string {
  const bins = fillBins(rows, range, drawn);
  const top = bins.reduce<TimelineRow | null>(
    (best, row) => (best && best.anomalous >= row.anomalous ? best : row),
    null
  );
  if (top === null || top.anomalous === 0) return "Nothing anomalous in this window";
  const counts = bins.map(bin => bin.anomalous).sort((a, b) => a - b);
  const usual = counts[counts.length >> 1] ?? 0;
  const ratio = top.anomalous / usual;
  const beside =
    usual === 0
      ? ", where there usually are none"
      : ratio >= 1.5
        ? `, ${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(1).replace(/\.0$/, "")} times the usual ${formatCount(usual)}`
        : ", hardly more than usual";
  return `${formatPlural(top.anomalous, "anomalous event")} in the ${stepName(drawn)} from ${formatTime(top.time, timeZone)}${beside}`;
}

/** The mean score of all that was scored, and when it was highest. */
export function scoreFinding(rows: readonly TimelineRow[], {range, drawn, timeZone}: Window): string {
  const all = sum(rows);
  const mean = meanScore(all);
  if (mean === null) return "Nothing here was scored";
  // Of steps with next to nothing in them the mean says nothing.
  const enough = fillBins(rows, range, drawn).filter(bin => bin.scored >= 10);
  const highest = enough.reduce<TimelineRow | null>(
    (best, row) => (best && (meanScore(best) ?? 0) >= (meanScore(row) ?? 0) ? best : row),
    null
  );
  const peak =
    highest &&
    `, and ${meanScore(highest)?.toFixed(2)} at its highest, ${formatTime(highest.time, timeZone)}`;
  return `The mean score is ${mean.toFixed(3)}${peak ?? ""}`;
}

/** How many bursts there are, and which is the strongest. */
export function burstFinding(bursts: readonly BurstRow[], timeZone: string): string {
  const [strongest] = bursts;
  if (strongest === undefined) return "No burst in this window";
  const where = `in ${datasetName(strongest.dataset).label}`;
  const count = bursts.length === 1 ? "One burst" : `${formatCount(bursts.length)} bursts, the strongest`;
  return `${count} ${where}, ${formatTime(Number(strongest.start_time), timeZone)}`;
}

function sum(rows: readonly TimelineRow[]): Pick<TimelineRow, "events" | "scored" | "score_sum"> {
  const total = {events: 0, scored: 0, score_sum: 0};
  for (const {events, scored, score_sum} of rows) {
    total.events += events;
    total.scored += scored;
    total.score_sum += score_sum;
  }
  return total;
}
