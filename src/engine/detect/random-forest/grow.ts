import {type Random, randomInteger} from "../../random.js";
import {type BinnedRows, between} from "./bins.js";
import type {ClassTrees} from "./model.js";
import {createSplitter, type Sample, type Split} from "./split.js";

export interface GrowOptions {
  readonly random: Random;
  readonly trees: number;
  readonly maxDepth: number;
  /** Rows of the bootstrap sample that each leaf has at least. */
  readonly leastLeaf: number;
  /** Columns that trees may split on. */
  readonly use: readonly number[];
  readonly classes: number;
}

/** The trees, and the rows each of them was grown from. */
export interface Grown extends Omit<ClassTrees, "columns" | "names" | "classes"> {
  /** Tree by tree, a bit for each training row that its bootstrap sample holds; every tree begins a new word. */
  readonly inBag: Int32Array;
}

/** Words of `inBag` per tree. */
export function bagWords(rows: number): number {
  return (rows + 31) >>> 5;
}

/**
 * The weight of a row, per class: n / (classes x count), so that all classes weigh the same together. King and Zeng 2001
 * (https://doi.org/10.1093/oxfordjournals.pan.a004868); "balanced" in scikit-learn.
 */
export function balancedWeights(counts: Int32Array): Float64Array {
  const total = counts.reduce((sum, n) => sum + n, 0);
  return Float64Array.from(counts, n => total / (counts.length * n));
}

/**
 * Grows the trees, each from as many rows as there are, drawn with replacement. A node is split by Gini impurity on the best of
 * about sqrt(columns) columns drawn at random; columns that are constant in the node do not count. It stays
 * whole when it holds one class, is as deep as allowed, or no split leaves both sides `leastLeaf` rows.
 */
export function growTrees(rows: BinnedRows, labels: Uint16Array, options: GrowOptions): Grown {
  const {random, maxDepth, leastLeaf, classes} = options;
  const {count, bins, least, greatest} = rows;
  const candidates = Int32Array.from(options.use);
  const tries = Math.max(1, Math.floor(Math.sqrt(candidates.length)));
  const improve = createSplitter(rows, classes, leastLeaf);
  const counts = new Int32Array(classes);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  const sample: Sample = {draws: new Int32Array(count), weights: balancedWeights(counts)};
  const {draws, weights} = sample;
  const order = new Int32Array(count);
  const spare = new Int32Array(count);
  const words = bagWords(count);
  const inBag = new Int32Array(options.trees * words);
  /** Draws per class in the node at hand. */
  const held = new Int32Array(classes);

  // One tree's nodes, copied out when it is complete.
  const feature = new Int32Array(2 * count);
  const split = new Float32Array(2 * count);
  const right = new Int32Array(2 * count);
  const size = new Int32Array(2 * count);
  const leaf = new Int32Array(2 * count);
  const probability = new Float64Array(count * classes);
  let nodes = 0;
  let leaves = 0;

  /** Grows the node of the rows at positions from..to of `order`. */
  function grow(from: number, to: number, depth: number): void {
    const node = nodes++;
    held.fill(0);
    for (let i = from; i < to; ++i) {
      const drawn = draws[order[i] as number] as number;
      const label = drawn & 0xffff;
      held[label] = (held[label] as number) + (drawn >>> 16);
    }
    let total = 0;
    let present = 0;
    for (const rows of held) {
      total += rows;
      if (rows > 0) ++present;
    }
    size[node] = total;
    if (present > 1 && depth < maxDepth && total >= 2 * leastLeaf) {
      const best: Split = {purity: Number.NEGATIVE_INFINITY, column: -1, left: -1, right: -1};
      let tried = 0;
      for (let rest = candidates.length; rest > 0 && (tried < tries || best.column < 0); --rest) {
        const k = randomInteger(random, rest);
        const column = candidates[k] ?? 0;
        candidates[k] = candidates[rest - 1] ?? 0;
        candidates[rest - 1] = column;
        if (improve(best, column, order, from, to, sample, held)) ++tried;
      }
      if (best.column >= 0) {
        feature[node] = best.column;
        split[node] = between(greatest[best.column]?.[best.left] ?? 0, least[best.column]?.[best.right] ?? 0);
        leaf[node] = -1;
        const middle = part(best.column * count, best.left, from, to);
        grow(from, middle, depth + 1);
        right[node] = nodes;
        grow(middle, to, depth + 1);
        return;
      }
    }
    feature[node] = -1;
    split[node] = 0;
    right[node] = -1;
    leaf[node] = leaves;
    let weight = 0;
    for (let k = 0; k < classes; ++k) weight += (held[k] ?? 0) * (weights[k] ?? 0);
    for (let k = 0; k < classes; ++k) {
      probability[leaves * classes + k] = ((held[k] ?? 0) * (weights[k] ?? 0)) / weight;
    }
    ++leaves;
  }

  /** Moves the rows of up to `bin` to the front, each side in its former order, which keeps memory reads near each other. */
  function part(at: number, bin: number, from: number, to: number): number {
    let middle = from;
    let others = 0;
    for (let i = from; i < to; ++i) {
      const row = order[i] as number;
      if ((bins[at + row] as number) <= bin) order[middle++] = row;
      else spare[others++] = row;
    }
    order.set(spare.subarray(0, others), middle);
    return middle;
  }

  const roots = new Int32Array(options.trees + 1);
  const parts = {
    feature: [] as Int32Array[],
    split: [] as Float32Array[],
    right: [] as Int32Array[],
    size: [] as Int32Array[],
    leaf: [] as Int32Array[],
    probability: [] as Float64Array[]
  };
  let allNodes = 0;
  let allLeaves = 0;
  for (let tree = 0; tree < options.trees; ++tree) {
    draws.set(labels);
    for (let i = 0; i < count; ++i) {
      const row = randomInteger(random, count);
      draws[row] = (draws[row] as number) + 0x10000;
    }
    let drawn = 0;
    for (let row = 0; row < count; ++row) {
      if ((draws[row] as number) >>> 16 === 0) continue;
      order[drawn++] = row;
      const word = tree * words + (row >>> 5);
      inBag[word] = (inBag[word] as number) | (1 << (row & 31));
    }
    nodes = 0;
    leaves = 0;
    grow(0, drawn, 0);
    parts.feature.push(feature.slice(0, nodes));
    parts.split.push(split.slice(0, nodes));
    parts.right.push(right.slice(0, nodes).map(child => (child < 0 ? -1 : child + allNodes)));
    parts.size.push(size.slice(0, nodes));
    parts.leaf.push(leaf.slice(0, nodes).map(number => (number < 0 ? -1 : number + allLeaves)));
    parts.probability.push(probability.slice(0, leaves * classes));
    allNodes += nodes;
    allLeaves += leaves;
    roots[tree + 1] = allNodes;
  }
  return {
    roots,
    feature: join(parts.feature, new Int32Array(allNodes)),
    split: join(parts.split, new Float32Array(allNodes)),
    right: join(parts.right, new Int32Array(allNodes)),
    size: join(parts.size, new Int32Array(allNodes)),
    leaf: join(parts.leaf, new Int32Array(allNodes)),
    probability: join(parts.probability, new Float64Array(allLeaves * classes)),
    inBag
  };
}

function join<Values extends Int32Array | Float32Array | Float64Array>(
  parts: readonly Values[],
  out: Values
): Values {
  let at = 0;
  for (const values of parts) {
    out.set(values, at);
    at += values.length;
  }
  return out;
}
