import {callsOf} from "./calls.js";
import type {Span} from "./duration-score.js";
import {medianAbsoluteDeviation, medianOfSorted, modeOfSorted} from "./order-statistics.js";
import type {Pair, Recording} from "./pair.js";
import {measureRegularity, type Regularity} from "./regularity.js";
import {ritaDefaults} from "./rita-defaults.js";
import {type RitaScore, scoreWindow} from "./rita-score.js";
import {intervalsOf} from "./timestamp-score.js";

export const defaults = {
  /** Seconds; connections no further apart are one call, so that periods no longer than this are not seen. */
  together: 5,
  /** Calls that a pair must have made. */
  leastCalls: 8,
  /**
   * Share of the intervals near their median: beacons with 30% jitter that miss every tenth call have 0.79 and more, visits
   * by people rarely half.
   */
  leastShare: 0.65,
  /**
   * Distance of the intervals' quartiles over their median: beacons with 50% jitter that miss every tenth call have 0.53 or, where the
   * jitter is normal, 0.73. What has a shortest interval and a long tail has many near the median too, but 0.8 and more.
   */
  mostSpread: 0.7,
  /** -log10 of the chance of such intervals: one pair in ten thousand. */
  leastSignificance: 4,
  /** Hours without a break that it must have called: what an open page polls ends with the visit. RITA's least duration. */
  leastHours: ritaDefaults.duration.leastHours,
  /** Where less was recorded than that, share of the recording. */
  leastCoverage: 0.75,
  /** A break in the calls is longer than both of these: seconds, and periods. */
  breakSeconds: 600,
  breakPeriods: 4,
  /** Seconds; what comes about once a day may be a person's habit. */
  longestPeriod: 12 * 3600,
  /** How many times as long as what the log can tell apart a period must be for its spread to be seen. */
  leastResolved: 10,
  /** Seconds from which on a period is slow. */
  slow: 3600,
  /** Seconds of a recording's first, shorter day below which it is not scored by itself. */
  leastWindow: 12 * 3600
} as const;

/** What is measured of a pair by itself. */
export interface Judgement {
  readonly pair: Pair;
  /** The stretch of the recording in which most of its connections are: all else is about it. */
  readonly segment: Span;
  /** Its connections there, seconds in order. */
  readonly times: Float64Array;
  readonly calls: Float64Array;
  /** Of the day on which RITA's score is highest; null where its gates leave every day out. */
  readonly rita: RitaScore | null;
  readonly regularity: Regularity | null;
  /** Longest stretch of calls without a break, hours. */
  readonly hours: number;
  readonly isBeacon: boolean;
  /** Why it is none. */
  readonly gate: string | null;
  readonly intervals: IntervalFigures | null;
  readonly sizes: {readonly mode: number; readonly median: number} | null;
}

export interface IntervalFigures {
  /** Between connections, seconds. */
  readonly mode: number;
  /** Between calls, seconds. */
  readonly min: number;
  readonly max: number;
  readonly deviation: number;
  /** In 30 bins of a tenth of the median, then all longer ones. */
  readonly counts: readonly number[];
}

/**
 * Whether a pair is a beacon, by regularity and persistence; RITA's score stands beside it, untouched.
 * @throws RangeError for a recording without segments
 */
export function judgePair(pair: Pair, recording: Recording): Judgement {
  const {segment, times, sizes} = busiestSegment(pair, recording.segments);
  const calls = callsOf(times, Math.max(defaults.together, recording.resolution - 1));
  const regularity = measureRegularity(calls);
  const resolved =
    recording.resolution === 1 ||
    (regularity !== null && regularity.period >= defaults.leastResolved * recording.resolution);
  const hours = regularity === null ? 0 : longestStretch(calls, regularity.period) / 3600;
  const enough = Math.min(defaults.leastHours, (defaults.leastCoverage * (segment.to - segment.from)) / 3600);
  const gate = gateOf(calls.length, regularity, resolved, hours, enough);
  const counted = sizes.filter(size => !Number.isNaN(size)).sort();
  return {
    pair,
    segment,
    times,
    calls,
    rita: resolved ? scoreBestDay(times, sizes, segment) : null,
    regularity,
    hours,
    isBeacon: gate === null,
    gate,
    intervals: regularity === null ? null : describeIntervals(calls, intervalsOf(times), regularity.period),
    sizes: counted.length === 0 ? null : {mode: modeOfSorted(counted), median: medianOfSorted(counted)}
  };
}

/** The earliest of equals. */
function busiestSegment({times, sizes}: Pair, segments: readonly Span[]) {
  let best: {segment: Span; from: number; to: number} | undefined;
  let from = 0;
  for (const segment of segments) {
    while (from < times.length && (times[from] ?? 0) < segment.from) ++from;
    let to = from;
    while (to < times.length && (times[to] ?? 0) <= segment.to) ++to;
    if (best === undefined || to - from > best.to - best.from) best = {segment, from, to};
    from = to;
  }
  if (best === undefined) throw new RangeError("invalid recording: no segments; expected one or more");
  return {
    segment: best.segment,
    times: times.subarray(best.from, best.to),
    sizes: sizes.subarray(best.from, best.to)
  };
}

function gateOf(
  calls: number,
  regularity: Regularity | null,
  resolved: boolean,
  hours: number,
  enough: number
): string | null {
  if (calls < defaults.leastCalls || regularity === null) return `fewer than ${defaults.leastCalls} calls`;
  if (!resolved) return "not measurable: the log's times are too coarse for this period";
  if (regularity.share < defaults.leastShare) return "intervals too different";
  if (regularity.spread > defaults.mostSpread) return "intervals with a long tail";
  if (regularity.significance < defaults.leastSignificance) return "could be an accident";
  if (regularity.period > defaults.longestPeriod) return "so slow that it may be a daily habit";
  if (hours < enough) return `no stretch of ${Math.round(enough * 10) / 10} hours without a break`;
  return null;
}

function longestStretch(calls: Float64Array, period: number): number {
  const longestPause = Math.max(defaults.breakSeconds, defaults.breakPeriods * period);
  let begin = 0;
  let longest = 0;
  for (let i = 1; i <= calls.length; ++i) {
    if (i < calls.length && (calls[i] ?? 0) - (calls[i - 1] ?? 0) <= longestPause) continue;
    longest = Math.max(longest, (calls[i - 1] ?? 0) - (calls[begin] ?? 0));
    begin = i;
  }
  return longest;
}

/**
 * RITA looks at the last 24 hours of its logs every time that it runs. Logs that are read at once are looked at day by
 * day, back from their end, and the highest score counts; of days whose score lacks the data size, the mean of the rest.
 */
function scoreBestDay(times: Float64Array, sizes: Float64Array, {from, to}: Span): RitaScore | null {
  const seconds = ritaDefaults.windowSeconds;
  const daysBack = (i: number) => Math.floor((to - (times[i] ?? to)) / seconds);
  let best: RitaScore | null = null;
  for (let end = times.length; end > 0; ) {
    const back = daysBack(end - 1);
    let begin = end - 1;
    while (begin > 0 && daysBack(begin - 1) === back) --begin;
    const window = {from: Math.max(from, to - (back + 1) * seconds), to: to - back * seconds};
    const length = window.to - window.from;
    if (length > 0 && (back === 0 || length >= defaults.leastWindow)) {
      const ofDay = sizes.subarray(begin, end);
      const scored = scoreWindow({
        window,
        times: times.subarray(begin, end),
        sizes: ofDay.some(Number.isNaN) ? null : ofDay
      });
      if (scored !== null && (best === null || rank(scored) > rank(best))) best = scored;
    }
    end = begin;
  }
  return best;
}

const rank = ({score, timestamp, duration, histogram}: RitaScore) =>
  score ?? (timestamp + duration + histogram) / 3;

function describeIntervals(
  calls: Float64Array,
  ofConnections: Float64Array,
  period: number
): IntervalFigures {
  const sorted = intervalsOf(calls);
  const counts = new Array<number>(31).fill(0);
  for (const interval of sorted) {
    const bin = Math.min(30, Math.floor((interval / period) * 10));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return {
    mode: modeOfSorted(ofConnections),
    min: sorted[0] ?? 0,
    max: sorted[sorted.length - 1] ?? 0,
    deviation: medianAbsoluteDeviation(sorted),
    counts
  };
}
