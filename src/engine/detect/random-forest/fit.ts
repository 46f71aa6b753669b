import {createRandom} from "../../random.js";
import {binRows} from "./bins.js";
import {learnFamiliar} from "./familiar.js";
import {growTrees} from "./grow.js";
import type {RandomForest} from "./model.js";
import {judgeOutOfBag, outOfBagProbability} from "./out-of-bag.js";

export const defaults = {
  trees: 100,
  /** Splits on the way to a leaf at most. */
  maxDepth: 32,
  /** Rows of a tree's bootstrap sample that a leaf has at least. */
  leastLeaf: 3,
  /** Share of each class's known rows that may be taken for unknown; in [0, 1). */
  refused: 0.05,
  /** Training rows of each class that are kept to compare rows with. */
  examples: 1024
} as const;

/** Recursion and model files stay within bounds at this depth. */
const deepest = 256;

/** A label fits 16 bits. */
const mostClasses = 65_536;

export interface FitOptions {
  /** An integer. The same rows, labels, options and seed give the same forest. */
  readonly seed: number;
  /** Names of the classes; a label is a position in them. */
  readonly classes: readonly string[];
  readonly trees?: number;
  readonly maxDepth?: number;
  readonly leastLeaf?: number;
  readonly refused?: number;
  readonly examples?: number;
  /** Names of the columns; "column 0", "column 1", ... by default. */
  readonly names?: readonly string[];
  /** Positions of the columns that enter the model, all by default. Rows keep their width. */
  readonly use?: readonly number[];
}

/**
 * Fits a new random forest to row-major `rows` and the class of each. Classes weigh the same however many rows they
 * have. Values are compared by up to 256 bins per column, cut at quantiles; NaN counts as 0, here and in scoring. Throws
 * a RangeError on fewer than two rows or classes, a class without rows, a label that is no class, infinite values, options out of
 * range, or when every column is constant.
 */
export function fit(
  rows: Float32Array,
  columns: number,
  labels: ArrayLike<number>,
  options: FitOptions
): RandomForest {
  const {trees, maxDepth, leastLeaf, refused, examples, classes} = {...defaults, ...options};
  const names = options.names ?? Array.from({length: columns}, (_, k) => `column ${k}`);
  const use = options.use ?? names.map((_, k) => k);
  requireInteger("trees", trees, 1);
  requireInteger("max depth", maxDepth, 1, deepest);
  requireInteger("least leaf", leastLeaf, 1);
  requireInteger("examples", examples, 1);
  requireInteger("columns", columns, 1);
  if (!(refused >= 0 && refused < 1)) {
    throw new RangeError(`invalid share to refuse: ${refused}; expected a share in [0, 1)`);
  }
  if (names.length !== columns) {
    throw new RangeError(`a random forest of ${columns} columns needs as many names, has ${names.length}`);
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
    throw new RangeError(`a random forest needs at least 2 rows, has ${rows.length / columns}`);
  }
  const checked = requireLabels(labels, rows.length / columns, classes);
  requireFinite(rows, columns, use, names);

  const binned = binRows(rows, columns, use);
  if (!use.some(column => (binned.greatest[column]?.length ?? 0) > 1)) {
    const list = use.map(column => names[column]).join(", ");
    throw new RangeError(`a random forest needs a column that varies; constant: ${list || "none given"}`);
  }
  const random = createRandom(options.seed);
  const count = classes.length;
  const {inBag, ...grown} = growTrees(binned, checked, {
    random,
    trees,
    maxDepth,
    leastLeaf,
    use,
    classes: count
  });
  const forest = {columns, names, classes, ...grown};
  const probability = outOfBagProbability(forest, inBag, rows);
  return {
    ...forest,
    outOfBag: judgeOutOfBag(probability, checked, count),
    familiar: learnFamiliar(binned, checked, probability, {random, refused, examples, use, classes: count})
  };
}

function requireLabels(labels: ArrayLike<number>, rows: number, classes: readonly string[]): Uint16Array {
  if (classes.length < 2 || classes.length > mostClasses) {
    const found = classes.length === 1 ? `only ${JSON.stringify(classes[0])}` : `${classes.length}`;
    throw new RangeError(`a random forest needs 2 to ${mostClasses} classes, has ${found}`);
  }
  if (labels.length !== rows) {
    throw new RangeError(`${rows} rows need as many labels, have ${labels.length}`);
  }
  const counts = new Int32Array(classes.length);
  for (let i = 0; i < rows; ++i) {
    const label = labels[i] ?? -1;
    if (!Number.isInteger(label) || label < 0 || label >= classes.length) {
      throw new RangeError(`invalid label: ${label}, row ${i}; expected 0 to ${classes.length - 1}`);
    }
    counts[label] = (counts[label] ?? 0) + 1;
  }
  const present = counts.filter(n => n > 0).length;
  if (present === 1) {
    const only = classes[counts.findIndex(n => n > 0)];
    throw new RangeError(`a random forest needs rows of at least 2 classes; all are ${JSON.stringify(only)}`);
  }
  const missing = classes.filter((_, k) => counts[k] === 0);
  if (missing.length > 0) {
    throw new RangeError(`no rows of class ${missing.map(name => JSON.stringify(name)).join(", ")}`);
  }
  return Uint16Array.from(labels);
}

function requireFinite(
  rows: Float32Array,
  columns: number,
  use: readonly number[],
  names: readonly string[]
): void {
  for (const column of use) {
    for (let k = column; k < rows.length; k += columns) {
      const value = rows[k] || 0;
      if (value - value !== 0) {
        const row = (k - column) / columns;
        throw new RangeError(
          `infinite value in ${names[column]}, row ${row}; expected finite numbers or NaN`
        );
      }
    }
  }
}

function requireInteger(name: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    throw new RangeError(`invalid ${name}: ${value}; expected an integer ${range}`);
  }
}
