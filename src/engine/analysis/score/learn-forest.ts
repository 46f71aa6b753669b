import {calibrateGroups, type GroupCalibration} from "../../detect/calibration/group-calibration.js";
import {decode, encode, type ForestOrigin, originOf} from "../../detect/isolation-forest/file.js";
import type {IsolationForest} from "../../detect/isolation-forest/model.js";
import {type TrainOptions, train} from "../../detect/isolation-forest/train.js";
import {featureSets} from "../../features/features.js";
import {type DroppedColumn, selectColumns} from "../../features/select-columns.js";
import type {WorkerPool} from "../workers.js";
import type {FeatureMatrix} from "./collect-features.js";
import type {Sample} from "./sample-rows.js";
import {calibrationFolds, type RawScores, scoreMatrix} from "./score-matrix.js";

/** A family's forest, and what it says of the rows that it is to judge. */
export interface LearntForest {
  readonly forest: IsolationForest;
  readonly dropped: readonly DroppedColumn[];
  /** The forest's file. */
  readonly trees: Uint8Array<ArrayBuffer>;
  readonly origin: ForestOrigin | null;
  /** Raw, by row of the matrix. */
  readonly scores: Float64Array;
  /** Null without enough benign references. */
  readonly calibration: GroupCalibration | null;
}

export type ForestSettings = Omit<TrainOptions, "benign">;

/**
 * Trains a forest on a sample of a matrix's rows, and calibrates it by what forests that did not see a day make of it. The same rows and
 * settings give the same forest, in a loader and in a page. Null when there are too few rows, or nothing in them varies.
 * @param onTrained called when the forest itself is there, before it scores
 */
export async function learnForest(
  matrix: FeatureMatrix,
  sample: Sample,
  applications: readonly string[],
  pool: WorkerPool,
  settings: ForestSettings,
  onTrained?: () => void
): Promise<LearntForest | null> {
  const {columns, family} = matrix;
  const specs = featureSets[family];
  const options = {...settings, benign: sample.isBenign};
  const trained = train(sample.rows, specs, options);
  if (trained === null) return null;
  onTrained?.();
  const origin = {family, rows: sample.index.length, benign: sample.isBenign, seed: settings.seed};
  const trees = encode(trained.forest, origin);
  const raw = await scoreMatrix(pool, matrix, sample, calibrationFolds.forest, (rows, fold) => {
    const own = fold === null ? trained : train(rows, specs, options);
    return own && {id: `${family} forest ${fold}`, forest: encode(own.forest), columns};
  });
  if (raw === null) return null;
  return {
    ...trained,
    trees,
    origin,
    scores: raw.final,
    calibration: calibrateFamily(matrix, sample, raw, applications)
  };
}

/**
 * Has a forest that was trained elsewhere judge a matrix's rows. It is calibrated by its scores of the benign references, all of
 * them by itself: no other can stand in for it on a day.
 * @param trees its file, of the matrix's family
 */
export async function applyForest(
  matrix: FeatureMatrix,
  sample: Sample,
  applications: readonly string[],
  pool: WorkerPool,
  trees: Uint8Array<ArrayBuffer>
): Promise<LearntForest | null> {
  if (sample.rows.length === 0) return null;
  const {columns, family} = matrix;
  const forest = decode(trees);
  const raw = await scoreMatrix(pool, matrix, sample, 0, () => ({
    id: `${family} own`,
    forest: trees,
    columns
  }));
  if (raw === null) return null;
  const used = new Set(forest.feature);
  return {
    forest,
    dropped: selectColumns(sample.rows, featureSets[family]).dropped.filter(({column}) => !used.has(column)),
    trees,
    origin: originOf(trees),
    scores: raw.final,
    calibration: calibrateFamily(matrix, sample, raw, applications)
  };
}

/** What a detector's raw scores mean, told from those of benign references on days it did not see; null without enough of them. */
export function calibrateFamily(
  {application}: FeatureMatrix,
  {index, isBenign}: Sample,
  {unseen}: RawScores,
  applications: readonly string[]
): GroupCalibration | null {
  if (!isBenign) return null;
  const groups = index.map(row => application[row] ?? 0);
  return calibrateGroups(unseen, groups, applications);
}
