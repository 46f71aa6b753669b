import {createIsolationForestExplainer} from "../../explain/explain-isolation-forest.js";
import {collectImportance} from "../../explain/global-importance.js";
import type {PublishedForest} from "../../published.js";
import type {FeatureMatrix} from "./collect-features.js";
import type {LearntForest} from "./learn-forest.js";

/** Rows whose explanations tell how much each feature matters in general. */
const importanceRows = 2048;
/** Bins of the histogram of raw scores, over [0, 1]. */
const bins = 100;

/**
 * What a page says of a forest as a whole.
 * @param sample rows that it learnt from or is calibrated by, row-major
 * @param file the forest's file where it was given; null where it was trained here
 */
export function describeForest(
  {forest, scores, origin}: LearntForest,
  matrix: FeatureMatrix,
  sample: Float32Array,
  file: string | null
): PublishedForest {
  const {columns} = matrix;
  const explainer = createIsolationForestExplainer(forest);
  const rows = everyNth(sample, columns);
  const parts = new Float64Array(rows.length);
  explainer.explainRows(rows, parts);
  const importance = collectImportance(columns);
  importance.add(parts);
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
    contamination: forest.contamination,
    threshold: forest.threshold,
    origin,
    file,
    base: explainer.base,
    importance: importance
      .result()
      .map(({column, importance}) => ({feature: forest.names[column] ?? "", value: round(importance)}))
      .filter(({value}) => value > 0),
    histogram: {bins, reference, others}
  };
}

/** As many of the rows, evenly spread, as tell the importance of features. */
function everyNth(rows: Float32Array, columns: number): Float32Array {
  const step = Math.ceil(rows.length / columns / importanceRows);
  return rows.filter((_, k) => Math.floor(k / columns) % step === 0);
}

const round = (value: number) => Number(value.toPrecision(5));
