import {DOUBLE, DuckDBDataChunk, INTEGER} from "@duckdb/node-api";
import {anomalyScore, severityOf, tailProbability} from "../../src/engine/detect/calibration.js";
import {
  calibrateGroups,
  calibrationOf,
  type GroupCalibration
} from "../../src/engine/detect/group-calibration.js";
import {encode} from "../../src/engine/detect/isolation-forest-file.js";
import {train} from "../../src/engine/detect/train.js";
import {severities} from "../../src/engine/event.js";
import {featureSets} from "../../src/engine/features/features.js";
import type {PublishedFamily} from "../../src/engine/published.js";
import type {Database} from "../database.js";
import type {Progress} from "../progress.js";
import {createWorkerPool, type WorkerPool} from "../workers/pool.js";
import type {FeatureMatrix} from "./collect-features.js";
import {describeForest} from "./describe-forest.js";
import {findUsual} from "./find-usual.js";
import type {ScoreRequest} from "./worker.js";

/** What was learnt of one family of events, the forest itself included. */
export interface FamilyModel extends PublishedFamily {
  /** Null when there were too few events, or nothing varied: then nothing is scored. */
  readonly trees: Uint8Array | null;
}

/**
 * Scores every event that belongs to a family, by a forest of that family's own, and creates `scores` (seq, anomaly_score,
 * level). The result depends on the events and the seed, not on the number of workers.
 * @param applications names of application groups, by id
 */
export async function scoreEvents(
  database: Database,
  matrices: readonly FeatureMatrix[],
  applications: readonly string[],
  options: {readonly seed: number; readonly workers: number},
  progress: Progress
): Promise<readonly FamilyModel[]> {
  await database.run("CREATE TABLE scores (seq INTEGER, anomaly_score DOUBLE, level INTEGER)");
  const pool = createWorkerPool(new URL("./worker.js", import.meta.url), options.workers);
  try {
    const models: FamilyModel[] = [];
    for (const matrix of matrices) {
      const trained = train(matrix.sample, featureSets[matrix.family], {
        seed: options.seed,
        benign: matrix.isBenign
      });
      const trees = trained && encode(trained.forest);
      const scores = trees && (await scoreRows(pool, matrix, trees));
      const calibration = scores && calibrateFamily(matrix, scores, applications);
      if (scores) await writeScores(database, matrix, scores, applications, calibration);
      models.push({
        family: matrix.family,
        rows: matrix.rows,
        references: matrix.reference.reduce((sum, isReference) => sum + isReference, 0),
        trees,
        forest: trained && scores && describeForest(trained.forest, matrix, scores),
        dropped: trained?.dropped ?? [],
        calibration,
        usual: findUsual(matrix, applications, options.seed)
      });
      progress.update(`${matrix.rows.toLocaleString("en-US")} ${matrix.family} events scored`);
    }
    return models;
  } finally {
    await pool.close();
  }
}

/** Raw scores of all rows of a matrix. */
async function scoreRows(pool: WorkerPool, matrix: FeatureMatrix, forest: Uint8Array): Promise<Float64Array> {
  const scores = new Float64Array(new SharedArrayBuffer(8 * matrix.rows));
  const part = Math.ceil(matrix.rows / pool.size);
  const requests = Array.from({length: pool.size}, (_, i): ScoreRequest => {
    const to = Math.min((i + 1) * part, matrix.rows);
    return {path: matrix.path, forest, columns: matrix.columns, from: Math.min(i * part, to), to, scores};
  });
  await Promise.all(requests.map(request => pool.run(request)));
  return scores;
}

function calibrateFamily(
  {reference, application}: FeatureMatrix,
  scores: Float64Array,
  applications: readonly string[]
): GroupCalibration | null {
  const isReference = (_: number, row: number) => reference[row] === 1;
  return calibrateGroups(scores.filter(isReference), application.filter(isReference), applications);
}

/** Rows of a DuckDB data chunk at most. */
const chunkRows = 2048;

/**
 * Without a benign reference a score says how unusual an event is among its own kind, and no severity follows from it.
 * Scores are kept to four decimals, so that sums of them are exact.
 */
async function writeScores(
  database: Database,
  {seq, application}: FeatureMatrix,
  scores: Float64Array,
  applications: readonly string[],
  calibration: GroupCalibration | null
) {
  const reference = calibration ?? calibrateGroups(scores, application, applications);
  if (!reference) return;
  const calibrations = applications.map(name => calibrationOf(reference, name));
  const appender = await database.connection.createAppender("scores");
  for (let from = 0; from < seq.length; from += chunkRows) {
    const columns: [seq: number[], score: number[], level: number[]] = [[], [], []];
    for (let row = from; row < Math.min(from + chunkRows, seq.length); ++row) {
      const calibrated = calibrations[application[row] ?? 0] ?? reference.rest;
      const score = Math.round(anomalyScore(tailProbability(calibrated, scores[row] ?? 0)) * 10_000) / 10_000;
      columns[0].push(seq[row] ?? 0);
      columns[1].push(score);
      columns[2].push(calibration ? severities.indexOf(severityOf(score)) : 0);
    }
    const chunk = DuckDBDataChunk.create([INTEGER, DOUBLE, INTEGER], columns[0].length);
    chunk.setColumns(columns);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
