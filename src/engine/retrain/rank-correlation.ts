/**
 * Spearman's rank correlation of two lists of finite numbers, in [-1, 1]; equal numbers share the mean of their ranks. Null where one
 * list has fewer than two different numbers, since then there is no order to compare.
 */
export function rankCorrelation(a: Float64Array, b: Float64Array): number | null {
  if (a.length !== b.length)
    throw new RangeError(`need as many numbers to compare, have ${a.length} and ${b.length}`);
  const ranksA = meanRanks(a);
  const ranksB = meanRanks(b);
  // Ranks are multiples of a half around their mean, so that these sums are nearly exact.
  const mean = (a.length + 1) / 2;
  let both = 0;
  let ofA = 0;
  let ofB = 0;
  ranksA.forEach((rank, i) => {
    const x = rank - mean;
    const y = (ranksB[i] ?? 0) - mean;
    both += x * y;
    ofA += x * x;
    ofB += y * y;
  });
  return ofA === 0 || ofB === 0 ? null : both / Math.sqrt(ofA * ofB);
}

/** Ranks from 1. */
function meanRanks(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  const firstNotBelow = (value: number) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  // The rank of a value is the middle of its stretch in the sorted list; stretches are as long as they are equal.
  const ends = new Int32Array(sorted.length);
  for (let k = sorted.length - 1; k >= 0; --k)
    ends[k] = k + 1 < sorted.length && sorted[k + 1] === sorted[k] ? (ends[k + 1] ?? 0) : k + 1;
  return values.map(value => {
    const first = firstNotBelow(value);
    return (first + 1 + (ends[first] ?? first + 1)) / 2;
  });
}
