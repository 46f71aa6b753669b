import type {ReplayColumns} from "./columns.js";
import {createTallies, peak, type Tallies, type Tally, tally} from "./tallies.js";
import {createTape, positionAt, type Tape, timeAt} from "./tape.js";

/** What a frame looks back on: milliseconds before the clock, or everything so far. */
export const windows = [
  {name: "last 5 min", span: 300_000},
  {name: "last hour", span: 3_600_000},
  {name: "so far", span: Number.POSITIVE_INFINITY}
] as const;

/** A replay ready to be played: the tape and what is counted on it. */
export interface Replay {
  readonly tape: Tape;
  readonly columns: ReplayColumns;
  readonly tallies: Tallies;
  /** For each event, the event before it from the same source, or -1. */
  readonly previous: Int32Array;
  /** Distinct sources among the first n events, for n from 0 to all. */
  readonly distinct: Uint32Array;
  /** Positions of anomalous events, ascending. */
  readonly anomalous: Int32Array;
}

/** Everything that is on screen at a position. A function of replay, position and span alone, so that it is the same whichever way the position was come to. */
export interface Frame extends Tally {
  readonly position: number;
  /** The clock, milliseconds in UTC. */
  readonly time: number;
  /** The first event that is looked back on. */
  readonly from: number;
  /** Distinct source addresses. */
  readonly addresses: number;
  /** Rows in the table `events` of the latest anomalous events, the latest first. */
  readonly latest: readonly number[];
}

/** How many of the latest anomalous events a frame names. */
const latestLength = 10;

export function createReplay(columns: ReplayColumns): Replay {
  const length = columns.times.length;
  const previous = new Int32Array(length);
  const distinct = new Uint32Array(length + 1);
  const last = new Int32Array(columns.places.length).fill(-1);
  const anomalous: number[] = [];
  for (let event = 0; event < length; event++) {
    const source = columns.sources[event] ?? -1;
    // An event without a source is counted as if its source had been seen already.
    previous[event] = source < 0 ? event : (last[source] ?? -1);
    if (source >= 0) last[source] = event;
    distinct[event + 1] = (distinct[event] ?? 0) + (previous[event] === -1 ? 1 : 0);
    if (columns.severities[event]) anomalous.push(event);
  }
  return {
    tape: createTape(columns.times),
    columns,
    tallies: createTallies(columns),
    previous,
    distinct,
    anomalous: Int32Array.from(anomalous)
  };
}

/**
 * @param position events played, 0 to all
 * @param span milliseconds to look back on: events that were logged while the clock showed more than `time - span`
 */
export function frameAt(replay: Replay, position: number, span: number): Frame {
  const {tape, tallies} = replay;
  const to = Math.max(0, Math.min(tape.length, Math.floor(position)));
  const time = timeAt(tape, to);
  const from = lookBack(tape, to, span);
  return {
    ...tally(tallies, from, to),
    position: to,
    time,
    from,
    addresses: countSources(replay, from, to),
    latest: findLatest(replay, from, to)
  };
}

/** The first event logged while the clock showed more than `span` before what it shows at a position. */
function lookBack(tape: Tape, position: number, span: number): number {
  return Number.isFinite(span) ? Math.min(position, positionAt(tape, timeAt(tape, position) - span)) : 0;
}

/** The most anomalous events of one country in any frame with this span; what a map's largest bubble stands for. */
export function mostAnomalous({tape, tallies}: Replay, span: number): number {
  return peak(tallies, position => lookBack(tape, position, span));
}

/** A source counts where it first appears in the stretch: at the event whose predecessor lies before it. */
function countSources({previous, distinct}: Replay, from: number, to: number): number {
  if (from === 0) return distinct[to] ?? 0;
  let sources = 0;
  for (let event = from; event < to; event++) if ((previous[event] ?? from) < from) ++sources;
  return sources;
}

function findLatest({anomalous, columns}: Replay, from: number, to: number): number[] {
  let end = lowerBound(anomalous, to);
  const latest: number[] = [];
  while (latest.length < latestLength && end > 0) {
    const event = anomalous[--end] ?? -1;
    if (event < from) break;
    latest.push(columns.rows[event] ?? -1);
  }
  return latest;
}

/** How many values of an ascending array are below a limit. */
function lowerBound(values: Int32Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
