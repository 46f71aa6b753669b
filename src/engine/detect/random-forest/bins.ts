/** Bins of a column at most, so that a bin fits a byte. */
export const maxBins = 256;

/** Training rows with each value replaced by its bin among the column's values. */
export interface BinnedRows {
  readonly count: number;
  /** Column by column: the bin of each row. Columns not used hold zeros. */
  readonly bins: Uint8Array;
  /** Per column, its bins' least and greatest values, ascending; one bin for a constant column, none for one not used. */
  readonly least: readonly Float32Array[];
  readonly greatest: readonly Float32Array[];
}

/**
 * Bins row-major `rows`, finite or NaN, and NaN counts as 0. A column of up to 256 different values has a bin for each,
 * so that nothing is lost; others are cut at quantiles, and equal values are never parted.
 */
export function binRows(rows: Float32Array, columns: number, use: readonly number[]): BinnedRows {
  const count = rows.length / columns;
  const bins = new Uint8Array(columns * count);
  const least = Array.from({length: columns}, () => new Float32Array(0));
  const greatest = Array.from({length: columns}, () => new Float32Array(0));
  const values = new Float32Array(count);
  for (const column of use) {
    for (let i = 0, k = column; i < count; ++i, k += columns) values[i] = rows[k] || 0;
    const sorted = values.slice().sort();
    const ends = cut(sorted);
    const lows = Float32Array.from(ends, (_, bin) => sorted[bin === 0 ? 0 : (ends[bin - 1] ?? 0)] ?? 0);
    const highs = Float32Array.from(ends, end => sorted[end - 1] ?? 0);
    const at = column * count;
    for (let i = 0; i < count; ++i) bins[at + i] = binOf(highs, 0, highs.length - 1, values[i] ?? 0);
    least[column] = lows;
    greatest[column] = highs;
  }
  return {count, bins, least, greatest};
}

/** How many of the ascending `limits` at from..to lie below a value. */
export function binOf(limits: Float32Array, from: number, to: number, value: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((limits[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low - from;
}

/** A 32-bit value in [low, high) to part two neighbouring bins, halfway where rounding allows. */
export function between(low: number, high: number): number {
  const middle = Math.fround(low + (high - low) / 2);
  return middle >= low && middle < high ? middle : low;
}

/** The ends of the bins of ascending values, as positions. */
function cut(sorted: Float32Array): number[] {
  const count = sorted.length;
  const ends: number[] = [];
  for (let i = 1; i <= count && ends.length <= maxBins; ++i) {
    if (i === count || sorted[i] !== sorted[i - 1]) ends.push(i);
  }
  if (ends.length <= maxBins) return ends;

  // Values that fill a bin by themselves get one; the rest share what bins are left evenly.
  ends.length = 0;
  let begun = 0;
  for (let i = 1; i <= count; ++i) {
    if (i < count && sorted[i] === sorted[i - 1]) continue;
    const fair = (count - begun) / (maxBins - ends.length);
    if (i < count && i - begun < fair) continue;
    ends.push(i);
    begun = i;
  }
  return ends;
}
