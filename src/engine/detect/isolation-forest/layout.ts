import type {Trees} from "./model.js";
import {averagePathLength} from "./path.js";
import {createRanker, type Ranker, rankOf} from "./rank.js";

/** Rows scored together: their ranks and one tree at a time fit a core's first-level cache. */
export const chunk = 128;

/**
 * A forest as perfect binary trees of one depth, for scoring without branches: node k has the children 2k and 2k + 1, every
 * row takes exactly `depth` steps, and below a leaf that is reached early all ends are that leaf. Thresholds
 * are replaced by their rank among their column's thresholds, which loses nothing and makes the comparison one of integers.
 */
export interface Layout {
  readonly trees: number;
  /** Even, since scoring takes two levels at a time. */
  readonly depth: number;
  /** Per column; null for a column without splits. */
  readonly rankers: readonly (Ranker | null)[];
  /**
   * 2^depth words per tree, the first unused: the rank in the upper bits, in the lower `columnBits` where the column's ranks
   * begin in a chunk (column x chunk).
   */
  readonly nodes: Int32Array;
  readonly columnBits: number;
  /** 2^depth path lengths per tree. */
  readonly lengths: Float64Array;
}

/** Beyond this depth, perfect trees would be mostly empty. */
const maxDepth = 10;

/** Null when the forest is too deep, or has too many columns and thresholds for one word. */
export function createLayout(forest: Trees): Layout | null {
  const trees = forest.roots.length - 1;
  const depth = 2 * Math.ceil(depthOf(forest) / 2);
  const rankers = createRankers(forest);
  const columnBits = Math.ceil(Math.log2(forest.columns * chunk));
  // A rank above every rank a value can have sends all rows left.
  const always = 2 ** (31 - columnBits) - 1;
  if (depth > maxDepth || rankers.some(ranker => ranker !== null && ranker.thresholds.length >= always))
    return null;

  const leaves = 2 ** depth;
  const nodes = new Int32Array(trees * leaves);
  const lengths = new Float64Array(trees * leaves);

  function place(tree: number, node: number, k: number, level: number): void {
    const column = forest.feature[node] ?? -1;
    const ranker = rankers[column];
    if (ranker) {
      nodes[tree * leaves + k] = (rankOf(ranker, forest.split[node] ?? 0) << columnBits) | (column * chunk);
      place(tree, node + 1, 2 * k, level + 1);
      place(tree, forest.right[node] ?? 0, 2 * k + 1, level + 1);
      return;
    }
    const length = level + averagePathLength(forest.size[node] ?? 0);
    let first = k;
    let width = 1;
    for (let l = level; l < depth; ++l, first *= 2, width *= 2) {
      nodes.fill(always << columnBits, tree * leaves + first, tree * leaves + first + width);
    }
    const leaf = tree * leaves + first - leaves;
    lengths.fill(length, leaf, leaf + width);
  }

  for (let tree = 0; tree < trees; ++tree) place(tree, forest.roots[tree] ?? 0, 1, 0);
  return {trees, depth, rankers, nodes, columnBits, lengths};
}

function depthOf({roots, feature, right}: Trees): number {
  let deepest = 0;
  const levels = new Int32Array(feature.length);
  for (let node = 0; node < feature.length; ++node) {
    // In preorder a node's parent comes before it, and so its level is known; roots stay at 0.
    const level = levels[node] ?? 0;
    if ((feature[node] ?? -1) < 0) continue;
    levels[node + 1] = level + 1;
    levels[right[node] ?? 0] = level + 1;
    deepest = Math.max(deepest, level + 1);
  }
  return roots.length > 1 ? deepest : 0;
}

function createRankers({columns, feature, split}: Trees): (Ranker | null)[] {
  const sets = Array.from({length: columns}, () => new Set<number>());
  feature.forEach((column, node) => {
    // Adding 0 makes -0 and 0 one threshold.
    sets[column]?.add((split[node] ?? 0) + 0);
  });
  return sets.map(set => (set.size === 0 ? null : createRanker(set)));
}
