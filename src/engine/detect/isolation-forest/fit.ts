import {createRandom, type Random, randomInteger} from "../../random.js";
import {growTrees} from "./grow.js";
import type {IsolationForest, Trees} from "./model.js";
import {scoreBlock} from "./score.js";

export const defaults = {
  trees: 200,
  /** Rows drawn for each tree, without replacement. */
  samples: 256,
  /** Share of the training rows taken to be unusual; in (0, 0.5]. */
  contamination: 0.05
} as const;

export interface FitOptions {
  /** An integer. The same rows, options and seed give the same forest. */
  readonly seed: number;
  readonly trees?: number;
  readonly samples?: number;
  readonly contamination?: number;
  /** Names of the columns; "column 0", "column 1", ... by default. */
  readonly names?: readonly string[];
  /** Positions of the columns that enter the model (`selectColumns`), all by default. Rows keep their width. */
  readonly use?: readonly number[];
  /** How split points are spaced, by column (`FeatureSpec.scale`); linear by default. */
  readonly scales?: readonly ("linear" | "log")[];
}

/** The threshold is a quantile of the scores of at most this many training rows, drawn at random. */
const thresholdRows = 4096;

/**
 * Fits a new isolation forest to row-major `rows`. NaN counts as 0, here and in scoring: this is where what was not
 * measured is imputed. Throws a RangeError on fewer than two rows, infinite values, options out of range, or when
 * every column is constant, since then nothing can be unusual.
 */
export function fit(rows: Float32Array, columns: number, options: FitOptions): IsolationForest {
  const trees = options.trees ?? defaults.trees;
  const samples = options.samples ?? defaults.samples;
  const contamination = options.contamination ?? defaults.contamination;
  const names = options.names ?? Array.from({length: columns}, (_, k) => `column ${k}`);
  const use = options.use ?? names.map((_, k) => k);
  requireInteger("trees", trees, 1);
  requireInteger("samples", samples, 2);
  requireInteger("columns", columns, 1);
  if (!(contamination > 0 && contamination <= 0.5)) {
    throw new RangeError(`invalid contamination: ${contamination}; expected a share in (0, 0.5]`);
  }
  if (names.length !== columns) {
    throw new RangeError(
      `an isolation forest of ${columns} columns needs as many names, has ${names.length}`
    );
  }
  for (const column of use) {
    if (!Number.isInteger(column) || column < 0 || column >= columns) {
      throw new RangeError(`invalid column to use: ${column}; expected 0 to ${columns - 1}`);
    }
  }
  if (rows.length % columns !== 0) {
    throw new RangeError(`need whole rows of ${columns} values, have ${rows.length} values`);
  }
  if (rows.length < 2 * columns) {
    throw new RangeError(`an isolation forest needs at least 2 rows, has ${rows.length / columns}`);
  }
  requireVariety(rows, columns, use, names);

  const random = createRandom(options.seed);
  const log = new Set(names.flatMap((_, k) => (options.scales?.[k] === "log" ? [k] : [])));
  const grown = growTrees(rows, columns, {random, trees, samples, names, use, log});
  return {...grown, contamination, threshold: findThreshold(rows, columns, grown, contamination, random)};
}

function findThreshold(
  rows: Float32Array,
  columns: number,
  trees: Trees,
  contamination: number,
  random: Random
): number {
  const count = rows.length / columns;
  let sample = rows;
  if (count > thresholdRows) {
    sample = new Float32Array(thresholdRows * columns);
    for (let i = 0; i < thresholdRows; ++i) {
      const row = randomInteger(random, count) * columns;
      sample.set(rows.subarray(row, row + columns), i * columns);
    }
  }
  const scores = new Float64Array(sample.length / columns);
  scoreBlock(trees, sample, columns, scores);
  scores.sort();
  const k = Math.ceil((1 - contamination) * scores.length) - 1;
  return scores[k] ?? 1;
}

/** Refuses infinite values and a table in which nothing varies. */
function requireVariety(
  rows: Float32Array,
  columns: number,
  use: readonly number[],
  names: readonly string[]
): void {
  let varies = false;
  for (const column of use) {
    const first = rows[column] || 0;
    for (let k = column; k < rows.length; k += columns) {
      const value = rows[k] || 0;
      if (value - value !== 0) {
        const row = (k - column) / columns;
        throw new RangeError(
          `infinite value in ${names[column]}, row ${row}; expected finite numbers or NaN`
        );
      }
      varies ||= value !== first;
    }
  }
  if (!varies) {
    const list = use.map(column => names[column]).join(", ");
    throw new RangeError(`an isolation forest needs a column that varies; constant: ${list || "none given"}`);
  }
}

function requireInteger(name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least) {
    throw new RangeError(`invalid ${name}: ${value}; expected an integer of at least ${least}`);
  }
}
