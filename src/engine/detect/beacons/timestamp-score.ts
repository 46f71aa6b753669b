import {type StatisticalScore, scoreStatistics} from "./statistical-score.js";

/**
 * Seconds between neighbouring times, sorted, those of the same second left out.
 * @param times seconds, in order
 */
export function intervalsOf(times: ArrayLike<number>): Float64Array {
  const intervals = new Float64Array(Math.max(0, times.length - 1));
  let n = 0;
  for (let i = 1; i < times.length; ++i) {
    const interval = (times[i] ?? 0) - (times[i - 1] ?? 0);
    if (interval > 0) intervals[n++] = interval;
  }
  return intervals.slice(0, n).sort();
}

/**
 * How regular the intervals between connections are. `getTimestampScore` of
 * https://github.com/activecm/rita/blob/0b6db7afdaf32203a0bb492545c7d4bf05ede24d/analysis/beacons.go
 *
 * @param times whole seconds, in order, at least four different ones
 * @throws RangeError for fewer than three intervals
 */
export function scoreTimestamps(times: ArrayLike<number>): StatisticalScore {
  return scoreStatistics(intervalsOf(times), 1);
}
