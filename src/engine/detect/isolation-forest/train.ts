import type {FeatureSpec} from "../../features/feature-spec.js";
import {type DroppedColumn, selectColumns} from "../../features/select-columns.js";
import {type FitOptions, fit} from "./fit.js";
import type {IsolationForest} from "./model.js";
import {scoreBlock} from "./score.js";

export interface Trained {
  readonly forest: IsolationForest;
  readonly dropped: readonly DroppedColumn[];
}

export interface TrainOptions extends Pick<FitOptions, "seed" | "trees" | "samples" | "contamination"> {
  /** Whether the rows are a benign reference. */
  readonly benign: boolean;
  /** Names of features that are not to be used, whatever they measure. */
  readonly left?: readonly string[];
}

/** Fewer rows than this make no model: a tree of a handful of rows isolates nothing but chance. */
export const leastRows = 100;

/**
 * Fits a forest to a sample of one family's rows. Where nothing vouches for the rows it is fitted twice: the share
 * `contamination` of rows that the first forest finds most unusual does not teach the second what is usual. Of rows known to be
 * benign every one teaches, since the rare among them are what false alarms are made of.
 * @returns null when there are too few rows, or nothing in them varies.
 */
export function train(
  rows: Float32Array,
  specs: readonly FeatureSpec[],
  {seed, benign, left, ...shape}: TrainOptions
): Trained | null {
  const columns = specs.length;
  if (rows.length < leastRows * columns) return null;
  const {kept, dropped} = selectColumns(rows, specs);
  const use = kept.filter(
    column => !left?.includes(specs[column]?.name ?? "") && varies(rows, columns, column)
  );
  if (!use.length) return null;
  const options = {...shape, seed, names: specs.map(s => s.name), scales: specs.map(s => s.scale), use};
  const first = fit(rows, columns, options);
  if (benign) return {forest: first, dropped};
  const usual = trim(rows, columns, first);
  const usable = use.filter(column => varies(usual, columns, column));
  return {forest: usable.length ? fit(usual, columns, {...options, use: usable}) : first, dropped};
}

/** The rows that the forest does not count among its `contamination`. */
function trim(rows: Float32Array, columns: number, forest: IsolationForest): Float32Array {
  const scores = new Float32Array(rows.length / columns);
  scoreBlock(forest, rows, columns, scores);
  const usual = new Float32Array(rows.length);
  let length = 0;
  scores.forEach((score, row) => {
    if (score > forest.threshold) return;
    usual.set(rows.subarray(row * columns, (row + 1) * columns), length);
    length += columns;
  });
  return usual.slice(0, length);
}

function varies(rows: Float32Array, columns: number, column: number): boolean {
  const first = rows[column] || 0;
  for (let k = column; k < rows.length; k += columns) if ((rows[k] || 0) !== first) return true;
  return false;
}
