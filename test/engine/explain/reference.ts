import {existsSync, readFileSync} from "node:fs";
import type {Trees} from "../../../src/engine/detect/isolation-forest/model.js";
import type {ValuedTrees} from "../../../src/engine/explain/tree-shap/model.js";
import {toForest} from "../detect/isolation-forest/forests.js";

interface ReferenceTree {
  left: number[];
  right: number[];
  feature: number[];
  threshold: number[];
  samples: number[];
}

const folder = "../shared/reference/";

function read(name: string): unknown {
  return existsSync(folder + name) ? JSON.parse(readFileSync(folder + name, "utf8")) : null;
}

export interface IsolationForestReference {
  readonly forest: Trees;
  readonly rows: Float32Array;
  readonly score: readonly number[];
  /** What the mean path length of a row is expected to be, and row x column what each column adds to it. */
  readonly base: number;
  readonly values: Float64Array;
}

/** An isolation forest trained by scikit-learn and explained by shap; null where it is not at hand. */
export function readIsolationForest(name: string): IsolationForestReference | null {
  const found = read(name);
  if (found === null) return null;
  const reference = found as {
    max_samples: number;
    trees: ReferenceTree[];
    rows: number[][];
    score: number[];
    shap: number[][];
    shap_base: number;
  };
  return {
    forest: toForest(reference),
    rows: Float32Array.from(reference.rows.flat()),
    score: reference.score,
    base: reference.shap_base,
    values: Float64Array.from(reference.shap.flat())
  };
}

export interface RandomForestReference {
  readonly forest: ValuedTrees;
  readonly rows: Float32Array;
  readonly base: readonly number[];
  /** Row x output x column. */
  readonly values: Float64Array;
}

/** A random forest trained by scikit-learn and explained by shap; null where it is not at hand. */
export function readRandomForest(): RandomForestReference | null {
  const found = read("random-forest.json");
  if (found === null) return null;
  const reference = found as {
    classes: number;
    trees: (ReferenceTree & {probability: number[][]})[];
    rows: number[][];
    shap: number[][][];
    shap_base: number[];
  };
  const {trees, rows, classes, shap} = reference;
  const {columns, roots, feature, split, right, size} = toForest({trees, rows, max_samples: 0, score: []});
  const values = Float64Array.from(trees.flatMap(tree => tree.probability.flat()));
  return {
    forest: {columns, roots, feature, split, right, size, outputs: classes, values},
    rows: Float32Array.from(rows.flat()),
    base: reference.shap_base,
    values: Float64Array.from(
      shap.flatMap(row => Array.from({length: classes}, (_, k) => row.map(column => column[k] ?? 0)).flat())
    )
  };
}
