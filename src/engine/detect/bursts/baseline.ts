import {countTail} from "./count-tail.js";

export const defaults = {
  /** Days of data from which an hour of the day has a median of its own. */
  leastDays: 3,
  /** Share of an hour's highest bins left out of the mean that stands in for the median of small counts. */
  trim: 0.1,
  /** The same of the bins that hold events, where most hold none. */
  trimOfSparse: 0.01,
  /** log10 of the chance from which on a bin counts as a surprise when the spread is set. */
  surprise: -3,
  /** Surprises, those in a row as one, per bin that holds events that may be bursts; more of them are the series' own way. */
  surprises: 0.01,
  /** As many may be bursts in any series. */
  leastSurprises: 8
} as const;

/** What is usual in a series of counts. */
export interface Baseline {
  /** Events to expect in each bin; above 0. */
  readonly expected: Float64Array;
  /** Of the ordinary bins, variance is mean + dispersion mean^2; 0 for Poisson. */
  readonly dispersion: number;
  /** The same of all bins, with visits that come in clumps; at least `dispersion`. */
  readonly clumped: number;
}

const hour = 3_600_000;
const day = 24 * hour;

/**
 * What is usual in consecutive bins: the median of the same hour of the day (UTC) over all days, or of all bins while there
 * are fewer than three days, and how much more than Poisson the usual bins vary.
 *
 * @param start begin of the first bin, milliseconds in UTC
 */
export function findBaseline(counts: Float64Array, start: number, binMs: number): Baseline {
  const hourly = counts.length * binMs >= defaults.leastDays * day;
  const groupOf = (i: number) => (hourly ? ((Math.floor((start + i * binMs) / hour) % 24) + 24) % 24 : 0);
  const groups = Array.from({length: 24}, (): number[] => []);
  counts.forEach((count, i) => {
    groups[groupOf(i)]?.push(count);
  });
  const floor = usualOfSparse(counts);
  const expectations = groups.map(group => Math.max(floor, usual(group)));
  const expected = counts.map((_, i) => expectations[groupOf(i)] ?? floor);
  const dispersion = findDispersion(groups, expectations);
  return {expected, dispersion, clumped: widen(dispersion, counts, expected)};
}

/** The median; for small counts, of which it says little, a mean without the highest tenth if that is more. */
function usual(group: readonly number[]): number {
  if (group.length === 0) return 0;
  const sorted = Float64Array.from(group).sort();
  return Math.max(median(sorted), trimmedMean(sorted, defaults.trim));
}

/**
 * The least to expect of a bin. Where most bins are empty the hours' medians say nothing, and what comes, comes in visits: then it
 * is the mean of all bins but the very highest. At least one event in all bins: as much as could have been missed.
 */
function usualOfSparse(counts: Float64Array): number {
  const sorted = counts.slice().sort();
  if (median(sorted) > 0) return 1 / counts.length;
  const trim = (defaults.trimOfSparse * countOccupied(counts)) / counts.length;
  return Math.max(1 / counts.length, trimmedMean(sorted, trim));
}

const countOccupied = (counts: Float64Array) => counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);

function trimmedMean(sorted: Float64Array, trim: number): number {
  const rest = sorted.subarray(0, Math.ceil(sorted.length * (1 - trim)));
  return rest.reduce((sum, count) => sum + count, 0) / rest.length;
}

/**
 * How much more than Poisson the usual bins vary: of each hour, (variance - mean) / mean^2 with the variance taken from the
 * median absolute deviation, so that bursts do not hide themselves; over the hours, the median of those that count enough to tell.
 */
function findDispersion(groups: readonly (readonly number[])[], expectations: readonly number[]): number {
  const dispersions: number[] = [];
  groups.forEach((group, k) => {
    const mean = expectations[k] ?? 0;
    if (group.length === 0 || mean < 1) return;
    const deviations = Float64Array.from(group, count => Math.abs(count - mean)).sort();
    const spread = 1.4826 * median(deviations);
    dispersions.push(Math.max(0, (spread * spread - mean) / (mean * mean)));
  });
  return median(Float64Array.from(dispersions).sort());
}

/**
 * The dispersion, doubled until surprises are as rare as bursts may be. Visits that come in clumps, such as a honeypot's, leave
 * the median deviation small. Surprises in a row count once, so that one long flood does not pass for the usual.
 */
function widen(dispersion: number, counts: Float64Array, expected: Float64Array): number {
  const most = Math.max(defaults.leastSurprises, defaults.surprises * countOccupied(counts));
  for (let wider = dispersion; wider < 1000; wider = Math.max(0.05, 2 * wider)) {
    let runs = 0;
    let before = false;
    for (let i = 0; i < counts.length && runs <= most; ++i) {
      const surprising = countTail(counts[i] ?? 0, expected[i] ?? 1, wider) < defaults.surprise;
      if (surprising && !before) ++runs;
      before = surprising;
    }
    if (runs <= most) return wider;
  }
  return 1000;
}

function median(sorted: Float64Array): number {
  const n = sorted.length;
  if (n === 0) return 0;
  return ((sorted[(n - 1) >> 1] ?? 0) + (sorted[n >> 1] ?? 0)) / 2;
}
