import type {WorkerPool} from "../workers.js";
import type {FeatureMatrix} from "./collect-features.js";
import type {ModelSource} from "./model-source.js";
import type {RowPart} from "./row-store.js";
import type {Sample} from "./sample-rows.js";
import type {ScoreRequest} from "./score-requests.js";

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
  const unseen = new Float64Array(sample.index.length);
  const {columns} = matrix;
  const score = async (model: ModelSource, rows: RowPart, {first}: Range, into: Float64Array) => {
    into.set(await pool.run<Float64Array>({model, rows} satisfies ScoreRequest), first);
  };
  await Promise.all(
    (isFolded ? folds : []).map((fold, i) => {
      const own = models[i];
      return own && score(own, sample.rows.slice(fold.first * columns, fold.end * columns), fold, unseen);
    })
  );
  // Last, so that every worker still has the model when alerts are to be explained by it.
  const final = new Float64Array(matrix.rows);
  await Promise.all(
    partsOf(matrix.rows, pool.size).map(part =>
      score(model, matrix.store.part(part.first, part.end), part, final)
    )
  );
  if (!isFolded)
    sample.index.forEach((row, place) => {
      unseen[place] = final[row] ?? 0;
    });
  return {final, unseen};
}

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
  const others = new Float32Array(rows.length - (end - first) * columns);
  others.set(rows.subarray(0, first * columns));
  others.set(rows.subarray(end * columns), first * columns);
  return others;
}
