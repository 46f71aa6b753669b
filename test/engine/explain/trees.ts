import type {ValuedTrees} from "../../../src/engine/explain/tree-shap/model.js";
import {type Random, randomInteger} from "../../../src/engine/random.js";

interface TreeShape {
  readonly trees: number;
  readonly columns: number;
  readonly outputs: number;
  /** Deepest split. */
  readonly depth: number;
  /** Share of nodes without any cover. */
  readonly empty?: number;
  /** Columns that splits may ask about; all by default. */
  readonly use?: readonly number[];
}

/** Trees of random shape, splits, covers and values; columns come up several times on a path when there are few. */
export function randomTrees(random: Random, shape: TreeShape): ValuedTrees {
  const {columns, outputs, empty = 0} = shape;
  const use = shape.use ?? Array.from({length: columns}, (_, k) => k);
  const roots = [0];
  const feature: number[] = [];
  const split: number[] = [];
  const right: number[] = [];
  const size: number[] = [];
  const values: number[] = [];

  function grow(cover: number, depth: number): void {
    const node = feature.length;
    feature.push(-1);
    split.push(0);
    right.push(-1);
    size.push(cover);
    for (let k = 0; k < outputs; ++k) values.push(4 * random() - 2);
    if (depth >= shape.depth || random() < 0.15) return;
    feature[node] = use[randomInteger(random, use.length)] ?? 0;
    split[node] = randomInteger(random, 7) - 3;
    const part = random() < empty ? 0 : randomInteger(random, cover + 1);
    grow(part, depth + 1);
    right[node] = feature.length;
    grow(cover - part, depth + 1);
  }

  for (let tree = 0; tree < shape.trees; ++tree) {
    grow(1 + randomInteger(random, 100), 0);
    roots.push(feature.length);
  }
  return {
    columns,
    outputs,
    roots: Int32Array.from(roots),
    feature: Int32Array.from(feature),
    split: Float32Array.from(split),
    right: Int32Array.from(right),
    size: Int32Array.from(size),
    values: Float64Array.from(values)
  };
}

/** Row-major rows whose values lie on both sides of the splits, and on them. */
export function randomRows(random: Random, count: number, columns: number): Float32Array {
  return Float32Array.from({length: count * columns}, () => (randomInteger(random, 17) - 8) / 2);
}

/** The trees' mean output when only the columns whose bits are in `known` are known, straight from the definition. */
export function expectation(forest: ValuedTrees, row: Float32Array, known: number, output: number): number {
  const {roots, feature, split, right, size, outputs, values} = forest;

  function visit(node: number): number {
    const column = feature[node] ?? -1;
    if (column < 0) return values[node * outputs + output] ?? 0;
    const left = node + 1;
    const other = right[node] ?? 0;
    if ((known >> column) & 1) return visit((row[column] || 0) <= (split[node] ?? 0) ? left : other);
    const cover = size[node] ?? 0;
    const part = cover > 0 ? (size[left] ?? 0) / cover : 0.5;
    return part * visit(left) + (1 - part) * visit(other);
  }

  const trees = roots.length - 1;
  let sum = 0;
  for (let tree = 0; tree < trees; ++tree) sum += visit(roots[tree] ?? 0);
  return sum / trees;
}

/** Shapley values over all coalitions, output x column. */
export function bruteForce(forest: ValuedTrees, row: Float32Array): Float64Array {
  const {columns, outputs} = forest;
  const result = new Float64Array(outputs * columns);
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  for (let output = 0; output < outputs; ++output) {
    const worth = Array.from({length: 2 ** columns}, (_, known) => expectation(forest, row, known, output));
    for (let column = 0; column < columns; ++column) {
      for (let known = 0; known < worth.length; ++known) {
        if ((known >> column) & 1) continue;
        const count = known.toString(2).replaceAll("0", "").length;
        const weight = (factorial(count) * factorial(columns - count - 1)) / factorial(columns);
        const gain = (worth[known | (1 << column)] ?? 0) - (worth[known] ?? 0);
        result[output * columns + column] = (result[output * columns + column] ?? 0) + weight * gain;
      }
    }
  }
  return result;
}

/** The greatest difference between two arrays of one length. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (let k = 0; k < a.length; ++k) {
    const apart = Math.abs((a[k] ?? 0) - (b[k] ?? 0));
    // A NaN is infinitely far from anything.
    most = apart <= most ? most : Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart;
  }
  return most;
}
