import {severities} from "../event.js";
import {lowerBound} from "../lower-bound.js";
import type {Frame} from "./frame.js";
import type {Replay} from "./replay.js";
import {timeAt} from "./tape.js";

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

/** What a frame looks back on, in bins of equal length: by bin, in order of time. */
export interface SpanBins {
  /** What a chart of it shows, milliseconds in UTC: what is looked back on, or the whole tape where that is everything. */
  readonly from: number;
  readonly to: number;
  /**
   * Where the first bin begins, at or before `from`, and how long each is, in milliseconds. Bins begin at round times and so stay the same
   * bins while time goes on.
   */
  readonly start: number;
  readonly width: number;
  /** As many as there are bins. They add up to what the frame counts: a bin at an edge has only the events that the frame has. */
  readonly events: Uint32Array;
  /** Events by index into `severities`, each as long as `events`. */
  readonly bySeverity: readonly Uint32Array[];
  /** Alerts by index into `severities`, each as long as `events`. */
  readonly alerts: readonly Uint32Array[];
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

/** The shortest round length with which bins that begin at multiples of it cover two times and what is between them, milliseconds. */
function roundWidth(first: number, last: number, most: number): number {
  const fits = (seconds: number) =>
    Math.floor(last / 1000 / seconds) - Math.floor(first / 1000 / seconds) < most;
  const day = 86_400;
  const round = steps.find(fits);
  if (round !== undefined) return round * 1000;
  let days = Math.max(1, Math.floor((last - first) / 1000 / day / (most + 1)));
  while (!fits(days * day)) ++days;
  return days * day * 1000;
}

/**
 * The tape in bins of equal length, for the chart behind the playhead.
 * @param most bins at most, at least 2; the length is the shortest round one that keeps to it
 */
export function binTape({tape, anomalous}: Replay, most: number): Bin[] {
  if (tape.length === 0) return [];
  const [first, last] = [timeAt(tape, 0), timeAt(tape, tape.length)];
  const width = roundWidth(first, last, most);
  const bins: Bin[] = [];
  let [start, mark] = [0, 0];
  for (let from = Math.floor(first / width) * width; from <= last; from += width) {
    const end = lowerBound(tape.clock, from + width);
    const endMark = lowerBound(anomalous, end);
    bins.push({from, to: from + width, start, events: end - start, anomalous: endMark - mark});
    [start, mark] = [end, endMark];
  }
  return bins;
}

/**
 * What a frame of this replay looks back on in bins, in time that does not grow with the number of events. Looking back on everything
 * the bins are those of the whole tape, filled as far as it is played.
 * @param most bins at most, at least 2
 */
export function binSpan(replay: Replay, {position, time, span, from: first}: Frame, most: number): SpanBins {
  const {tape} = replay;
  const isAll = !Number.isFinite(span);
  const from = isAll ? timeAt(tape, 0) : time - span;
  const to = isAll ? timeAt(tape, tape.length) : time;
  if (tape.length === 0 || Number.isNaN(from + to)) return {...emptyBins, from, to};
  const width = roundWidth(from, to, most);
  const start = Math.floor(from / width) * width;
  const length = Math.floor((to - start) / width) + 1;
  // Positions between bins, held to what the frame has.
  const edges = new Int32Array(length + 1);
  for (let i = 1; i < length; i++)
    edges[i] = Math.max(first, Math.min(position, lowerBound(tape.clock, start + i * width)));
  edges[0] = first;
  edges[length] = position;
  const events = new Uint32Array(length);
  for (let i = 0; i < length; i++) events[i] = (edges[i + 1] ?? 0) - (edges[i] ?? 0);
  const anomalous = replay.bySeverity
    .slice(1)
    .map(marked => countBetween(edges, edge => lowerBound(marked, edge)));
  const quiet = events.map((count, i) => anomalous.reduce((left, counts) => left - (counts[i] ?? 0), count));
  const {positions, counts} = replay.alerts;
  const shown = edges.map(edge => lowerBound(positions, edge + 1));
  return {
    from,
    to,
    start,
    width,
    events,
    bySeverity: [quiet, ...anomalous],
    alerts: counts.map(before => countBetween(shown, edge => before[edge] ?? 0))
  };
}

const emptyBins: Omit<SpanBins, "from" | "to"> = {
  start: 0,
  width: 1000,
  events: new Uint32Array(0),
  bySeverity: severities.map(() => new Uint32Array(0)),
  alerts: severities.map(() => new Uint32Array(0))
};

/** How much a running count grows between each edge and the next. */
function countBetween(edges: Int32Array, before: (edge: number) => number): Uint32Array {
  const counts = new Uint32Array(edges.length - 1);
  let last = before(edges[0] ?? 0);
  for (let i = 0; i < counts.length; i++) {
    const next = before(edges[i + 1] ?? 0);
    counts[i] = next - last;
    last = next;
  }
  return counts;
}
