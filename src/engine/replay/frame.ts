import {campus} from "../build/country.js";
import type {Severity} from "../event.js";
import {severities} from "../event.js";
import {lowerBound} from "../lower-bound.js";
import type {Moment} from "./clock.js";
import {countDistinct} from "./distinct.js";
import type {Replay} from "./replay.js";
import {type Group, type Outcomes, peak, sum, tally} from "./tallies.js";
import {positionAt, type Tape} from "./tape.js";

/** What a frame looks back on: milliseconds before the clock, or everything so far. */
export const windows = [
  {name: "last 5 min", span: 300_000},
  {name: "last hour", span: 3_600_000},
  {name: "so far", span: Number.POSITIVE_INFINITY}
] as const;

/**
 * All that is counted at a moment, within what is looked back on. A function of replay, moment and span alone, so that it is the same
 * whichever way the moment was come to.
 */
export interface Frame {
  /** Events played. */
  readonly position: number;
  /** The clock, milliseconds in UTC. */
  readonly time: number;
  /** What is looked back on, milliseconds; infinite: everything so far. */
  readonly span: number;
  /** The first event that is looked back on. */
  readonly from: number;
  readonly all: Outcomes;
  /** Events of some severity. */
  readonly anomalous: Outcomes;
  /** Distinct source addresses. */
  readonly addresses: number;
  readonly alerts: FrameAlerts;
  /** Those with events, in order of code; null: without a place. */
  readonly countries: readonly Group<string | null>[];
  /** Those with events, the busiest first. */
  readonly services: readonly Group<string>[];
  readonly protocols: readonly Group<string>[];
  /** Null stands for all rarer ones and for events without a port. */
  readonly ports: readonly Group<number | null>[];
}

export interface FrameAlerts {
  /** Of `AlertTrack.list`, half-open. */
  readonly from: number;
  readonly to: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
}

export function frameAt(
  replay: Replay,
  {position, time}: Pick<Moment, "position" | "time">,
  span: number
): Frame {
  const {tape} = replay;
  const to = Math.max(0, Math.min(tape.length, Math.floor(position)));
  const from = lookBack(tape, to, time, span);
  const countries = tally(replay.countries, from, to);
  return {
    position: to,
    time,
    span,
    from,
    ...sum(countries),
    addresses: countDistinct(replay.sources, from, to),
    alerts: countAlerts(replay, from, to),
    countries,
    services: tally(replay.services, from, to).sort(byEvents),
    protocols: tally(replay.protocols, from, to).sort(byEvents),
    ports: tally(replay.ports, from, to).sort(byEvents)
  };
}

/** The first event logged while the clock showed more than `span` before `time`. */
function lookBack(tape: Tape, position: number, time: number, span: number): number {
  return Number.isFinite(span) ? Math.min(position, positionAt(tape, time - span)) : 0;
}

const byEvents = (a: Group<unknown>, b: Group<unknown>) => b.all.events - a.all.events;

/** The most anomalous events of one country outside the campus in any frame with this span; what a map's largest bubble stands for. */
export function mostAnomalous({tape, countries}: Replay, span: number): number {
  return peak(
    countries,
    position => lookBack(tape, position, tape.clock[position - 1] ?? 0, span),
    country => country !== null && country !== campus
  );
}

function countAlerts({alerts}: Replay, first: number, position: number): FrameAlerts {
  const from = lowerBound(alerts.positions, first + 1);
  const to = lowerBound(alerts.positions, position + 1);
  const bySeverity = Object.fromEntries(
    severities.map((severity, i) => [
      severity,
      (alerts.counts[i]?.[to] ?? 0) - (alerts.counts[i]?.[from] ?? 0)
    ])
  ) as Record<Severity, number>;
  return {from, to, bySeverity};
}
