export const defaults = {
  /** Bins that hold about as many reference values each. */
  bins: 10,
  /** The least share of a bin: an empty one would make the index infinite. */
  leastShare: 1e-4,
  /** From here on a distribution has shifted somewhat. */
  moderate: 0.1,
  /** From here on it has shifted so much that a model should be trained again. */
  major: 0.25
} as const;

export type Drift = "none" | "moderate" | "major";

/** How the values of one column are spread over bins. Plain JSON. */
export interface ReferenceBins {
  /** Upper ends of all bins but the last, strictly ascending; an end belongs to the bin below it. */
  readonly ends: readonly number[];
  /** Values in each bin, one bin more than `ends`; then the number of those not measured (NaN), which are a bin of their own. */
  readonly counts: readonly number[];
}

/** The population stability index of one column. */
export interface Stability {
  /** At least 0; 0 where the shares are the same. */
  readonly index: number;
  readonly drift: Drift;
  /** Shares of the reference by bin, in [0, 1], NaN last. */
  readonly expected: readonly number[];
  /** Shares of the values compared with it. */
  readonly actual: readonly number[];
}

/**
 * Bins of one column by its reference values: deciles, fewer where values tie. A constant column has three: less than the constant, the
 * constant, and more. Throws a RangeError without rows.
 * @param column position in row-major `rows`
 */
export function createReferenceBins(rows: Float32Array, columns: number, column: number): ReferenceBins {
  const values = valuesOf(rows, columns, column);
  if (values.length === 0) throw new RangeError("need reference rows to bin, have none");
  const measured = values.filter(value => !Number.isNaN(value)).sort();
  const ends: number[] = [];
  const put = (end: number) => {
    if (ends.length === 0 || end > (ends[ends.length - 1] ?? 0)) ends.push(end);
  };
  const least = measured[0];
  const greatest = measured[measured.length - 1];
  if (least !== undefined && least === greatest) put(below(least));
  for (let bin = 1; bin < defaults.bins; ++bin) {
    const end = measured[Math.ceil((bin * measured.length) / defaults.bins) - 1];
    if (end !== undefined) put(end);
  }
  return {ends, counts: countBins(ends, values)};
}

/**
 * The population stability index of a column against its reference: the sum over bins of (actual - expected) ln(actual / expected), with shares
 * of at least 0.0001 (Siddiqi 2006, Credit Risk Scorecards; properties in Yurdakul 2018,
 * https://scholarworks.wmich.edu/dissertations/3208). Below 0.1 it is read as no drift, below 0.25 as moderate. Under no drift its mean is
 * about (bins - 1) (1 / n + 1 / m) for samples of n and m values: with a hundred values chance alone reaches 0.1. Throws a RangeError without rows.
 */
export function populationStability(
  {ends, counts}: ReferenceBins,
  rows: Float32Array,
  columns: number,
  column: number
): Stability {
  const values = valuesOf(rows, columns, column);
  if (values.length === 0) throw new RangeError("need rows to compare with the reference, have none");
  const expected = toShares(counts);
  const actual = toShares(countBins(ends, values));
  let index = 0;
  expected.forEach((share, bin) => {
    const e = Math.max(defaults.leastShare, share);
    const a = Math.max(defaults.leastShare, actual[bin] ?? 0);
    index += (a - e) * Math.log(a / e);
  });
  return {index, drift: driftOf(index), expected, actual};
}

/** The customary reading of a population stability index. */
export function driftOf(index: number): Drift {
  if (index >= defaults.major) return "major";
  return index >= defaults.moderate ? "moderate" : "none";
}

function valuesOf(rows: Float32Array, columns: number, column: number): Float32Array {
  if (rows.length % columns !== 0) {
    throw new RangeError(`need whole rows of ${columns} values, have ${rows.length} values`);
  }
  if (!Number.isInteger(column) || column < 0 || column >= columns) {
    throw new RangeError(`invalid column to bin: ${column}; expected 0 to ${columns - 1}`);
  }
  return Float32Array.from({length: rows.length / columns}, (_, row) => rows[row * columns + column] ?? 0);
}

function countBins(ends: readonly number[], values: Float32Array): number[] {
  const counts = new Array<number>(ends.length + 2).fill(0);
  for (const value of values) {
    const at = ends.findIndex(end => value <= end);
    const bin = Number.isNaN(value) ? ends.length + 1 : at < 0 ? ends.length : at;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

function toShares(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map(count => count / total);
}

/** The next lower 32-bit float: among 32-bit floats, what is less than `value` is at most this. */
function below(value: number): number {
  const step = Math.max(Math.abs(value) * 2 ** -24, 2 ** -149);
  return Math.fround(value - step);
}
