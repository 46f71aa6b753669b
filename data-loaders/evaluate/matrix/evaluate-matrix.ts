import type {WorkerPool} from "../../../src/engine/analysis/workers.js";
import {anyVaries, timeColumns} from "../../../src/engine/evaluate/controls.js";
import {takeRows} from "../../../src/engine/evaluate/folds.js";
import {type Judgement, judge} from "../../../src/engine/evaluate/judge.js";
import {type AttackTypeResult, catchByType} from "./catch-by-type.js";
import {missingness, singleFeature} from "./controls.js";
import {countDuplicates, type DuplicateCount} from "./duplicates.js";
import type {FitRequest} from "./fit-and-score.js";
import type {Matrix} from "./load-matrix.js";
import type {ForeignScores} from "./read-scores.js";
import {type Split, shuffled, shuffledFit, splitRows} from "./split-matrix.js";

export interface EvaluateOptions {
  readonly detectors: readonly string[];
  readonly seeds: readonly number[];
}

export interface MatrixResult extends Judgement {
  readonly protocol: "train_file" | "unlabelled_train_file" | "random_folds";
  readonly duplicates: DuplicateCount;
  /** The column that the control of one column uses, or columns where folds differ; null where it could not be run. */
  readonly bestFeature: string | null;
  readonly byAttackType: readonly AttackTypeResult[];
}

/** The detector that the controls use, and the others are compared with. */
const reference = "isolation_forest";

/**
 * Fits every detector with every seed in worker threads and judges all by the same resamples, with the negative controls.
 * @param report is told how many of the fits are done.
 */
export async function evaluateMatrix(
  matrix: Matrix,
  foreign: readonly ForeignScores[],
  options: EvaluateOptions,
  pool: WorkerPool,
  report: (done: number, of: number) => void
): Promise<MatrixResult> {
  const {attack, names, scales, categories, rows} = matrix;
  const columns = names.length;
  const count = attack.length;
  const {detectors, seeds} = options;
  const bySeed = seeds.map(seed => splitRows(matrix, attack, matrix.training?.fit ?? null, seed));
  const jobs: FitRequest[] = [];

  function schedule(
    detector: string,
    splits: readonly Split[],
    seed: number,
    use: readonly number[] | null = null
  ): Float64Array {
    const scores = new Float64Array(new SharedArrayBuffer(8 * count));
    for (const {train, fit, judged} of splits) {
      jobs.push({detector, seed, names, scales, categories, use, train, fit, test: rows, judged, scores});
    }
    return scores;
  }
  const each = (detector: string, use: readonly number[] | null = null) =>
    seeds.map((seed, i) => schedule(detector, bySeed[i] ?? [], seed, use));

  const scores: Record<string, readonly Float64Array[]> = {};
  for (const detector of detectors) scores[detector] = each(detector);
  for (const {name, scores: own} of foreign) scores[name] = [own];

  const time = timeColumns(names);
  const timeVaries = bySeed.every(splits =>
    splits.every(({train, fit}) => anyVaries(takeRows(train, columns, fit), columns, time))
  );
  const shuffledAttack = seeds.map(seed => shuffled(attack, seed));
  const controls = {
    shuffled_labels: {
      scores: seeds.map((seed, i) => {
        const labels = shuffledAttack[i] ?? attack;
        return schedule(reference, splitRows(matrix, labels, shuffledFit(matrix, seed), seed), seed);
      }),
      attack: shuffledAttack
    },
    missingness_only: bySeed.map(splits => missingness(matrix, splits)),
    ...(timeVaries ? {time_only: each(reference, time)} : {})
  };

  let done = 0;
  await Promise.all(
    jobs.map(async job => {
      await pool.run(job);
      report(++done, jobs.length);
    })
  );
  const single = singleFeature(matrix, bySeed[0] ?? []);
  const judgement = judge(
    {
      attack,
      cluster: null,
      scores,
      controls: {...controls, ...(single === null ? {} : {best_single_feature: [single.scores]})}
    },
    {seed: seeds[0] ?? 1, reference, model: "combined"}
  );
  return {
    ...judgement,
    protocol: protocolOf(matrix),
    duplicates: countDuplicates(matrix, bySeed, scores),
    bestFeature: single?.name ?? null,
    byAttackType: catchByType(matrix, scores)
  };
}

function protocolOf({training}: Matrix): MatrixResult["protocol"] {
  if (training === null) return "random_folds";
  return training.attack === null ? "unlabelled_train_file" : "train_file";
}
