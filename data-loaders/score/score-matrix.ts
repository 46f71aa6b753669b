import type {WorkerPool} from "../workers/pool.js";
import type {FeatureMatrix} from "./collect-features.js";
import {type ModelSource, shared} from "./model-source.js";
import type {Sample} from "./sample-rows.js";
import type {ScoreRequest, ScoreSampleRequest} from "./worker.js";

export interface RawScores {
  /** By row of the matrix: by the model that learnt from the whole sample. */
  readonly final: Float64Array;
  /**
   * By row of the sample: by models that learnt from other days than the row's own. What a score is on a day that a model did not see
   * is what a promise about tomorrow has to rest on. The final ones where there are not two days to tell apart.
   */
  readonly unseen: Float64Array;
}

/** Makes a model of sample rows; of all of them where `fold` is null. Null when they are too few, or nothing varies. */
type Learn = (rows: Float32Array, fold: number | null) => ModelSource | null;

interface Range {
  readonly first: number;
  /** Excluded. */
  readonly end: number;
}

/**
 * Parts of the days that benign scores come from, each scored by a model of the others. A forest is calibrated day by day, up to a week.
 * Nearest neighbours react to whatever a day has of its own: calibrated day by day they promised a third of the gravest false alarms that
 * unseen days then had, by three parts of the days they keep the promise (`npm run evaluate`, severities).
 */
export const calibrationFolds = {forest: 7, others: 3} as const;

/** Scores a whole matrix; null when the sample teaches nothing. The result does not depend on the size of the pool. */
export async function scoreMatrix(
  pool: WorkerPool,
  matrix: FeatureMatrix,
  sample: Sample,
  mostFolds: number,
  learn: Learn
): Promise<RawScores | null> {
  const model = learn(sample.rows, null);
  if (model === null) return null;
  const folds = sample.isBenign ? foldsOf(matrix, sample, mostFolds) : [];
  const models = folds.map((fold, i) => learn(withoutFold(matrix, sample, fold), i));
  const isFolded = folds.length > 1 && models.every(m => m !== null);
  const rows = shared(sample.rows);
  const unseen = sharedScores(sample.index.length);
  await Promise.all(
    (isFolded ? folds : []).map(({first, end}, i) => {
      const own = models[i];
      if (!own) return undefined;
      return pool.run({
        model: own,
        sample: rows,
        from: first,
        to: end,
        scores: unseen
      } satisfies ScoreSampleRequest);
    })
  );
  // Last, so that every worker still has the model when alerts are to be explained by it.
  const final = sharedScores(matrix.rows);
  await Promise.all(
    partsOf(matrix.rows, pool.size).map(({first, end}) =>
      pool.run({model, path: matrix.path, from: first, to: end, scores: final} satisfies ScoreRequest)
    )
  );
  if (!isFolded)
    sample.index.forEach((row, place) => {
      unseen[place] = final[row] ?? 0;
    });
  return {final, unseen};
}

const sharedScores = (count: number) => new Float64Array(new SharedArrayBuffer(8 * count));

function partsOf(rows: number, count: number): readonly Range[] {
  const size = Math.ceil(rows / count);
  return Array.from({length: count}, (_, i) => ({
    first: Math.min(i * size, rows),
    end: Math.min((i + 1) * size, rows)
  }));
}

/** The sample as stretches of whole days that follow each other. */
function foldsOf({dayStarts, rows}: FeatureMatrix, {index}: Sample, mostFolds: number): readonly Range[] {
  const count = Math.min(mostFolds, dayStarts.length);
  const placeOf = (row: number) => {
    const place = index.findIndex(known => known >= row);
    return place < 0 ? index.length : place;
  };
  const start = (fold: number) => placeOf(dayStarts[Math.floor((fold * dayStarts.length) / count)] ?? rows);
  return Array.from({length: count}, (_, fold) => ({first: start(fold), end: start(fold + 1)})).filter(
    ({first, end}) => end > first
  );
}

function withoutFold({columns}: FeatureMatrix, {rows}: Sample, {first, end}: Range): Float32Array {
  return rows.filter((_, k) => k < first * columns || k >= end * columns);
}
