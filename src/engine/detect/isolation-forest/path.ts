import type {Trees} from "./model.js";

const euler = 0.5772156649015329;
/** Path lengths are kept to multiples of this, so that sums of thousands of them are exact in any order. */
const grain = 2 ** -36;

/**
 * c(n): the mean path length of an unsuccessful search in a binary search tree of n keys, which is what an
 * unsplit leaf of n rows would have added: 2 (ln(n - 1) + 0.5772...) - 2 (n - 1) / n, by definition 1 for n = 2 and 0 below.
 * Rounded to 1.5e-11, which hides that the last bit of a logarithm is each JavaScript engine's own.
 */
export function averagePathLength(n: number): number {
  if (n <= 1) return 0;
  if (n === 2) return 1;
  return Math.round((2 * (Math.log(n - 1) + euler) - (2 * (n - 1)) / n) / grain) * grain;
}

/** The length of a row's path through one tree, walked node by node; the row starts at `start` of `rows`. */
export function pathLength(forest: Trees, tree: number, rows: Float32Array, start: number): number {
  const {feature, split, right, size} = forest;
  let node = forest.roots[tree] ?? 0;
  let depth = 0;
  for (let column = feature[node] ?? -1; column >= 0; column = feature[node] ?? -1) {
    // NaN counts as 0.
    const value = rows[start + column] || 0;
    node = value <= (split[node] ?? 0) ? node + 1 : (right[node] ?? 0);
    ++depth;
  }
  return depth + averagePathLength(size[node] ?? 0);
}
