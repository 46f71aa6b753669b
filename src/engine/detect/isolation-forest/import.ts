import type {Trees} from "./model.js";

/**
 * A forest of the npm package ml-isolation-forest 0.1.0, in our arrays. Its trees send a value left when it is less than their
 * threshold, ours when it is at most theirs: the greatest 32-bit float below the package's parts all 32-bit values alike.
 */
export interface ImportedForest extends Trees {
  /** Rows that it was trained on: every tree has them all. */
  readonly samples: number;
  /** What a leaf adds to the depth of its rows, by the package's own formula; 0 at splits. */
  readonly lengths: Float64Array;
}

/** Rows scored together, so that one tree at a time stays in a core's nearest caches. */
const chunk = 1024;

/**
 * Reads a trained model: the package's object, or what `JSON.parse(JSON.stringify(model))` makes of it. Trees beyond
 * `nEstimators`, which a second training appends, are not read, as the package does not read them. Throws an Error that names the
 * field when it is no such model, is not trained, or was trained on less than two rows or on values that are not finite.
 */
export function importForest(model: unknown): ImportedForest {
  if (!isObject(model)) throw invalid("it", "an object", model);
  const {nEstimators, forest, trainingSet} = model;
  if (!isCount(nEstimators) || nEstimators < 1)
    throw invalid("nEstimators", "a number of trees", nEstimators);
  if (!Array.isArray(forest)) throw invalid("forest", "a list of trees", forest);
  if (forest.length < nEstimators) {
    throw new Error(
      `ml-isolation-forest model not trained: need ${nEstimators} trees, have ${forest.length}`
    );
  }
  if (!Array.isArray(trainingSet)) throw invalid("trainingSet", "a list of rows", trainingSet);
  const samples = trainingSet.length;
  if (samples < 2) {
    throw new Error(`ml-isolation-forest model of too few rows: scores need at least 2, have ${samples}`);
  }
  const [first] = trainingSet as unknown[];
  if (!Array.isArray(first) || first.length === 0) throw invalid("trainingSet[0]", "a row of numbers", first);

  const columns = first.length;
  const feature: number[] = [];
  const split: number[] = [];
  const right: number[] = [];
  const size: number[] = [];
  const lengths: number[] = [];
  const roots = [0];
  for (let tree = 0; tree < nEstimators; ++tree) {
    readTree(forest[tree], `forest[${tree}]`);
    roots.push(feature.length);
  }
  // Backwards, both children of a node are known before it.
  for (let node = feature.length - 1; node >= 0; --node) {
    if ((feature[node] ?? -1) >= 0) size[node] = (size[node + 1] ?? 0) + (size[right[node] ?? 0] ?? 0);
  }
  return {
    columns,
    names: Array.from({length: columns}, (_, k) => `column ${k}`),
    samples,
    roots: Int32Array.from(roots),
    feature: Int32Array.from(feature),
    split: Float32Array.from(split),
    right: Int32Array.from(right),
    size: Int32Array.from(size),
    lengths: Float64Array.from(lengths)
  };

  /** Appends a tree in preorder; nodes still to be read are on a stack, with the parent that they are the right child of. */
  function readTree(root: unknown, path: string): void {
    const waiting = [{found: root, parent: -1, path}];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const {found, parent, path} = next;
      if (!isObject(found)) throw invalid(path, "a node", found);
      const node = feature.length;
      if (parent >= 0) right[parent] = node;
      right.push(-1);
      if (found["left"] === undefined && found["right"] === undefined) {
        const held = found["trainingSet"];
        if (!Array.isArray(held)) throw invalid(`${path}.trainingSet`, "a list of rows", held);
        feature.push(-1);
        split.push(0);
        size.push(held.length);
        lengths.push(averagePathLength(held.length));
        continue;
      }
      const {splitColumn, splitValue} = found;
      if (!isCount(splitColumn) || splitColumn >= columns) {
        throw invalid(`${path}.splitColumn`, `one of ${columns} columns`, splitColumn);
      }
      if (typeof splitValue !== "number" || !Number.isFinite(splitValue)) {
        throw invalid(`${path}.splitValue`, "a finite number", splitValue);
      }
      feature.push(splitColumn);
      split.push(floatBelow(splitValue));
      size.push(0);
      lengths.push(0);
      waiting.push({found: found["right"], parent: node, path: `${path}.right`});
      waiting.push({found: found["left"], parent: -1, path: `${path}.left`});
    }
  }
}

/**
 * The scores that the package's `predict` gives, bit by bit in the same JavaScript engine, of row-major `rows` into `out`. NaN goes
 * right at every split, as it does there, and does not count as 0. Throws a RangeError when `columns` is not what the forest was trained on or
 * `out` is too short.
 */
export function scoreImported(
  forest: ImportedForest,
  rows: Float32Array,
  columns: number,
  out: Float64Array | Float32Array
): void {
  if (columns !== forest.columns) {
    throw new RangeError(
      `the imported forest was trained on ${forest.columns} columns, has ${columns} to score`
    );
  }
  const count = rows.length / columns;
  if (!Number.isInteger(count)) {
    throw new RangeError(`need whole rows of ${columns} values, have ${rows.length} values`);
  }
  if (out.length < count) throw new RangeError(`need room for ${count} scores, have ${out.length}`);

  const {roots, feature, split, right, lengths} = forest;
  const trees = roots.length - 1;
  const usual = averagePathLength(forest.samples);
  const sums = new Float64Array(chunk);
  for (let from = 0; from < count; from += chunk) {
    const size = Math.min(chunk, count - from);
    sums.fill(0);
    for (let tree = 0; tree < trees; ++tree) {
      const root = roots[tree] as number;
      for (let i = 0; i < size; ++i) {
        // Indices are in range by construction; `?? 0` would cost speed here.
        const start = (from + i) * columns;
        let node = root;
        let depth = 0;
        for (let column = feature[node] as number; column >= 0; column = feature[node] as number) {
          const left = (rows[start + column] as number) <= (split[node] as number);
          node = left ? node + 1 : (right[node] as number);
          ++depth;
        }
        sums[i] = (sums[i] as number) + (depth + (lengths[node] as number));
      }
    }
    for (let i = 0; i < size; ++i) out[from + i] = 2 ** (-((sums[i] ?? 0) / trees) / usual);
  }
}

/** The package's c(n), which is not that of the paper: 0.57721 is not doubled. */
function averagePathLength(n: number): number {
  if (n <= 1) return 0;
  if (n === 2) return 1;
  return 2 * Math.log(n - 1) + 0.57721 - (2 * (n - 1)) / n;
}

/** The greatest 32-bit float below x. */
function floatBelow(x: number): number {
  const cell = new Float32Array([x]);
  const [rounded = 0] = cell;
  if (rounded < x) return rounded;
  const bits = new Int32Array(cell.buffer);
  if (rounded === 0) bits[0] = 0x80000001;
  else bits[0] = (bits[0] ?? 0) + (rounded > 0 ? -1 : 1);
  return cell[0] ?? 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function invalid(field: string, expected: string, found: unknown): Error {
  const shown = isObject(found) ? "an object" : Array.isArray(found) ? "a list" : JSON.stringify(found);
  return new Error(
    `not an ml-isolation-forest model: ${field} is ${shown ?? "missing"}; expected ${expected}`
  );
}
