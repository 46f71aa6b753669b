import type {Explanation} from "../detect/detector.js";
import type {Trees} from "../detect/isolation-forest/model.js";
import {averagePathLength} from "../detect/isolation-forest/path.js";
import type {ValuedTrees} from "./tree-shap/model.js";
import {createTreeShap, type TreeShapOptions} from "./tree-shap/tree-shap.js";

/** Explains a forest's scores in units of path length with the sign turned, so that positive is more anomalous. */
export interface IsolationForestExplainer {
  readonly columns: number;
  /** Minus the mean path length of a row of which nothing is known. */
  readonly base: number;
  /** Parts of row-major `rows` into `out`, row x column; RangeErrors as in `TreeShap`. */
  explainRows(rows: Float32Array, out: Float64Array): void;
  explainRow(row: Float32Array): Explanation;
}

/**
 * An explainer by TreeSHAP. A row's base plus its parts is minus its mean path length, and so its raw score is
 * 2^((base + sum of parts) / c(samples)), with c as in `averagePathLength`.
 */
export function createIsolationForestExplainer(
  forest: Trees,
  options: TreeShapOptions = {}
): IsolationForestExplainer {
  const shap = createTreeShap(toValuedTrees(forest), options);
  const base = shap.base[0] ?? 0;
  return {
    columns: forest.columns,
    base,
    explainRows: shap.explainRows,
    explainRow(row) {
      const parts = shap.explainRow(row);
      const total = parts.reduce((sum, part) => sum + part, base);
      return {base, parts, total};
    }
  };
}

/** The raw score that an explanation's total comes to, in (0, 1). */
export function scoreOfTotal({samples}: Trees, total: number): number {
  return 2 ** (total / averagePathLength(samples));
}

/** The forest's trees with minus the path length at each leaf. */
function toValuedTrees({columns, samples, roots, feature, split, right, size}: Trees): ValuedTrees {
  const averages = Float64Array.from({length: samples + 1}, (_, n) => averagePathLength(n));
  const values = new Float64Array(feature.length);
  for (let node = 0; node < feature.length; ++node) {
    // In preorder a node's depth is known before it is reached; roots stay at 0.
    const depth = values[node] ?? 0;
    if ((feature[node] ?? -1) < 0) {
      const rows = size[node] ?? 0;
      values[node] = -(depth + (averages[rows] ?? averagePathLength(rows)));
    } else {
      values[node + 1] = depth + 1;
      values[right[node] ?? 0] = depth + 1;
    }
  }
  return {columns, roots, feature, split, right, size, outputs: 1, values};
}
