/** Buckets of a column at most. Most hold one threshold or none, so that finding a rank takes a look-up and a comparison. */
const maxBuckets = 16_384;

/** The different thresholds of one column, ready for finding how many lie below a value. */
export interface Ranker {
  /** Ascending; never -0. */
  readonly thresholds: Float32Array;
  /** The first threshold of each bucket, and their number at the end. */
  readonly starts: Int32Array;
  /** The least and greatest threshold in `orderOf`. */
  readonly low: number;
  readonly high: number;
  /** A value's bucket is its order's distance from `low`, shifted by this. */
  readonly shift: number;
}

/**
 * The bits of a 32-bit float as an integer that orders as the floats do. Its steps are even within a power of two, so buckets
 * of equal width in it suit values spread evenly as well as over many magnitudes.
 */
function orderOf(bits: number): number {
  return bits ^ ((bits >> 31) & 0x7fffffff);
}

export function createRanker(values: Iterable<number>): Ranker {
  const thresholds = Float32Array.from(values).sort();
  const count = thresholds.length;
  const orders = Int32Array.from(new Int32Array(thresholds.buffer), orderOf);
  const low = orders[0] ?? 0;
  const high = orders[count - 1] ?? 0;
  let shift = 0;
  while ((high - low) / 2 ** shift >= maxBuckets) ++shift;
  const buckets = Math.floor((high - low) / 2 ** shift) + 1;
  const starts = new Int32Array(buckets + 1);
  for (const order of orders) {
    const after = ((order - low) >>> shift) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let k = 1; k <= buckets; ++k) starts[k] = (starts[k] ?? 0) + (starts[k - 1] ?? 0);
  return {thresholds, starts, low, high, shift};
}

/** The number of thresholds below a value: value <= thresholds[j] exactly when its rank <= j. */
export function rankOf(ranker: Ranker, value: number): number {
  const rank = new Int32Array(1);
  rankColumn(ranker, Float32Array.of(value), 0, 1, 1, rank, 0, 0);
  return rank[0] ?? 0;
}

/**
 * Ranks `count` values of `rows`, `stride` apart from `start`, into neighbouring places of `ranks` from `at`, shifted left by
 * `bits`. NaN counts as 0.
 */
export function rankColumn(
  {thresholds, starts, low, high, shift}: Ranker,
  rows: Float32Array,
  start: number,
  stride: number,
  count: number,
  ranks: Int32Array,
  at: number,
  bits: number
): void {
  const rowBits = new Int32Array(rows.buffer, rows.byteOffset, rows.length);
  for (let i = 0, k = start; i < count; ++i, k += stride) {
    const value = rows[k] || 0;
    const order = orderOf(value === 0 ? 0 : (rowBits[k] ?? 0));
    let rank = 0;
    if (order > high) rank = thresholds.length;
    else if (order > low) {
      const bucket = (order - low) >>> shift;
      const end = starts[bucket + 1] ?? 0;
      rank = starts[bucket] ?? 0;
      while (rank < end && (thresholds[rank] ?? 0) < value) ++rank;
    }
    ranks[at + i] = rank << bits;
  }
}
