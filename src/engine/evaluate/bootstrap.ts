import {createRandom} from "../random.js";
import {type Measure, measureNames, measures} from "./measures.js";
import {type Ranking, type Tally, tally} from "./ranking.js";
import {createResampler, type Resampler} from "./resample.js";

export const defaults = {
  /** Resamples. */
  replicates: 200,
  /** Probability that an interval is to cover. */
  level: 0.95
} as const;

/** A figure and what it might have been with other data of the same kind. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  readonly seed: number;
  /** Which rows belong together (`LabelledRows.cluster`); null: each row by itself. */
  readonly cluster: Int32Array | null;
  readonly replicates?: number;
  readonly level?: number;
}

/** All resamples of several detectors' measures, the same resamples for each. */
export interface Bootstrap {
  /** The mean over a detector's rankings, and the percentile interval of that mean. */
  interval(name: string, measure: Measure): Interval;
  /** By how much `name` exceeds `reference`, resample by resample: an interval above 0 says that it is better. */
  difference(name: string, reference: string, measure: Measure): Interval;
}

/**
 * Percentile bootstrap (Efron 1979, https://doi.org/10.1214/aos/1176344552) of every measure of every detector, paired: one
 * draw of clusters judges them all, so that what they have in common cancels in their difference. A ranking is sorted once; a
 * resample only reweights its rows. Resamples without attacks or without normal rows are drawn again.
 *
 * @param rankings by detector: one for each seed it ran with, whose measures are averaged. All are of the same rows.
 */
export function bootstrap(
  rankings: Readonly<Record<string, readonly Ranking[]>>,
  {seed, cluster, replicates = defaults.replicates, level = defaults.level}: BootstrapOptions
): Bootstrap {
  requireLevel(replicates, level);
  const names = Object.keys(rankings);
  const rows = countRows(rankings);
  const point = new Map<string, number>();
  const resampled = new Map<string, Float64Array>();
  for (const name of names) {
    const values = measureAll(rankings[name] ?? []);
    if (values === null) throw new RangeError(`${name} has no ranking, needs at least one`);
    for (const measure of measureNames) {
      point.set(`${name} ${measure}`, values[measure]);
      resampled.set(`${name} ${measure}`, new Float64Array(replicates));
    }
  }
  const resampler = createResampler(cluster, rows, createRandom(seed));
  for (let replicate = 0; replicate < replicates; ++replicate) {
    const values = drawBoth(resampler, weights =>
      names.map(name => measureAll(rankings[name] ?? [], weights))
    );
    names.forEach((name, i) => {
      for (const measure of measureNames) {
        const target = resampled.get(`${name} ${measure}`);
        if (target) target[replicate] = values[i]?.[measure] ?? 0;
      }
    });
  }

  function find(name: string, measure: Measure): {value: number; draws: Float64Array} {
    const value = point.get(`${name} ${measure}`);
    const draws = resampled.get(`${name} ${measure}`);
    if (value === undefined || draws === undefined) {
      throw new RangeError(`unknown detector: "${name}"; have ${names.join(", ")}`);
    }
    return {value, draws};
  }

  return {
    interval(name, measure) {
      const {value, draws} = find(name, measure);
      return {value, ...percentiles(draws, level)};
    },
    difference(name, reference, measure) {
      const one = find(name, measure);
      const other = find(reference, measure);
      const draws = one.draws.map((draw, i) => draw - (other.draws[i] ?? 0));
      return {value: one.value - other.value, ...percentiles(draws, level)};
    }
  };
}

/** The middle share `level` of `draws`, interpolated between neighbours. */
export function percentiles(draws: Float64Array, level: number): {low: number; high: number} {
  const sorted = Float64Array.from(draws).sort();
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const below = sorted[Math.floor(place)] ?? 0;
    const above = sorted[Math.ceil(place)] ?? 0;
    return below + (above - below) * (place - Math.floor(place));
  };
  return {low: at((1 - level) / 2), high: at((1 + level) / 2)};
}

/** Each measure's mean over the rankings; null when a class is missing from one. */
function measureAll(rankings: readonly Ranking[], weights?: Uint16Array): Record<Measure, number> | null {
  const sums: Record<Measure, number> = {roc_auc: 0, pr_auc: 0, tpr_at_1pct_fpr: 0, tpr_at_01pct_fpr: 0};
  if (rankings.length === 0) return null;
  for (const ranking of rankings) {
    const counts: Tally = tally(ranking, weights);
    if (counts.attackTotal === 0 || counts.normalTotal === 0) return null;
    for (const measure of measureNames) sums[measure] += measures[measure](counts) / rankings.length;
  }
  return sums;
}

/** Chances to draw a resample with both classes: two clusters, one of each class, miss it every other time. */
const mostDraws = 1000;

/** The first draw for which every value can be computed. */
function drawBoth<T>(
  resampler: Resampler,
  compute: (weights: Uint16Array) => readonly (T | null)[]
): readonly T[] {
  for (let draw = 0; draw < mostDraws; ++draw) {
    const values = compute(resampler.next());
    if (values.every(value => value !== null)) return values;
  }
  throw new RangeError(`no resample of ${resampler.clusters} clusters holds attacks and normal rows`);
}

function countRows(rankings: Readonly<Record<string, readonly Ranking[]>>): number {
  const lengths = Object.values(rankings).flatMap(list => list.map(ranking => ranking.order.length));
  const rows = lengths[0] ?? 0;
  const other = lengths.find(length => length !== rows);
  if (other !== undefined) {
    throw new RangeError(`need rankings of the same rows, have ${rows} and ${other} rows`);
  }
  return rows;
}

function requireLevel(replicates: number, level: number): void {
  if (!Number.isInteger(replicates) || replicates < 1) {
    throw new RangeError(`invalid replicates: ${replicates}; expected an integer of at least 1`);
  }
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`invalid level: ${level}; expected a probability in (0, 1)`);
  }
}
