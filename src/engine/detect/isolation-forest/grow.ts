import {type Random, randomInteger} from "../../random.js";
import type {Trees} from "./model.js";

export interface TreeOptions {
  readonly random: Random;
  readonly trees: number;
  readonly samples: number;
  readonly names: readonly string[];
  /** Columns that trees may split on; the others are carried along in the rows but never read. */
  readonly use: readonly number[];
  /** Columns whose split points are uniform in the signed log(1 + |value|). */
  readonly log: ReadonlySet<number>;
}

/** Deepest split: a row that is not isolated by then is no outlier. */
export function depthLimit(samples: number): number {
  return Math.ceil(Math.log2(Math.max(2, samples)));
}

/** Grows the trees. `rows` is row-major, finite or NaN, and NaN counts as 0. */
export function growTrees(rows: Float32Array, columns: number, options: TreeOptions): Trees {
  const {random, use, log} = options;
  const count = rows.length / columns;
  const samples = Math.min(options.samples, count);
  const limit = depthLimit(samples);
  const capacity = options.trees * (2 * samples - 1);
  const feature = new Int32Array(capacity);
  const split = new Float32Array(capacity);
  const right = new Int32Array(capacity);
  const size = new Int32Array(capacity);
  const roots = new Int32Array(options.trees + 1);
  const order = Int32Array.from({length: count}, (_, i) => i);
  const candidates = Int32Array.from(use);
  let nodes = 0;

  function value(position: number, column: number): number {
    const x = rows[(order[position] ?? 0) * columns + column] ?? 0;
    return Number.isNaN(x) ? 0 : x;
  }

  /** Grows the node of the rows at positions from..to of `order`. */
  function grow(from: number, to: number, depth: number): void {
    const node = nodes++;
    feature[node] = -1;
    right[node] = -1;
    size[node] = to - from;
    if (depth >= limit || to - from < 2) return;

    // Columns are tried in random order until one is not constant here.
    for (let left = candidates.length; left > 0; --left) {
      const k = randomInteger(random, left);
      const column = candidates[k] ?? 0;
      candidates[k] = candidates[left - 1] ?? 0;
      candidates[left - 1] = column;
      let min = Number.POSITIVE_INFINITY;
      let max = Number.NEGATIVE_INFINITY;
      for (let i = from; i < to; ++i) {
        const x = value(i, column);
        if (x < min) min = x;
        if (x > max) max = x;
      }
      if (min === max) continue;

      const at = drawSplit(min, max, random(), log.has(column));
      let middle = from;
      for (let i = from; i < to; ++i) {
        if (value(i, column) > at) continue;
        const row = order[i] ?? 0;
        order[i] = order[middle] ?? 0;
        order[middle++] = row;
      }
      feature[node] = column;
      split[node] = at;
      grow(from, middle, depth + 1);
      right[node] = nodes;
      grow(middle, to, depth + 1);
      return;
    }
  }

  for (let tree = 0; tree < options.trees; ++tree) {
    roots[tree] = nodes;
    // A partial Fisher-Yates shuffle draws without replacement, whatever order the last tree left behind.
    for (let i = 0; i < samples; ++i) {
      const k = i + randomInteger(random, count - i);
      const row = order[k] ?? 0;
      order[k] = order[i] ?? 0;
      order[i] = row;
    }
    grow(0, samples, 0);
  }
  roots[options.trees] = nodes;

  return {
    columns,
    names: options.names,
    samples,
    roots,
    feature: feature.slice(0, nodes),
    split: split.slice(0, nodes),
    right: right.slice(0, nodes),
    size: size.slice(0, nodes)
  };
}

/** A threshold in [min, max), so that both sides have rows; `u` in [0, 1). */
function drawSplit(min: number, max: number, u: number, log: boolean): number {
  const at = Math.fround(
    log ? signedExp(signedLog(min) + u * (signedLog(max) - signedLog(min))) : min + u * (max - min)
  );
  // Rounding may leave the interval.
  return at >= min && at < max ? at : min;
}

function signedLog(x: number): number {
  return Math.sign(x) * Math.log1p(Math.abs(x));
}

function signedExp(x: number): number {
  return Math.sign(x) * Math.expm1(Math.abs(x));
}
