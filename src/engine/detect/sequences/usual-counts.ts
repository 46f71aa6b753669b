import type {SequenceSet} from "./sequence-set.js";

/**
 * Least spread, in units of log(1 + count), that a step's count is taken to have: of what never occurred, one occurrence is then seven
 * spreads away, and not infinitely many.
 */
export const leastSpread = 0.1;

/** How often each step usually occurs in a sequence. */
export interface UsualCounts {
  /** By step, mean of log(1 + count) over the sequences that taught, and 1 / (variance + least spread squared). */
  readonly mean: Float64Array;
  readonly weight: Float64Array;
  /** Squared distance of a sequence without any step. */
  readonly empty: number;
}

/** Learns how often steps occur in the given sequences. */
export function fitCounts({starts, tokens, names}: SequenceSet, rows: ArrayLike<number>): UsualCounts {
  const mean = new Float64Array(names.length);
  const square = new Float64Array(names.length);
  const count = createCounter(names.length);
  for (let k = 0; k < rows.length; ++k) {
    const row = rows[k] as number;
    count(tokens, starts[row] as number, starts[row + 1] as number, (step, times) => {
      const x = Math.log(1 + times);
      mean[step] = (mean[step] as number) + x;
      square[step] = (square[step] as number) + x * x;
    });
  }
  const weight = new Float64Array(names.length);
  const total = Math.max(1, rows.length);
  let empty = 0;
  for (let step = 0; step < names.length; ++step) {
    const m = (mean[step] as number) / total;
    const variance = Math.max(0, (square[step] as number) / total - m * m);
    mean[step] = m;
    weight[step] = 1 / (variance + leastSpread * leastSpread);
    empty += m * m * (weight[step] as number);
  }
  return {mean, weight, empty};
}

/**
 * Distance of a sequence's counts from the usual ones: Mahalanobis over log(1 + count) with a diagonal covariance.
 * @param count of `createCounter`
 */
export function countDistance(
  {mean, weight, empty}: UsualCounts,
  {starts, tokens}: SequenceSet,
  row: number,
  count: Counter
): number {
  let sum = empty;
  count(tokens, starts[row] as number, starts[row + 1] as number, (step, times) => {
    const m = mean[step] as number;
    const off = Math.log(1 + times) - m;
    sum += (off * off - m * m) * (weight[step] as number);
  });
  return Math.sqrt(Math.max(0, sum));
}

export type Counter = (
  tokens: Int32Array,
  from: number,
  to: number,
  visit: (step: number, times: number) => void
) => void;

/** Visits each different step of a stretch once, in order of appearance, with how often it occurs. */
export function createCounter(vocabulary: number): Counter {
  const times = new Int32Array(vocabulary);
  return (tokens, from, to, visit) => {
    for (let at = from; at < to; ++at) {
      const step = tokens[at] as number;
      times[step] = (times[step] as number) + 1;
    }
    for (let at = from; at < to; ++at) {
      const step = tokens[at] as number;
      const n = times[step] as number;
      if (n === 0) continue;
      times[step] = 0;
      visit(step, n);
    }
  };
}
