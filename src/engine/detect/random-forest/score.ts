import type {ClassTrees} from "./model.js";

/** Rows scored together, so that they and one tree at a time stay in a core's nearest caches. */
const chunk = 65536;

/**
 * The probability of each class, row x class, for row-major `rows`, into `out`: the mean over the trees of the leaves that a
 * row falls in. By class weight, so that with balanced classes 1 / classes says nothing either way. NaN counts as 0.
 * Throws a RangeError when `columns` is not what the forest was fitted on or `out` is too short.
 */
export function scoreClasses(
  forest: ClassTrees,
  rows: Float32Array,
  columns: number,
  out: Float64Array | Float32Array
): void {
  const count = requireRows(forest, rows, columns);
  const classes = forest.classes.length;
  if (out.length < count * classes) {
    throw new RangeError(`need room for ${count * classes} probabilities, have ${out.length}`);
  }
  const trees = forest.roots.length - 1;
  const sums = new Float64Array(chunk * classes);
  for (let from = 0; from < count; from += chunk) {
    const size = Math.min(chunk, count - from);
    sums.fill(0);
    for (let tree = 0; tree < trees; ++tree) {
      for (let i = 0; i < size; ++i) {
        addLeaf(forest, leafOf(forest, tree, rows, (from + i) * columns), sums, i * classes);
      }
    }
    for (let k = 0; k < size * classes; ++k) out[from * classes + k] = (sums[k] ?? 0) / trees;
  }
}

/** The number of rows. Throws a RangeError unless they are whole and of the width the forest was fitted on. */
export function requireRows(forest: ClassTrees, rows: Float32Array, columns: number): number {
  if (columns !== forest.columns) {
    throw new RangeError(
      `the random forest was fitted on ${forest.columns} columns, has ${columns} to score`
    );
  }
  const count = rows.length / columns;
  if (!Number.isInteger(count)) {
    throw new RangeError(`need whole rows of ${columns} values, have ${rows.length} values`);
  }
  return count;
}

/** The number of the leaf that a row falls in; the row starts at `start` of `rows`. */
export function leafOf(
  {roots, feature, split, right, leaf}: ClassTrees,
  tree: number,
  rows: Float32Array,
  start: number
): number {
  let node = roots[tree] as number;
  // Indices are in range by construction; `?? 0` would cost speed here. NaN counts as 0.
  for (let column = feature[node] as number; column >= 0; column = feature[node] as number) {
    const value = (rows[start + column] as number) || 0;
    node = value <= (split[node] as number) ? node + 1 : (right[node] as number);
  }
  return leaf[node] as number;
}

/** Adds a leaf's probabilities to the sums that begin at `at`. */
export function addLeaf(
  {probability, classes}: ClassTrees,
  leaf: number,
  sums: Float64Array,
  at: number
): void {
  for (let k = 0, p = leaf * classes.length; k < classes.length; ++k, ++p) {
    sums[at + k] = (sums[at + k] as number) + (probability[p] as number);
  }
}
