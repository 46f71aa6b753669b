import {binomialTail} from "./binomial-tail.js";
import {quartilesOfSorted} from "./order-statistics.js";

export const defaults = {
  /** Half-widths around the median, as shares of it, within which intervals count as alike. */
  widths: [0.5, 0.35, 0.2, 0.1],
  /** How far from a whole multiple of the median, as a share of it, an interval may be that spans calls that were missed. */
  foldWidth: 0.05,
  /** The highest multiple. */
  mostFolds: 4
} as const;

export interface Regularity {
  /** Median interval between calls, seconds. */
  readonly period: number;
  /** Share of the intervals within half of the median of it, or that are whole multiples of it, whichever is more; 0 to 1. */
  readonly share: number;
  /** Distance between the intervals' quartiles, over their median: 0 for a clock, 1.6 for calls at random. */
  readonly spread: number;
  /** -log10 of the chance that calls at random would have intervals so alike, 0 to 300. */
  readonly significance: number;
}

/**
 * How far intervals crowd around their median, whatever their number: the test for few calls over days, of which RITA's
 * histogram of one day is empty.
 *
 * Calls that do not know of each other have exponential intervals, of which 2^-(1-w) - 2^-(1+w) lie within w of the median: 35%
 * within half of it. Visits by people come in bursts, which spreads their intervals further. The chance of so many alike is a
 * binomial's tail. Four widths are tried, and, for clocks many of whose calls go unseen, whole multiples of the median, of which
 * there are 6.5% by chance; the best counts, times five because five were tried. One interval is left out of it, because the
 * median lies where intervals are.
 *
 * Intervals rather than phases, because malware sleeps for a while after each call: its calls drift, and nothing
 * is left of the phase after a few.
 *
 * @param calls seconds, in order; null for fewer than two
 */
export function measureRegularity(calls: Float64Array): Regularity | null {
  const n = calls.length - 1;
  if (n < 1) return null;
  const intervals = new Float64Array(n);
  for (let i = 0; i < n; ++i) intervals[i] = (calls[i + 1] ?? 0) - (calls[i] ?? 0);
  intervals.sort();
  const {q2: period} = quartilesOfSorted(intervals);
  if (!(period > 0)) return null;
  let best = 0;
  for (const width of defaults.widths) {
    best = Math.min(best, binomialTail(countWithin(intervals, period, width) - 1, n - 1, chanceOf(1, width)));
  }
  const folded = fold(intervals, period);
  const multiples = countWithin(folded, period, defaults.foldWidth);
  best = Math.min(best, binomialTail(multiples - 1, n - 1, foldChance));
  const near = countWithin(intervals, period, 0.5);
  return {
    period,
    share: Math.max(near, multiples) / n,
    spread: spreadOf(multiples > near ? folded : intervals, period),
    significance: Math.min(300, Math.max(0, -best - Math.log10(defaults.widths.length + 1)))
  };
}

/** Chance that an exponential interval is within a share of the median of a multiple of it. */
const chanceOf = (multiple: number, width: number) => 2 ** -(multiple - width) - 2 ** -(multiple + width);

const foldChance = Array.from({length: defaults.mostFolds}, (_, k) =>
  chanceOf(k + 1, defaults.foldWidth)
).reduce((sum, chance) => sum + chance);

/** Intervals that are close to a whole multiple of the period as what remains of one period; sorted. */
function fold(intervals: Float64Array, period: number): Float64Array {
  return intervals
    .map(interval => {
      const multiple = Math.round(interval / period);
      const off = interval - multiple * period;
      const isMultiple =
        multiple >= 2 && multiple <= defaults.mostFolds && Math.abs(off) <= defaults.foldWidth * period;
      return isMultiple ? period + off : interval;
    })
    .sort();
}

function spreadOf(sorted: Float64Array, period: number): number {
  if (sorted.length < 2) return 0;
  const {q1, q3} = quartilesOfSorted(sorted);
  return (q3 - q1) / period;
}

function countWithin(sorted: Float64Array, median: number, width: number): number {
  let n = 0;
  for (const interval of sorted) if (Math.abs(interval - median) <= width * median) ++n;
  return n;
}
