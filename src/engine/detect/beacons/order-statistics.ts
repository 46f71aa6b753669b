/** Median of sorted values; the mean of the middle two of an even number. NaN of none. */
export function medianOfSorted(sorted: Float64Array): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  return ((sorted[(n - 1) >> 1] ?? 0) + (sorted[n >> 1] ?? 0)) / 2;
}

export interface Quartiles {
  readonly q1: number;
  readonly q2: number;
  readonly q3: number;
}

/**
 * Quartiles of sorted values as the medians of their lower and upper halves, the middle value of an odd number belonging to
 * neither. This is the definition that RITA's library has
 * (https://github.com/montanaflynn/stats/blob/v0.7.1/quartile.go), and others give other scores.
 */
export function quartilesOfSorted(sorted: Float64Array): Quartiles {
  const half = sorted.length >> 1;
  return {
    q1: medianOfSorted(sorted.subarray(0, half)),
    q2: medianOfSorted(sorted),
    q3: medianOfSorted(sorted.subarray(sorted.length - half))
  };
}

/** Median of the distances from the median. */
export function medianAbsoluteDeviation(sorted: Float64Array): number {
  const median = medianOfSorted(sorted);
  return medianOfSorted(sorted.map(value => Math.abs(value - median)).sort());
}

/** The most frequent of sorted values, the smallest of equals. NaN of none. */
export function modeOfSorted(sorted: Float64Array): number {
  let mode = Number.NaN;
  let most = 0;
  let begin = 0;
  for (let i = 1; i <= sorted.length; ++i) {
    if (i < sorted.length && sorted[i] === sorted[begin]) continue;
    if (i - begin > most) {
      most = i - begin;
      mode = sorted[begin] ?? Number.NaN;
    }
    begin = i;
  }
  return mode;
}
