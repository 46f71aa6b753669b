import {exp2} from "../exp2.js";
import {chunk, createLayout, type Layout} from "./layout.js";
import type {Trees} from "./model.js";
import {averagePathLength, pathLength} from "./path.js";
import {rankColumn} from "./rank.js";

/** Layouts live as long as their forests. Null: a forest too deep or wide for the layout. */
const layouts = new WeakMap<Trees, Layout | null>();

/**
 * Raw scores 2^(-mean path length / c(samples)) of row-major `rows` into `out`, in (0, 1), near 0.5 and below for
 * ordinary rows. NaN counts as 0. Raw scores mean nothing across forests: calibrate them.
 * Throws a RangeError when `columns` is not what the forest was fitted on or `out` is too short.
 */
export function scoreBlock(
  forest: Trees,
  rows: Float32Array,
  columns: number,
  out: Float32Array | Float64Array
): void {
  if (columns !== forest.columns) {
    throw new RangeError(
      `the isolation forest was fitted on ${forest.columns} columns, has ${columns} to score`
    );
  }
  const count = rows.length / columns;
  if (!Number.isInteger(count)) {
    throw new RangeError(`need whole rows of ${columns} values, have ${rows.length} values`);
  }
  if (out.length < count) throw new RangeError(`need room for ${count} scores, have ${out.length}`);

  const trees = forest.roots.length - 1;
  const unit = -1 / (trees * averagePathLength(forest.samples));
  let layout = layouts.get(forest);
  if (layout === undefined) {
    layout = createLayout(forest);
    layouts.set(forest, layout);
  }
  const sums = new Float64Array(chunk);
  const ranks = new Int32Array(chunk * columns);
  for (let from = 0; from < count; from += chunk) {
    const size = Math.min(chunk, count - from);
    sums.fill(0);
    if (layout === null) walk(forest, rows, from, size, sums);
    else {
      layout.rankers.forEach((ranker, column) => {
        if (ranker === null) return;
        const start = from * columns + column;
        rankColumn(ranker, rows, start, columns, size, ranks, column * chunk, layout.columnBits);
      });
      descend(layout, ranks, size, sums);
    }
    for (let i = 0; i < size; ++i) out[from + i] = exp2(unit * (sums[i] ?? 0));
  }
}

function walk(forest: Trees, rows: Float32Array, from: number, size: number, sums: Float64Array): void {
  const trees = forest.roots.length - 1;
  for (let tree = 0; tree < trees; ++tree) {
    for (let i = 0; i < size; ++i) {
      sums[i] = (sums[i] ?? 0) + pathLength(forest, tree, rows, (from + i) * forest.columns);
    }
  }
}

/** Adds the path lengths of all trees to `sums`, four rows in flight so that their memory reads overlap. */
function descend(layout: Layout, ranks: Int32Array, size: number, sums: Float64Array): void {
  const {depth, nodes, lengths, trees, columnBits} = layout;
  const leaves = 1 << depth;
  const mask = (1 << columnBits) - 1;
  // Up to three rows past the end of a short chunk are scored too, and dropped.
  for (let tree = 0; tree < trees; ++tree) {
    const base = tree * leaves;
    for (let i = 0; i < size; i += 4) {
      const i1 = i + 1;
      const i2 = i + 2;
      const i3 = i + 3;
      let k0 = 1;
      let k1 = 1;
      let k2 = 1;
      let k3 = 1;
      // Every index is in range by construction; `?? 0` would cost speed here. A rank whose upper bits equal a
      // node's is never the greater, so the column in the node's lower bits does not disturb the comparison.
      // Two levels a turn are a tenth faster than one; the layout's depth is even.
      for (let d = 0; d < depth; d += 2) {
        let n0 = nodes[base + k0] as number;
        let n1 = nodes[base + k1] as number;
        let n2 = nodes[base + k2] as number;
        let n3 = nodes[base + k3] as number;
        k0 = (k0 << 1) | ((n0 - (ranks[(n0 & mask) + i] as number)) >>> 31);
        k1 = (k1 << 1) | ((n1 - (ranks[(n1 & mask) + i1] as number)) >>> 31);
        k2 = (k2 << 1) | ((n2 - (ranks[(n2 & mask) + i2] as number)) >>> 31);
        k3 = (k3 << 1) | ((n3 - (ranks[(n3 & mask) + i3] as number)) >>> 31);
        n0 = nodes[base + k0] as number;
        n1 = nodes[base + k1] as number;
        n2 = nodes[base + k2] as number;
        n3 = nodes[base + k3] as number;
        k0 = (k0 << 1) | ((n0 - (ranks[(n0 & mask) + i] as number)) >>> 31);
        k1 = (k1 << 1) | ((n1 - (ranks[(n1 & mask) + i1] as number)) >>> 31);
        k2 = (k2 << 1) | ((n2 - (ranks[(n2 & mask) + i2] as number)) >>> 31);
        k3 = (k3 << 1) | ((n3 - (ranks[(n3 & mask) + i3] as number)) >>> 31);
      }
      const leaf = base - leaves;
      sums[i] = (sums[i] as number) + (lengths[leaf + k0] as number);
      sums[i1] = (sums[i1] as number) + (lengths[leaf + k1] as number);
      sums[i2] = (sums[i2] as number) + (lengths[leaf + k2] as number);
      sums[i3] = (sums[i3] as number) + (lengths[leaf + k3] as number);
    }
  }
}
