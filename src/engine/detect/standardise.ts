import type {DetectorOptions} from "./detector.js";

export const defaults = {
  /**
   * Least unit, as a share of the column's range. A switch that is set in one row of a thousand has a standard deviation of 0.03, and by
   * that measure every benign row that sets it would be thirty units out, ahead of any attack.
   */
  leastUnit: 0.25
} as const;

/** Rows brought to one scale: used columns only, each with mean 0 over the rows learnt from and a standard deviation of at most 1. */
export interface Standardiser {
  /** Rows `from` to `from + count` of row-major `rows` into `out`, row-major, the used columns in their order. NaN counts as 0. */
  apply(rows: Float32Array, from: number, count: number, out: Float64Array): void;
}

/**
 * Learns means and units, for "log" columns of sign(x) log(1 + |x|). The unit is the standard deviation, but at least a quarter of the
 * range; of a constant column it is 1.
 */
export function createStandardiser(
  rows: Float32Array,
  columns: number,
  use: readonly number[],
  scales: DetectorOptions["scales"]
): Standardiser {
  const width = use.length;
  const log = use.map(column => scales?.[column] === "log");
  const count = rows.length / columns;
  const means = new Float64Array(width);
  const factors = new Float64Array(width);
  use.forEach((column, place) => {
    const shape = log[place] ? signedLog : identity;
    let sum = 0;
    for (let k = column; k < rows.length; k += columns) sum += shape(rows[k] || 0);
    const mean = sum / count;
    let squares = 0;
    let least = Number.POSITIVE_INFINITY;
    let greatest = Number.NEGATIVE_INFINITY;
    for (let k = column; k < rows.length; k += columns) {
      const x = shape(rows[k] || 0);
      squares += (x - mean) * (x - mean);
      least = Math.min(least, x);
      greatest = Math.max(greatest, x);
    }
    const unit = Math.max(Math.sqrt(squares / count), defaults.leastUnit * (greatest - least));
    means[place] = mean;
    factors[place] = greatest > least ? 1 / unit : 1;
  });
  return {
    apply(given, from, size, out) {
      use.forEach((column, place) => {
        const shape = log[place] ? signedLog : identity;
        const mean = means[place] ?? 0;
        const factor = factors[place] ?? 0;
        let read = from * columns + column;
        for (let i = place; i < size * width; i += width, read += columns) {
          out[i] = (shape(given[read] || 0) - mean) * factor;
        }
      });
    }
  };
}

function signedLog(x: number): number {
  return Math.sign(x) * Math.log1p(Math.abs(x));
}

function identity(x: number): number {
  return x;
}
