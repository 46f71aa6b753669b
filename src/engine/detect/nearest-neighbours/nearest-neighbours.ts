import {createRandom, type Random, randomInteger} from "../../random.js";
import type {Detector, DetectorOptions, FittedDetector} from "../detector.js";
import {requireRow, requireScoringRows, requireTrainingRows, sampleRows, takeRows} from "../detector-rows.js";
import {createNeighbourIndex} from "./neighbour-index.js";
import {createQuantileTransform} from "./quantile-transform.js";

export const defaults = {
  /**
   * Nearest references whose distances are averaged. In trials fewer told attacks apart better; with one, a single attack among the
   * training rows would hide its like.
   */
  neighbours: 3,
  /** Distinct reference rows kept at most: with a quarter of them rows are scored three times as fast, and fewer attacks stand out. */
  references: 16_384,
  /** Training rows that quantiles and references are taken from, at most. */
  rows: 262_144
} as const;

export interface NeighbourOptions extends DetectorOptions {
  readonly neighbours?: number;
  readonly references?: number;
}

/** Rows mapped to quantiles at a time. */
const block = 256;

/**
 * Distance to the nearest benign rows (Ramaswamy, Rastogi and Shim 2000, https://doi.org/10.1145/342009.335437; averaged over the
 * neighbours as by Angiulli and Pizzuti 2002, https://doi.org/10.1007/3-540-45681-3_2), with every column mapped to its quantiles among the
 * training rows, so that units and heavy tails do not matter and `scales` need not be known.
 *
 * The total is the mean squared Euclidean distance to the 3 nearest references, and so each column's part is the mean squared
 * difference in that column, at least 0; the base is 0. The score is the root of the total.
 *
 * References are distinct: a row that occurs 3 times or more counts as 3, which leaves every distance as it is with all copies, while
 * the room they would take goes to other rows. A training row finds itself: scores of rows it was fitted on say nothing.
 */
export const nearestNeighbours: Detector = {
  name: "knn",
  label: "Nearest neighbours",
  unit: "squared distance in quantiles",
  fit: fitNearestNeighbours
};

export function fitNearestNeighbours(
  rows: Float32Array,
  columns: number,
  options: NeighbourOptions
): FittedDetector {
  const use = requireTrainingRows(rows, columns, options, "a nearest-neighbour detector");
  const k = requirePositive("neighbours", options.neighbours ?? defaults.neighbours);
  const most = requirePositive("references", options.references ?? defaults.references);
  const {names} = options;
  const random = createRandom(options.seed);
  const sample = sampleRows(rows, columns, defaults.rows, random);
  const transform = createQuantileTransform(sample, columns, use);
  const {rows: chosen, copies} = chooseReferences(sample, columns, use, most, k, random);
  const count = copies.length;
  const mapped = new Float32Array(count * use.length);
  transform.apply(chosen, 0, count, mapped);

  // A column in which all references agree adds the same to every distance: it is compared once, not with every reference.
  const {varying, same} = splitColumns(mapped, use.length);
  const width = varying.length;
  const references = gather(mapped, use.length, varying, count);
  const index = createNeighbourIndex(references, width, copies, random);

  const quantiles = new Float32Array(block * use.length);
  const neighbours = new Int32Array(k);
  const distances = new Float64Array(k);

  /** What the columns add in which all references agree. */
  function agreed(start: number): number {
    let sum = 0;
    for (const place of same) {
      const difference = (quantiles[start + place] as number) - (mapped[place] as number);
      sum += difference * difference;
    }
    return sum;
  }

  return {
    columns,
    score(given, out) {
      const total = requireScoringRows(given, columns, use, names, out.length);
      for (let from = 0; from < total; from += block) {
        const size = Math.min(block, total - from);
        transform.apply(given, from, size, quantiles);
        const queries = gather(quantiles, use.length, varying, size);
        for (let i = 0; i < size; ++i) {
          index.search(queries, i * width, neighbours, distances);
          out[from + i] = Math.sqrt(agreed(i * use.length) + mean(distances));
        }
      }
    },
    explain(row) {
      requireRow(row, columns, use, names);
      transform.apply(row, 0, 1, quantiles);
      index.search(gather(quantiles, use.length, varying, 1), 0, neighbours, distances);
      const parts = new Float64Array(columns);
      use.forEach((column, place) => {
        let sum = 0;
        for (const neighbour of neighbours) {
          const difference = (quantiles[place] ?? 0) - (mapped[neighbour * use.length + place] ?? 0);
          sum += difference * difference;
        }
        parts[column] = (parts[column] ?? 0) + sum / k;
      });
      return {base: 0, parts, total: agreed(0) + mean(distances)};
    }
  };
}

/**
 * At most `most` distinct rows, the first in random order, each with the number of times it occurs, at most `k`. Rows are the same when all
 * used columns are.
 */
function chooseReferences(
  rows: Float32Array,
  columns: number,
  use: readonly number[],
  most: number,
  k: number,
  random: Random
): {readonly rows: Float32Array; readonly copies: Uint32Array} {
  const count = rows.length / columns;
  const order = Int32Array.from({length: count}, (_, row) => row);
  const chosen: number[] = [];
  const copies: number[] = [];
  const buckets = new Map<number, number[]>();
  const same = (a: number, b: number) =>
    use.every(column => (rows[a * columns + column] || 0) === (rows[b * columns + column] || 0));
  for (let i = 0; i < count; ++i) {
    const at = i + randomInteger(random, count - i);
    const row = order[at] ?? 0;
    order[at] = order[i] ?? 0;
    const hash = hashOf(rows, row * columns, use);
    const bucket = buckets.get(hash);
    const known = bucket?.find(place => same(chosen[place] ?? 0, row));
    if (known !== undefined) copies[known] = Math.min(k, (copies[known] ?? 0) + 1);
    else if (chosen.length < most) {
      if (bucket === undefined) buckets.set(hash, [chosen.length]);
      else bucket.push(chosen.length);
      chosen.push(row);
      copies.push(1);
    }
  }
  return {rows: takeRows(rows, columns, Int32Array.from(chosen)), copies: Uint32Array.from(copies)};
}

const cell = new Float32Array(1);
const bits = new Int32Array(cell.buffer);

/** FNV-1a over the values' bits, a word at a time: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(rows: Float32Array, start: number, use: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const column of use) {
    // NaN counts as 0, and so does -0.
    cell[0] = (rows[start + column] || 0) + 0;
    hash = Math.imul(hash ^ (bits[0] as number), 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash;
}

/** Places of the columns that vary, the most first so that distances grow fast, and of those that do not. */
function splitColumns(
  rows: Float32Array,
  width: number
): {readonly varying: readonly number[]; readonly same: readonly number[]} {
  const count = rows.length / width;
  const variances = Array.from({length: width}, (_, place) => {
    const centre = rows[place] ?? 0;
    let sum = 0;
    let squares = 0;
    for (let k = place; k < rows.length; k += width) {
      const x = (rows[k] ?? 0) - centre;
      sum += x;
      squares += x * x;
    }
    return squares - (sum * sum) / count;
  });
  const all = variances.map((_, place) => place);
  const isSame = (place: number) => {
    for (let k = place; k < rows.length; k += width) if (rows[k] !== rows[place]) return false;
    return true;
  };
  const same = all.filter(isSame);
  const varying = all.filter(place => !same.includes(place));
  varying.sort((a, b) => (variances[b] ?? 0) - (variances[a] ?? 0) || a - b);
  return {varying, same};
}

/** The columns at `places`, of the first `count` rows. */
function gather(rows: Float32Array, width: number, places: readonly number[], count: number): Float32Array {
  const out = new Float32Array(count * places.length);
  places.forEach((place, i) => {
    for (let row = 0; row < count; ++row) out[row * places.length + i] = rows[row * width + place] ?? 0;
  });
  return out;
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function requirePositive(name: string, value: number): number {
  if (Number.isInteger(value) && value >= 1) return value;
  throw new RangeError(`invalid ${name}: ${value}; expected an integer of at least 1`);
}
