import type {Baseline} from "./baseline.js";

export const defaults = {
  /** How many times the usual a burst's rate is. */
  multiple: 3,
  /** Events per bin of a burst at least: three times next to nothing is next to nothing. */
  leastRate: 5,
  /** Nats that beginning a burst costs, as a multiple of the logarithm of the number of bins: Kleinberg's gamma. */
  gamma: 1
} as const;

/** Bins in a row, by index; half-open. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** Bins in a row that are a burst. */
export interface BurstRun extends Run {
  /** By how many nats a burst explains them better than what is usual. */
  readonly weight: number;
}

/**
 * Kleinberg's two-state automaton: the cheapest way through a series in which each bin is either usual or part of a burst.
 * Beginning a burst costs gamma ln n and ending one nothing, so that a dip within a burst does not end it and one high bin
 * hardly makes one. Counts are negative binomial about the hour's usual count or a multiple of it, where Kleinberg's are
 * binomial about a rate that never changes.
 *
 * Source: J. Kleinberg, Bursty and hierarchical structure in streams, Data Mining and Knowledge Discovery 7 (2003), section 4,
 * https://doi.org/10.1023/A:1024940629314.
 */
export function findCheapestRuns(counts: Float64Array, {expected, dispersion}: Baseline): Run[] {
  const n = counts.length;
  const begin = beginCost(n);
  /** Whether the cheapest way to each state of a bin came out of a burst. */
  const usualFromBurst = new Uint8Array(n);
  const burstFromBurst = new Uint8Array(n);
  // Nats gained over a series that is usual throughout; those of the usual state are 0.
  let usual = 0;
  let burst = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; ++i) {
    const mean = expected[i] ?? 1;
    const stays = burst >= usual - begin;
    const ends = burst > usual;
    burstFromBurst[i] = stays ? 1 : 0;
    usualFromBurst[i] = ends ? 1 : 0;
    const before = stays ? burst : usual - begin;
    if (ends) usual = burst;
    burst = before + burstGain(counts[i] ?? 0, mean, burstRate(mean), dispersion);
  }
  const runs: Run[] = [];
  let inBurst = burst > usual;
  let to = n;
  for (let i = n - 1; i >= 0; --i) {
    if (!inBurst) {
      inBurst = usualFromBurst[i] === 1;
      to = i;
    } else if (burstFromBurst[i] === 0) {
      runs.push({from: i, to});
      inBurst = false;
      to = i;
    }
  }
  return runs.reverse();
}

/** The runs of the automaton, each sharpened to its own rate. */
export function findBurstRuns(counts: Float64Array, baseline: Baseline): BurstRun[] {
  return findCheapestRuns(counts, baseline).map(run => sharpen(run, counts, baseline));
}

/** Nats that beginning a burst costs in a series of so many bins. */
export const beginCost = (bins: number): number => defaults.gamma * Math.log(Math.max(2, bins));

export const burstRate = (usual: number): number => Math.max(defaults.multiple * usual, defaults.leastRate);

/**
 * The part of a run that is best explained by the run's own rate, the upper quartile of its counts: the automaton knows one
 * rate for all bursts, and a burst of fifty times the usual does not begin with a bin of four times. Poisson here, because that
 * tells two rates apart sharply, and whether there is a burst has been decided.
 */
function sharpen(run: Run, counts: Float64Array, {expected, dispersion}: Baseline): BurstRun {
  const gain = (i: number, atLeast: number, spread: number) => {
    const mean = expected[i] ?? 1;
    return burstGain(counts[i] ?? 0, mean, Math.max(atLeast, burstRate(mean)), spread);
  };
  let {from, to} = run;
  for (let before = Number.POSITIVE_INFINITY; to - from < before; ) {
    before = to - from;
    const sorted = counts.slice(from, to).sort();
    const own = sorted[Math.floor(0.75 * sorted.length)] ?? 0;
    ({from, to} = bestStretch(from, to, i => gain(i, own, 0)));
  }
  let weight = 0;
  for (let i = from; i < to; ++i) weight += gain(i, 0, dispersion);
  return {from, to, weight};
}

/** The stretch of [from, to) with the greatest sum, not empty. https://doi.org/10.1145/358234.381162 (Kadane) */
function bestStretch(from: number, to: number, value: (i: number) => number): Run {
  let best = {from, to};
  let most = Number.NEGATIVE_INFINITY;
  let sum = Number.NEGATIVE_INFINITY;
  let start = from;
  for (let i = from; i < to; ++i) {
    if (sum < 0) {
      sum = 0;
      start = i;
    }
    sum += value(i);
    if (sum >= most) {
      most = sum;
      best = {from: start, to: i + 1};
    }
  }
  return best;
}

/**
 * How many nats more likely a count is at a burst's rate than at the usual one: the logarithm of the ratio of two negative
 * binomials with the same dispersion, in which the terms without a mean cancel. Both rates above 0.
 */
export function burstGain(count: number, usual: number, rate: number, dispersion: number): number {
  const {log, log1p} = Math;
  const more = log(rate / usual);
  if (dispersion < 1e-9) return count * more - (rate - usual);
  const excess = log1p(dispersion * rate) - log1p(dispersion * usual);
  return count * (more - excess) - excess / dispersion;
}
