import type {Span} from "./duration-score.js";
import {ritaDefaults} from "./rita-defaults.js";
import {round3} from "./statistical-score.js";

export interface Histogram {
  /** Connections per bin. */
  readonly counts: readonly number[];
  /** Bins with connections. */
  readonly filled: number;
  /** Longest run of them, the last bin being followed by the first. */
  readonly longestRun: number;
}

export interface HistogramScore {
  /** The higher of the two others. */
  readonly score: number;
  /** One minus the bins' coefficient of variation: 1 where all bars are equally high. */
  readonly flatness: number;
  /** Share of the bars that are of one of the two most frequent heights. */
  readonly bimodalFit: number;
}

/**
 * Connections in equally wide bins over a window; the last bin includes its end, and whatever lies outside goes to the
 * nearest bin. `computeHistogramBins` and `createHistogram` of
 * https://github.com/activecm/rita/blob/0b6db7afdaf32203a0bb492545c7d4bf05ede24d/analysis/beacons.go
 *
 * @param times seconds
 * @throws RangeError for a window without length
 */
export function createHistogram(
  window: Span,
  times: ArrayLike<number>,
  bins: number = ritaDefaults.bins
): Histogram {
  if (!(window.to > window.from)) {
    throw new RangeError("invalid span: it ends where it begins or before; expected a later end");
  }
  const counts = new Array<number>(bins).fill(0);
  const step = (window.to - window.from) / bins;
  for (let i = 0; i < times.length; ++i) {
    const time = times[i] ?? 0;
    let bin = Math.min(bins - 1, Math.max(0, Math.floor((time - window.from) / step)));
    // A quotient may fall on the wrong side of an edge; the edges are what counts.
    if (bin > 0 && time < window.from + bin * step) --bin;
    else if (bin < bins - 1 && time >= window.from + (bin + 1) * step) ++bin;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  let run = 0;
  let longestRun = 0;
  for (let i = 0; i < 2 * bins; ++i) {
    run = (counts[i % bins] ?? 0) > 0 ? run + 1 : 0;
    longestRun = Math.max(longestRun, Math.min(run, bins));
  }
  return {counts, filled: counts.filter(count => count > 0).length, longestRun};
}

/**
 * How even a pair's activity is over the window: flat, or with two or three flat levels. `getHistogramScore`,
 * `calculateCoefficientOfVariationScore` and `calculateBimodalFitScore`, ibidem.
 *
 * @throws RangeError for a histogram of nothing
 */
export function scoreHistogram(
  histogram: Histogram,
  options: {
    readonly modeSensitivity: number;
    readonly outliers: number;
    readonly leastHours: number;
  } = ritaDefaults.histogram
): HistogramScore {
  const {counts, filled} = histogram;
  if (filled === 0) throw new RangeError("invalid histogram: it counts nothing; expected a connection");
  const flatness = flatnessOf(counts);
  // With few bars there are few heights, and any histogram would fit.
  const leastHours = options.leastHours < 6 ? ritaDefaults.histogram.leastHours : options.leastHours;
  let bimodalFit = 0;
  if (filled >= leastHours) {
    const [first = 0, second = 0] = [...countHeights(counts, options.modeSensitivity).values()].sort(
      (a, b) => b - a
    );
    bimodalFit = Math.min(1, round3((first + second) / Math.max(1, filled - options.outliers)));
  }
  return {score: Math.max(flatness, bimodalFit), flatness, bimodalFit};
}

function flatnessOf(counts: readonly number[]): number {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
  const variation = Math.sqrt(variance) / mean;
  return variation > 1 ? 0 : round3(1 - variation);
}

/**
 * How many bars there are of each height, bars of nearly the same height counting as one: heights are rounded down to a
 * multiple of a share of the highest. `getFrequencyCounts`, ibidem.
 */
export function countHeights(counts: readonly number[], sensitivity: number): Map<number, number> {
  const width = Math.ceil(Math.max(...counts) * sensitivity);
  const heights = new Map<number, number>();
  for (const count of counts) {
    if (count === 0) continue;
    const height = Math.floor(count / width) * width;
    heights.set(height, (heights.get(height) ?? 0) + 1);
  }
  return heights;
}
