import {severityOf} from "../../detect/calibration/calibration.js";
import type {GroupCalibration} from "../../detect/calibration/group-calibration.js";
import {defaultDetectors} from "../../detect/default-detectors.js";
import {isolationForest} from "../../detect/isolation-forest/detector.js";
import {severities} from "../../event.js";
import type {ModelFamily} from "../../features/event-block.js";
import {featureSets} from "../../features/features.js";
import type {PublishedFamily} from "../../published.js";
import type {Database} from "../database.js";
import type {Progress} from "../progress.js";
import type {WorkerPool} from "../workers.js";
import type {FeatureMatrix} from "./collect-features.js";
import {describeForest} from "./describe-forest.js";
import {findUsual} from "./find-usual.js";
import {applyForest, calibrateFamily, type LearntForest, learnForest} from "./learn-forest.js";
import {type ModelSource, shared} from "./model-source.js";
import {type Sample, sampleRows} from "./sample-rows.js";
import {calibrationFolds, scoreMatrix} from "./score-matrix.js";
import {createScale} from "./score-scale.js";

/** What was learnt of one family of events, the models themselves included. */
export interface FamilyModel extends PublishedFamily {
  /** The forest's file; null when there were too few events, or nothing varied: then nothing is scored. */
  readonly trees: Uint8Array | null;
  /** What gives events their score, where that is not the forest. */
  readonly source: ModelSource | null;
}

/** A forest that was trained elsewhere: its file, of which `readForest` says that it fits, and what that is called. */
export interface GivenForest {
  readonly file: string;
  readonly trees: Uint8Array<ArrayBuffer>;
}

export type GivenForests = Readonly<Partial<Record<ModelFamily, GivenForest>>>;

/**
 * Scores every event that belongs to a family, by models of that family's own, and creates `scores` (seq, anomaly_score,
 * level, forest_score, detector): the score of the family's default detector, and the forest's beside it. The result depends on
 * the events and the seed, not on the number of workers.
 * @param applications names of application groups, by id
 * @param pool of `worker.ts`
 * @param given forests to judge with in place of one trained here: then they are what gives their family's events their score
 */
export async function scoreEvents(
  database: Database,
  matrices: readonly FeatureMatrix[],
  applications: readonly string[],
  pool: WorkerPool,
  seed: number,
  progress: Progress,
  given: GivenForests = {}
): Promise<readonly FamilyModel[]> {
  await database.run(
    "CREATE TABLE scores (seq INTEGER, anomaly_score DOUBLE, level INTEGER, forest_score DOUBLE, detector VARCHAR)"
  );
  const models: FamilyModel[] = [];
  for (const matrix of matrices) {
    const {family} = matrix;
    const sample = sampleRows(matrix, seed);
    const own = given[family] ?? null;
    const forest =
      own === null
        ? await learnForest(matrix, sample, applications, pool, {seed})
        : await applyForest(matrix, sample, applications, pool, own.trees);
    const chosen =
      forest &&
      (own === null
        ? await runDefault(matrix, sample, forest, applications, pool, seed, progress)
        : {...forest, detector: isolationForest, source: null});
    if (forest && chosen) await writeScores(database, matrix, chosen, forest, applications);
    models.push({
      family,
      rows: matrix.rows,
      references: matrix.reference.reduce((sum, isReference) => sum + isReference, 0),
      trees: forest?.trees ?? null,
      source: chosen?.source ?? null,
      forest: forest && describeForest(forest, matrix, sample.rows, own?.file ?? null),
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

/** The scores of the family's default detector: the forest's own where there is no benign reference for another to learn from. */
async function runDefault(
  matrix: FeatureMatrix,
  sample: Sample,
  {forest, dropped, scores, calibration}: LearntForest,
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

/** Rows written at a time. */
const pieceRows = 16_384;

/**
 * Without a benign reference a score says how unusual an event is among its own kind, and no severity follows from it.
 */
async function writeScores(
  database: Database,
  matrix: FeatureMatrix,
  chosen: Scored,
  forest: LearntForest,
  applications: readonly string[]
) {
  const {application} = matrix;
  const scale = createScale(application, chosen.scores, chosen.calibration, applications);
  const forestScale = createScale(application, forest.scores, forest.calibration, applications);
  if (!scale || !forestScale) return;
  for (let from = 0; from < matrix.rows; from += pieceRows) {
    const rows: [number, number, number, number, string][] = [];
    for (let row = from; row < Math.min(from + pieceRows, matrix.rows); ++row) {
      const group = application[row] ?? 0;
      const score = scale(group, chosen.scores[row] ?? 0);
      const forestScore = forestScale(group, forest.scores[row] ?? 0);
      const level = chosen.calibration ? severities.indexOf(severityOf(score)) : 0;
      rows.push([matrix.seq[row] ?? 0, score, level, forestScore, chosen.detector.name]);
    }
    await database.append("scores", rows);
  }
}
