import {ritaDefaults} from "./rita-defaults.js";

/** A stretch of time, seconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface DurationScore {
  /** The higher of the two others. */
  readonly score: number;
  /** Share of the window between the first and the last connection. */
  readonly coverage: number;
  /** Longest run of bins with connections, over the ideal run. */
  readonly consistency: number;
}

/**
 * How long a pair keeps at it, 0 with too few bins to tell. `getDurationScore` of
 * https://github.com/activecm/rita/blob/0b6db7afdaf32203a0bb492545c7d4bf05ede24d/analysis/beacons.go
 *
 * @param seen the pair's first and last connection
 * @param bars bins with connections, and the longest run of them (`Histogram`)
 * @throws RangeError for a window or a pair without length
 */
export function scoreDuration(
  window: Span,
  seen: Span,
  bars: {readonly filled: number; readonly longestRun: number},
  options: {readonly leastHours: number; readonly idealHours: number} = ritaDefaults.duration
): DurationScore {
  if (!(window.to > window.from) || !(seen.to > seen.from)) {
    throw new RangeError("invalid span: it ends where it begins or before; expected a later end");
  }
  if (!(options.leastHours >= 1 && options.idealHours >= 1)) {
    throw new RangeError("invalid number of hours: expected at least 1");
  }
  if (bars.filled < options.leastHours) return {score: 0, coverage: 0, consistency: 0};
  const coverage = upTo1((seen.to - seen.from) / (window.to - window.from));
  const consistency = upTo1(bars.longestRun / options.idealHours);
  return {score: Math.max(coverage, consistency), coverage, consistency};
}

/** Thousandths are rounded up, as RITA does. */
const upTo1 = (share: number) => Math.min(1, Math.ceil(share * 1000) / 1000);
