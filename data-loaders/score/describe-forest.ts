import type {IsolationForest} from "../../src/engine/detect/isolation-forest-model.js";
import {createIsolationForestExplainer} from "../../src/engine/explain/explain-isolation-forest.js";
import type {PublishedForest} from "../../src/engine/published.js";
import type {FeatureMatrix} from "./collect-features.js";

/** Rows whose explanations tell how much each feature matters in general. */
const importanceRows = 2048;
/** Bins of the histogram of raw scores, over [0, 1]. */
const bins = 100;

/** What a page says of a forest as a whole. */
export function describeForest(
  forest: IsolationForest,
  matrix: FeatureMatrix,
  scores: Float64Array
): PublishedForest {
  const {columns} = matrix;
  const explainer = createIsolationForestExplainer(forest);
  // The sample is in random order, so that its beginning is a sample too.
  const rows = matrix.sample.subarray(0, importanceRows * columns);
  const parts = new Float64Array(rows.length);
  explainer.explainRows(rows, parts);
  const importance = new Float64Array(columns);
  parts.forEach((part, k) => {
    importance[k % columns] = (importance[k % columns] ?? 0) + Math.abs(part);
  });
  const count = rows.length / columns;
  const reference = new Array<number>(bins).fill(0);
  const others = new Array<number>(bins).fill(0);
  scores.forEach((score, row) => {
    const counts = matrix.reference[row] ? reference : others;
    const bin = Math.min(bins - 1, Math.floor(score * bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  });
  return {
    trees: forest.roots.length - 1,
    samples: forest.samples,
    base: explainer.base,
    importance: forest.names
      .map((feature, column) => ({feature, value: round((importance[column] ?? 0) / count)}))
      .filter(({value}) => value > 0)
      .sort((a, b) => b.value - a.value),
    histogram: {bins, reference, others}
  };
}

const round = (value: number) => Number(value.toPrecision(5));
