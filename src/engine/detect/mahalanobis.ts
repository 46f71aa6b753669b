import {createRandom} from "../random.js";
import type {Detector, FittedDetector} from "./detector.js";
import {requireRow, requireScoringRows, requireTrainingRows, sampleRows} from "./detector-rows.js";
import {createStandardiser} from "./standardise.js";

export const defaults = {
  /** Training rows that means and covariances are taken over, at most. */
  rows: 65_536,
  /** Least share of the identity in the covariance: columns that are sums of others would make it singular. */
  leastShrinkage: 0.3
} as const;

/** Rows standardised at a time. */
const block = 256;

/**
 * Squared Mahalanobis distance from the mean of the benign rows, on standardised columns ("log" ones as logarithms), with
 * the covariance S shrunk towards a multiple of the identity as far as Ledoit and Wolf (2004, https://doi.org/10.1016/S0047-259X(03)00096-4)
 * find best, so that it can be inverted with any number of columns and rows.
 *
 * The score is d^2 = z' S^-1 z. The part of column i is z_i (S^-1 z)_i: the parts add up to d^2 exactly, and one of them is negative
 * where a column's value is what the others lead to expect from a row this far out. The base is 0.
 */
export const mahalanobis: Detector = {
  name: "mahalanobis",
  label: "Mahalanobis distance",
  unit: "squared distance",
  fit(rows, columns, options): FittedDetector {
    const use = requireTrainingRows(rows, columns, options, "a Mahalanobis detector");
    const {names} = options;
    const width = use.length;
    const sample = sampleRows(rows, columns, defaults.rows, createRandom(options.seed));
    const standardiser = createStandardiser(sample, columns, use, options.scales);
    const factor = cholesky(shrunkCovariance(sample, columns, width, standardiser.apply), width);
    const z = new Float64Array(block * width);
    const solved = new Float64Array(width);

    return {
      columns,
      score(given, out) {
        const total = requireScoringRows(given, columns, use, names, out.length);
        for (let from = 0; from < total; from += block) {
          const size = Math.min(block, total - from);
          standardiser.apply(given, from, size, z);
          for (let i = 0; i < size; ++i) out[from + i] = solveLower(factor, width, z, i * width, solved);
        }
      },
      explain(row) {
        requireRow(row, columns, use, names);
        standardiser.apply(row, 0, 1, z);
        const total = solveLower(factor, width, z, 0, solved);
        solveUpper(factor, width, solved);
        const parts = new Float64Array(columns);
        use.forEach((column, place) => {
          parts[column] = (parts[column] ?? 0) + (z[place] ?? 0) * (solved[place] ?? 0);
        });
        return {base: 0, parts, total};
      }
    };
  }
};

/** The Ledoit-Wolf covariance, row-major. */
function shrunkCovariance(
  rows: Float32Array,
  columns: number,
  width: number,
  standardise: (rows: Float32Array, from: number, count: number, out: Float64Array) => void
): Float64Array {
  const count = rows.length / columns;
  const z = new Float64Array(block * width);
  const covariance = new Float64Array(width * width);
  // Of each row's squared length, the square, summed: the spread of the rows' own products about their mean.
  let fourth = 0;
  for (let from = 0; from < count; from += block) {
    const size = Math.min(block, count - from);
    standardise(rows, from, size, z);
    for (let start = 0; start < size * width; start += width) {
      let length = 0;
      for (let i = 0; i < width; ++i) {
        const zi = z[start + i] as number;
        length += zi * zi;
        // Most columns of a row are often at the same common value, but hardly ever at the mean: there is nothing to skip.
        for (let j = 0; j <= i; ++j) {
          const k = i * width + j;
          covariance[k] = (covariance[k] as number) + (zi * (z[start + j] as number)) / count;
        }
      }
      fourth += length * length;
    }
  }
  let trace = 0;
  let squares = 0;
  for (let i = 0; i < width; ++i) {
    trace += covariance[i * width + i] as number;
    for (let j = 0; j < i; ++j) {
      const value = covariance[i * width + j] as number;
      covariance[j * width + i] = value;
      squares += 2 * value * value;
    }
    squares += (covariance[i * width + i] as number) ** 2;
  }
  const level = trace / width;
  // Both are sums over all cells: how far the covariance is from the identity's multiple, and how uncertain its cells are.
  const distance = squares - width * level * level;
  const uncertainty = (fourth / count - squares) / count;
  const best = distance > 0 ? Math.max(0, uncertainty) / distance : 1;
  const shrinkage = Math.min(1, Math.max(defaults.leastShrinkage, best));
  return covariance.map((value, k) => {
    const onDiagonal = k % (width + 1) === 0;
    return (1 - shrinkage) * value + (onDiagonal ? shrinkage * level : 0);
  });
}

/** The lower triangle L of S = L L', row-major. S is positive definite by its shrinkage. */
function cholesky(matrix: Float64Array, width: number): Float64Array {
  const lower = new Float64Array(width * width);
  for (let i = 0; i < width; ++i) {
    for (let j = 0; j <= i; ++j) {
      let sum = matrix[i * width + j] as number;
      for (let k = 0; k < j; ++k) {
        sum -= (lower[i * width + k] as number) * (lower[j * width + k] as number);
      }
      lower[i * width + j] = i === j ? Math.sqrt(sum) : sum / (lower[j * width + j] as number);
    }
  }
  return lower;
}

/** Solves L y = z into `out`. @returns the squared length of y, which is z' S^-1 z */
function solveLower(
  lower: Float64Array,
  width: number,
  z: Float64Array,
  start: number,
  out: Float64Array
): number {
  let squares = 0;
  for (let i = 0; i < width; ++i) {
    let sum = z[start + i] as number;
    const row = i * width;
    for (let k = 0; k < i; ++k) sum -= (lower[row + k] as number) * (out[k] as number);
    const y = sum / (lower[row + i] as number);
    out[i] = y;
    squares += y * y;
  }
  return squares;
}

/** Solves L' x = y in place. */
function solveUpper(lower: Float64Array, width: number, y: Float64Array): void {
  for (let i = width - 1; i >= 0; --i) {
    let sum = y[i] as number;
    for (let k = i + 1; k < width; ++k) sum -= (lower[k * width + i] as number) * (y[k] as number);
    y[i] = sum / (lower[i * width + i] as number);
  }
}
