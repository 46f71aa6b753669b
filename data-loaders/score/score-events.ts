import {DOUBLE, DuckDBDataChunk, INTEGER, VARCHAR} from "@duckdb/node-api";
import {anomalyScore, severityOf, tailProbability} from "../../src/engine/detect/calibration/calibration.js";
import {
  calibrateGroups,
  calibrationOf,
  type GroupCalibration
} from "../../src/engine/detect/calibration/group-calibration.js";
import {defaultDetectors} from "../../src/engine/detect/default-detectors.js";
import {isolationForest} from "../../src/engine/detect/isolation-forest/detector.js";
import {encode} from "../../src/engine/detect/isolation-forest/file.js";
import {train} from "../../src/engine/detect/isolation-forest/train.js";
import {severities} from "../../src/engine/event.js";
import {featureSets} from "../../src/engine/features/features.js";
import type {PublishedFamily} from "../../src/engine/published.js";
import type {Database} from "../database.js";
import type {Progress} from "../progress.js";
import type {WorkerPool} from "../workers/pool.js";
import type {FeatureMatrix} from "./collect-features.js";
import {describeForest} from "./describe-forest.js";
import {findUsual} from "./find-usual.js";
import {type ModelSource, shared} from "./model-source.js";
import {type Sample, sampleRows} from "./sample-rows.js";
import {calibrationFolds, type RawScores, scoreMatrix} from "./score-matrix.js";

/** What was learnt of one family of events, the models themselves included. */
export interface FamilyModel extends PublishedFamily {
  /** The forest's file; null when there were too few events, or nothing varied: then nothing is scored. */
  readonly trees: Uint8Array | null;
  /** What gives events their score, where that is not the forest. */
  readonly source: ModelSource | null;
}

/**
 * Scores every event that belongs to a family, by models of that family's own, and creates `scores` (seq, anomaly_score,
 * level, forest_score, detector): the score of the family's default detector, and the forest's beside it. The result depends on
 * the events and the seed, not on the number of workers.
 * @param applications names of application groups, by id
 * @param pool of `worker.ts`
 */
export async function scoreEvents(
  database: Database,
  matrices: readonly FeatureMatrix[],
  applications: readonly string[],
  pool: WorkerPool,
  seed: number,
  progress: Progress
): Promise<readonly FamilyModel[]> {
  await database.run(
    "CREATE TABLE scores (seq INTEGER, anomaly_score DOUBLE, level INTEGER, forest_score DOUBLE, detector VARCHAR)"
  );
  const models: FamilyModel[] = [];
  for (const matrix of matrices) {
    const {family} = matrix;
    const sample = sampleRows(matrix, seed);
    const forest = await runForest(matrix, sample, applications, pool, seed);
    const chosen = forest && (await runDefault(matrix, sample, forest, applications, pool, seed, progress));
    if (forest && chosen) await writeScores(database, matrix, chosen, forest, applications);
    models.push({
      family,
      rows: matrix.rows,
      references: matrix.reference.reduce((sum, isReference) => sum + isReference, 0),
      trees: forest?.trees ?? null,
      source: chosen?.source ?? null,
      forest: forest && describeForest(forest.forest, matrix, sample.rows, forest.scores),
      dropped: forest?.dropped ?? [],
      calibration: forest?.calibration ?? null,
      detector: chosen && {...chosen.detector, calibration: chosen.calibration},
      usual: findUsual(matrix, applications, seed)
    });
    progress.update(`${matrix.rows.toLocaleString("en-US")} ${family} events scored`);
  }
  return models;
}

interface Scored {
  readonly detector: {readonly name: string; readonly label: string; readonly unit: string};
  /** Raw, by row. */
  readonly scores: Float64Array;
  readonly calibration: GroupCalibration | null;
  readonly source: ModelSource | null;
}

/** The family's forest and its scores; null when there are too few rows, or nothing in them varies. */
async function runForest(
  matrix: FeatureMatrix,
  sample: Sample,
  applications: readonly string[],
  pool: WorkerPool,
  seed: number
) {
  const specs = featureSets[matrix.family];
  const learn = {seed, benign: sample.isBenign};
  const trained = train(sample.rows, specs, learn);
  if (trained === null) return null;
  const trees = encode(trained.forest);
  const {columns, family} = matrix;
  const raw = await scoreMatrix(pool, matrix, sample, calibrationFolds.forest, (rows, fold) => {
    const own = fold === null ? trained : train(rows, specs, learn);
    return own && {id: `${family} forest ${fold}`, forest: encode(own.forest), columns};
  });
  if (raw === null) return null;
  return {
    ...trained,
    trees,
    scores: raw.final,
    calibration: calibrateFamily(matrix, sample, raw, applications)
  };
}

type Forest = NonNullable<Awaited<ReturnType<typeof runForest>>>;

/** The scores of the family's default detector: the forest's own where there is no benign reference for another to learn from. */
async function runDefault(
  matrix: FeatureMatrix,
  sample: Sample,
  {forest, dropped, scores, calibration}: Forest,
  applications: readonly string[],
  pool: WorkerPool,
  seed: number,
  progress: Progress
): Promise<Scored> {
  const {family, columns} = matrix;
  const detector = sample.isBenign ? defaultDetectors[family] : isolationForest;
  if (detector === isolationForest) return {detector, scores, calibration, source: null};
  progress.update(`${family} events: ${detector.label}`);
  const left = new Set(dropped.map(({column}) => column));
  const options = {
    seed,
    names: forest.names,
    scales: featureSets[family].map(({scale}) => scale),
    use: forest.names.map((_, column) => column).filter(column => !left.has(column))
  };
  const source = (rows: Float32Array, fold: number | null): ModelSource => ({
    id: `${family} ${detector.name} ${fold}`,
    detector: detector.name,
    sample: shared(thin(rows, columns)),
    columns,
    options
  });
  const own = await scoreMatrix(pool, matrix, sample, calibrationFolds.others, source);
  if (own === null) return {detector: isolationForest, scores, calibration, source: null};
  return {
    detector,
    scores: own.final,
    calibration: calibrateFamily(matrix, sample, own, applications),
    source: source(sample.rows, null)
  };
}

/** Rows that a detector other than the forest learns from: neighbours are searched for among them, which takes longer the more there are. */
export const mostLearnt = 32_768;

/** Evenly spread rows of row-major ones, at most `mostLearnt`. */
function thin(rows: Float32Array, columns: number): Float32Array {
  const step = Math.ceil(rows.length / columns / mostLearnt);
  return rows.filter((_, k) => Math.floor(k / columns) % step === 0);
}

function calibrateFamily(
  {application}: FeatureMatrix,
  {index, isBenign}: Sample,
  {unseen}: RawScores,
  applications: readonly string[]
): GroupCalibration | null {
  if (!isBenign) return null;
  const groups = index.map(row => application[row] ?? 0);
  return calibrateGroups(unseen, groups, applications);
}

/** Rows of a DuckDB data chunk at most. */
const chunkRows = 2048;

/**
 * Without a benign reference a score says how unusual an event is among its own kind, and no severity follows from it.
 * Scores are kept to four decimals, so that sums of them are exact.
 */
async function writeScores(
  database: Database,
  matrix: FeatureMatrix,
  chosen: Scored,
  forest: Forest,
  applications: readonly string[]
) {
  const scores = createScale(matrix, chosen, applications);
  const forestScores = createScale(matrix, forest, applications);
  if (!scores || !forestScores) return;
  const appender = await database.connection.createAppender("scores");
  for (let from = 0; from < matrix.rows; from += chunkRows) {
    const rows: [number, number, number, number, string][] = [];
    for (let row = from; row < Math.min(from + chunkRows, matrix.rows); ++row) {
      const score = scores(row);
      const level = chosen.calibration ? severities.indexOf(severityOf(score)) : 0;
      rows.push([matrix.seq[row] ?? 0, score, level, forestScores(row), chosen.detector.name]);
    }
    const chunk = DuckDBDataChunk.create([INTEGER, DOUBLE, INTEGER, DOUBLE, VARCHAR], rows.length);
    chunk.setRows(rows);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

/** The anomaly score of each row; null where there are too few rows to tell what is unusual among them. */
function createScale(
  {application}: FeatureMatrix,
  {scores, calibration}: {readonly scores: Float64Array; readonly calibration: GroupCalibration | null},
  applications: readonly string[]
): ((row: number) => number) | null {
  const reference = calibration ?? calibrateGroups(scores, application, applications);
  if (!reference) return null;
  const calibrations = applications.map(name => calibrationOf(reference, name));
  return row => {
    const own = calibrations[application[row] ?? 0] ?? reference.rest;
    return Math.round(anomalyScore(tailProbability(own, scores[row] ?? 0)) * 10_000) / 10_000;
  };
}
