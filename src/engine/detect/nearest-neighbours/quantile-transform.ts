/** One column's values as quantiles: ascending knots, interpolated between. */
interface Knots {
  readonly values: Float64Array;
  readonly quantiles: Float64Array;
  /** Greatest minus least value; 1 where there is only one. */
  readonly spread: number;
}

export const defaults = {
  /** Knots of a column at most; between them quantiles are interpolated. */
  knots: 1024,
  /** What a value beyond those known adds, however close it is: it has never been seen. As much as the two values of a switch differ by. */
  step: 0.5,
  /** What lying a whole spread beyond them adds to that; from there on every doubling of the distance adds as much. */
  growth: 0.25
} as const;

/** Maps each column to the empirical distribution of the rows it was made from. */
export interface QuantileTransform {
  /**
   * Quantiles of the rows `from` to `from + count` of row-major `rows` into `out`, row-major, with the used columns only, in their
   * order. NaN counts as 0.
   */
  apply(rows: Float32Array, from: number, count: number, out: Float32Array): void;
}

/**
 * Learns a quantile transform. A value has the quantile in the middle of its ties, in [0, 1]: a switch that is almost always 0 maps to
 * 0.5 and nearly 1. Beyond the least and greatest value quantiles leave [0, 1] and go on
 * growing, by `step + growth * log2(1 + distance / spread)`, so that further out is always further.
 * @param use positions of the columns to map
 */
export function createQuantileTransform(
  rows: Float32Array,
  columns: number,
  use: readonly number[]
): QuantileTransform {
  const knots = use.map(column => createKnots(columnOf(rows, columns, column)));
  return {
    apply(given, from, count, out) {
      const width = use.length;
      knots.forEach((k, place) => {
        let read = from * columns + (use[place] ?? 0);
        for (let i = place; i < count * width; i += width, read += columns) {
          out[i] = quantileOf(k, given[read] || 0);
        }
      });
    }
  };
}

function columnOf(rows: Float32Array, columns: number, column: number): Float32Array {
  return Float32Array.from({length: rows.length / columns}, (_, row) => rows[row * columns + column] || 0);
}

function createKnots(sorted: Float32Array): Knots {
  sorted.sort();
  const count = sorted.length;
  // A knot every so many rows. Values with more ties than that have one each, and so has the value before them: or all values
  // between the last knot and theirs would be drawn to the middle of their ties.
  const apart = count / defaults.knots;
  const values: number[] = [];
  const quantiles: number[] = [];
  const put = (position: number, middle: number) => {
    values.push((sorted[position] ?? 0) + 0);
    quantiles.push(middle / count);
  };
  let last = Number.NEGATIVE_INFINITY;
  let skipped = Number.NEGATIVE_INFINITY;
  let end = 0;
  for (let first = 0; first < count; first = end) {
    end = first + 1;
    while (end < count && sorted[end] === sorted[first]) ++end;
    const middle = (first + end) / 2;
    if (middle - last < apart && end < count) {
      skipped = middle;
      continue;
    }
    if (end - first > apart && skipped > last) put(first - 1, skipped);
    put(first, middle);
    last = middle;
  }
  const spread = (values[values.length - 1] ?? 0) - (values[0] ?? 0) || 1;
  return {values: Float64Array.from(values), quantiles: Float64Array.from(quantiles), spread};
}

function quantileOf({values, quantiles, spread}: Knots, value: number): number {
  const last = values.length - 1;
  const least = values[0] as number;
  const greatest = values[last] as number;
  if (value > greatest) return (quantiles[last] as number) + beyond(value - greatest, spread);
  if (value < least) return (quantiles[0] as number) - beyond(least - value, spread);
  let low = 0;
  let high = last;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  const above = values[low] as number;
  const quantile = quantiles[low] as number;
  if (above === value) return quantile;
  const below = values[low - 1] as number;
  const start = quantiles[low - 1] as number;
  return start + ((quantile - start) * (value - below)) / (above - below);
}

function beyond(distance: number, spread: number): number {
  return defaults.step + defaults.growth * Math.log2(1 + distance / spread);
}
