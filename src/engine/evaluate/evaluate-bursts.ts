import type {CountedBin} from "../detect/bursts/bursts.js";
import {findBurstsAtWidths, defaults as widths} from "../detect/bursts/widths.js";
import {createRandom, type Random} from "../random.js";

export interface SimulatedBursts {
  readonly days: number;
  /** Mean events in five minutes, and times the mean that a burst adds: one series of each pair. */
  readonly means: readonly number[];
  readonly multiples: readonly number[];
  /** Variance is mean + dispersion mean^2. */
  readonly dispersion: number;
  /** Bursts put into a series, one into each of as many equal stretches of it. */
  readonly bursts: number;
  /** Minutes that a burst lasts, at least and at most. */
  readonly shortest: number;
  readonly longest: number;
}

export const defaults: SimulatedBursts = {
  days: 7,
  means: [1, 5, 20, 80],
  multiples: [5, 10, 30],
  dispersion: 0.1,
  bursts: 6,
  shortest: 10,
  longest: 60
};

export interface BurstFigures {
  readonly injected: number;
  /** Injected bursts that a found one overlaps. */
  readonly found: number;
  /** Of the injected ones those whose burst begins at most one of its windows from the true begin. */
  readonly withinWindow: number;
  /** How far the first found begin is from the true one, in windows of the width it was found at; of the found ones, in order of time. */
  readonly distances: readonly number[];
  /** Bursts found where none was injected, and the days of series in which they were looked for. */
  readonly false: number;
  readonly days: number;
}

/** A stretch of time, half-open, milliseconds in UTC. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A burst found, with the width of the bins it was found in. */
export interface FoundStretch extends Stretch {
  readonly binMs: number;
}

/**
 * How well bursts are found: puts bursts of known begin and size into counts that follow the hours of the day and vary more than
 * Poisson, and looks for them. Begins are anywhere, not at the begin of a bin.
 *
 * @param seed any integer; the same one gives the same figures
 */
export function evaluateBursts(seed: number, options: Partial<SimulatedBursts> = {}): BurstFigures {
  const {days, means, dispersion, bursts, multiples, shortest, longest} = {...defaults, ...options};
  const random = createRandom(seed);
  let total: BurstFigures = {injected: 0, found: 0, withinWindow: 0, distances: [], false: 0, days: 0};
  for (const mean of means) {
    for (const multiple of multiples) {
      const length = (days * 24 * 60 * minute) / widths.narrow;
      const injected = Array.from({length: bursts}, (_, k): Stretch => {
        const lasts = (shortest + random() * (longest - shortest)) * minute;
        // In the middle of its stretch, so that no two of them touch.
        const start = Math.round((k + 0.25 + random() / 2) * ((length * widths.narrow) / bursts));
        return {start, end: start + Math.round(lasts)};
      });
      const bins = simulateCounts(random, {length, mean, dispersion, multiple, injected});
      total = addFigures(total, judgeBursts(injected, findBurstsAtWidths(bins), days));
    }
  }
  return total;
}

/** Compares bursts that were found with those that are known. A found one that overlaps none of them is false. */
export function judgeBursts(
  known: readonly Stretch[],
  found: readonly FoundStretch[],
  days: number
): BurstFigures {
  const overlap = (a: Stretch, b: Stretch) => a.start < b.end && b.start < a.end;
  const distances = known.flatMap(truth => {
    const first = found.find(burst => overlap(burst, truth));
    return first === undefined ? [] : [Math.abs(first.start - truth.start) / first.binMs];
  });
  return {
    injected: known.length,
    found: distances.length,
    withinWindow: distances.filter(distance => distance <= 1).length,
    distances,
    false: found.filter(burst => !known.some(truth => overlap(burst, truth))).length,
    days
  };
}

const addFigures = (a: BurstFigures, b: BurstFigures): BurstFigures => ({
  injected: a.injected + b.injected,
  found: a.found + b.found,
  withinWindow: a.withinWindow + b.withinWindow,
  distances: [...a.distances, ...b.distances],
  false: a.false + b.false,
  days: a.days + b.days
});

const minute = 60_000;
const day = 24 * 60 * minute;

interface Series {
  /** Bins of five minutes. */
  readonly length: number;
  readonly mean: number;
  readonly dispersion: number;
  /** Times the usual that bursts add. */
  readonly multiple: number;
  readonly injected: readonly Stretch[];
}

/** Counts that swell to 1.9 times the mean in the afternoon and ebb to a tenth at night, with the bursts on top. */
function simulateCounts(
  random: Random,
  {length, mean, dispersion, multiple, injected}: Series
): CountedBin[] {
  return Array.from({length}, (_, i) => {
    const start = i * widths.narrow;
    const end = start + widths.narrow;
    const usual = mean * (1 + 0.9 * Math.sin(2 * Math.PI * ((start % day) / day - 0.375)));
    const share = injected.reduce(
      (sum, burst) => sum + Math.max(0, Math.min(end, burst.end) - Math.max(start, burst.start)),
      0
    );
    const added = (multiple * Math.max(mean, 1) * share) / widths.narrow;
    return {start, events: sampleCount(random, usual, dispersion) + sampleCount(random, added, 0)};
  });
}

/** A negative binomial count by inversion: as many steps as it counts. Means up to some hundreds; 0 gives 0. */
function sampleCount(random: Random, mean: number, dispersion: number): number {
  if (mean === 0) return 0;
  const odds = (dispersion * mean) / (1 + dispersion * mean);
  let term = dispersion === 0 ? Math.exp(-mean) : (1 + dispersion * mean) ** (-1 / dispersion);
  let rest = random() - term;
  let count = 0;
  // Past the point where terms are too small to change what is left there is nothing to find.
  for (; rest > 0 && (term > 1e-18 || count < mean); ++count) {
    term *= dispersion === 0 ? mean / (count + 1) : (odds * (count + 1 / dispersion)) / (count + 1);
    rest -= term;
  }
  return count;
}
