import {createRandom} from "../random.js";
import type {Detector, FittedDetector} from "./detector.js";
import {requireRow, requireScoringRows, requireTrainingRows, sampleRows} from "./detector-rows.js";

export const defaults = {
  /** Training rows that tail probabilities are taken from, at most. */
  rows: 65_536
} as const;

/** One column's empirical distribution: -log of both tails at each distinct value and between two. */
interface Tails {
  /** Distinct values, ascending. */
  readonly values: Float64Array;
  /** -log P(X <= x) of a value x with `i` distinct values at or below it: entry i, from 0 to their number. */
  readonly left: Float64Array;
  /** -log P(X >= x) of a value x with `i` distinct values below it. */
  readonly right: Float64Array;
  /** Negative skewness: its long tail is on the left. */
  readonly longLeft: boolean;
}

/**
 * ECOD (Li et al. 2022, https://arxiv.org/abs/2201.00382): how far in the tail of its distribution each column's value is, all columns
 * taken to be independent. The score is the greatest of three sums over columns: of -log left tail probabilities, of right ones, and
 * of those on the side of each column's longer tail. Tail probabilities are those of the training rows and at least 1 / (n + 1).
 *
 * The parts are the terms of the greatest sum, all at least 0, and add up exactly; the base is 0. There is nothing to set and nothing
 * random, but for a sample of the training rows where there are many.
 */
export const ecod: Detector = {
  name: "ecod",
  label: "ECOD",
  unit: "nats",
  fit(rows, columns, options): FittedDetector {
    const use = requireTrainingRows(rows, columns, options, "an ECOD detector");
    const {names} = options;
    const sample = sampleRows(rows, columns, defaults.rows, createRandom(options.seed));
    const tails = use.map(column => createTails(sample, columns, column));

    return {
      columns,
      score(given, out) {
        const count = requireScoringRows(given, columns, use, names, out.length);
        const left = new Float64Array(count);
        const right = new Float64Array(count);
        const longer = out.subarray(0, count).fill(0);
        tails.forEach((t, place) => {
          const column = use[place] ?? 0;
          for (let row = 0; row < count; ++row) {
            const value = given[row * columns + column] || 0;
            const below = placeOf(t.values, value);
            const l = leftTail(t, below, value);
            const r = t.right[below] as number;
            left[row] = (left[row] as number) + l;
            right[row] = (right[row] as number) + r;
            longer[row] = (longer[row] as number) + (t.longLeft ? l : r);
          }
        });
        for (let row = 0; row < count; ++row) {
          longer[row] = Math.max(longer[row] as number, left[row] as number, right[row] as number);
        }
      },
      explain(row) {
        requireRow(row, columns, use, names);
        const sides = {left: terms(columns), right: terms(columns), longer: terms(columns)};
        tails.forEach((t, place) => {
          const column = use[place] ?? 0;
          const value = row[column] || 0;
          const below = placeOf(t.values, value);
          const l = leftTail(t, below, value);
          const r = t.right[below] ?? 0;
          add(sides.left, column, l);
          add(sides.right, column, r);
          add(sides.longer, column, t.longLeft ? l : r);
        });
        const [first, ...others] = [sides.longer, sides.left, sides.right];
        const greatest = others.reduce((best, side) => (side.total > best.total ? side : best), first);
        return {base: 0, parts: greatest.parts, total: greatest.total};
      }
    };
  }
};

interface Terms {
  readonly parts: Float64Array;
  total: number;
}

function terms(columns: number): Terms {
  return {parts: new Float64Array(columns), total: 0};
}

function add(to: Terms, column: number, term: number): void {
  to.parts[column] = (to.parts[column] ?? 0) + term;
  to.total += term;
}

function createTails(rows: Float32Array, columns: number, column: number): Tails {
  const count = rows.length / columns;
  const sorted = Float32Array.from({length: count}, (_, row) => rows[row * columns + column] || 0).sort();
  const values: number[] = [];
  const left = [minusLog(0, count)];
  const right: number[] = [];
  for (let first = 0; first < count; ) {
    let end = first + 1;
    while (end < count && sorted[end] === sorted[first]) ++end;
    values.push(sorted[first] ?? 0);
    left.push(minusLog(end, count));
    right.push(minusLog(count - first, count));
    first = end;
  }
  right.push(minusLog(0, count));
  return {
    values: Float64Array.from(values),
    left: Float64Array.from(left),
    right: Float64Array.from(right),
    longLeft: thirdMoment(sorted) < 0
  };
}

/** Adding 0 turns the -0 of probability 1 into 0. */
function minusLog(rows: number, count: number): number {
  return -Math.log(Math.max(rows / count, 1 / (count + 1))) + 0;
}

/** The sum of cubed distances from the mean, which has the sign of the skewness. */
function thirdMoment(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let cubes = 0;
  for (const value of values) cubes += (value - mean) ** 3;
  return cubes;
}

/** Distinct values below this one. */
function placeOf(values: Float64Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A known value counts itself among those at or below it. */
function leftTail({values, left}: Tails, below: number, value: number): number {
  return left[values[below] === value ? below + 1 : below] as number;
}
