import {createRanker, type Ranker, rankColumn} from "../../detect/isolation-forest/rank.js";
import {createLeafScratch} from "./leaf.js";
import {addLinear, createLinearScratch, type LinearScratch, pointsTogether} from "./linear.js";
import {readEdges, type ValuedTrees} from "./model.js";
import {planTree, questionsWithin} from "./plan.js";
import {gaussLegendre, type Quadrature} from "./quadrature.js";
import {addPlan, type Block, fillGroup} from "./tables.js";

export const defaults = {
  /** Rows from which tables pay for being filled; fewer rows, and single ones, go without. */
  tableRows: 512,
  /** Numbers of 8 bytes in the table of one group of leaves, at most: what a core's caches hold close. */
  room: 8192,
  /** Rows that the tables of one tree are filled for at a time. */
  batch: 16_384,
  /** Rows that go down a tree together. */
  block: 512
} as const;

export type TreeShapOptions = {readonly [K in keyof typeof defaults]?: number};

/** Exact Shapley values of trees, row by row. */
export interface TreeShap {
  readonly columns: number;
  readonly outputs: number;
  /** Per output, what a row has before anything is known of it. */
  readonly base: Float64Array;
  /**
   * Shapley values of row-major `rows` into `out`, row x output x column: base plus a row's values is the trees' mean output for
   * it. Throws a RangeError when rows are not whole or `out` is too short.
   */
  explainRows(rows: Float32Array, out: Float64Array): void;
  /** The same for one row, without tables; they may differ from those of many rows in the last bits. */
  explainRow(row: Float32Array): Float64Array;
}

/**
 * Path-dependent TreeSHAP (Lundberg et al. 2020, https://doi.org/10.1038/s42256-019-0138-9): a row of which only some columns
 * are known goes both ways where a tree asks about another, in the proportion of the training rows that did. Values are
 * means over the trees.
 *
 * Many rows are explained from tables, made tree by tree and dropped again: 8 x room bytes at most for each group of leaves of
 * one tree, and batch x columns x (8 x outputs + 4) for the rows; 6 MB for an isolation forest of 24 columns. Trees with a path
 * that asks too many columns for a table (10, with one output) are walked instead, in nodes x questions steps a row.
 *
 * Block and batch sizes do not change a bit of the result. Whether a call has `tableRows` rows may change the last bits.
 */
export function createTreeShap(forest: ValuedTrees, options: TreeShapOptions = {}): TreeShap {
  const {tableRows, room, batch, block} = {...defaults, ...options};
  const {columns, outputs, roots} = forest;
  const edges = readEdges(forest);
  const trees = roots.length - 1;
  const width = columns * outputs;
  const rules: Quadrature[] = [];
  let linear: LinearScratch | null = null;
  let rankers: readonly (Ranker | null)[] | null = null;
  let tables = new Float64Array(0);

  function ruleOf(tree: number): Quadrature {
    // Half as many points as columns are enough.
    const fours = Math.max(1, Math.ceil((edges.most[tree] ?? 0) / (2 * pointsTogether)));
    rules[fours] ??= gaussLegendre(fours * pointsTogether);
    return rules[fours];
  }

  function addTree(tree: number, rows: Float32Array, start: number, out: Float64Array, at: number): void {
    linear ??= createLinearScratch(longest(roots));
    addLinear(forest, edges, tree, ruleOf(tree), linear, rows, start, out, at);
  }

  function explainBatch(rows: Float32Array, count: number, out: Float64Array): void {
    rankers ??= createRankers(forest);
    const leafScratch = createLeafScratch(questionsWithin(room, outputs));
    const work: Block = {
      ranks: new Int32Array(columns * count),
      sums: new Float64Array(width * count),
      stride: count,
      columns,
      outputs,
      from: 0,
      count: 0,
      answers: new Int32Array(0),
      room: block
    };
    rankers.forEach((ranker, column) => {
      if (ranker) rankColumn(ranker, rows, column, columns, count, work.ranks, column * count, 0);
    });
    const walked: number[] = [];
    for (let tree = 0; tree < trees; ++tree) {
      const planned = planTree(forest, edges, rankers, tree, room);
      if (planned === null) {
        walked.push(tree);
        continue;
      }
      if (tables.length < planned.length) tables = new Float64Array(planned.length);
      const answers = planned.levels * block;
      if (work.answers.length < answers) work.answers = new Int32Array(answers);
      for (const group of planned.groups) fillGroup(group, forest, ruleOf(tree), leafScratch, tables);
      for (work.from = 0; work.from < count; work.from += block) {
        work.count = Math.min(block, count - work.from);
        addPlan(planned.plan, tables, work, 0);
      }
    }
    for (let k = 0; k < width; ++k) {
      for (let i = 0; i < count; ++i) out[i * width + k] = work.sums[k * count + i] as number;
    }
    for (const tree of walked) {
      for (let i = 0; i < count; ++i) addTree(tree, rows, i * columns, out, i * width);
    }
  }

  function explainRows(rows: Float32Array, out: Float64Array): void {
    const count = rows.length / columns;
    if (!Number.isInteger(count)) {
      throw new RangeError(`need whole rows of ${columns} values, have ${rows.length} values`);
    }
    const length = count * width;
    if (out.length < length) throw new RangeError(`need room for ${length} values, have ${out.length}`);
    out.fill(0, 0, length);
    if (count < tableRows) {
      for (let tree = 0; tree < trees; ++tree) {
        for (let i = 0; i < count; ++i) addTree(tree, rows, i * columns, out, i * width);
      }
    } else {
      for (let from = 0; from < count; from += batch) {
        const to = Math.min(count, from + batch);
        explainBatch(
          rows.subarray(from * columns, to * columns),
          to - from,
          out.subarray(from * width, to * width)
        );
      }
    }
    for (let k = 0; k < length; ++k) out[k] = (out[k] as number) / trees;
  }

  function explainRow(row: Float32Array): Float64Array {
    if (row.length !== columns) {
      throw new RangeError(`need a row of ${columns} values, have ${row.length}`);
    }
    const out = new Float64Array(width);
    for (let tree = 0; tree < trees; ++tree) addTree(tree, row, 0, out, 0);
    for (let k = 0; k < width; ++k) out[k] = (out[k] as number) / trees;
    return out;
  }

  return {columns, outputs, base: edges.base, explainRows, explainRow};
}

function createRankers({columns, feature, split}: ValuedTrees): (Ranker | null)[] {
  const sets = Array.from({length: columns}, () => new Set<number>());
  feature.forEach((column, node) => {
    // Adding 0 makes -0 and 0 one threshold.
    sets[column]?.add((split[node] ?? 0) + 0);
  });
  return sets.map(set => (set.size === 0 ? null : createRanker(set)));
}

/** Nodes of the tree that has most. */
function longest(roots: Int32Array): number {
  return roots.reduce((most, end, tree) => Math.max(most, end - (roots[tree - 1] ?? end)), 0);
}
