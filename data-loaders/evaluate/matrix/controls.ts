import {takeRows} from "../../../src/engine/evaluate/folds.js";
import {missingnessScores} from "../../../src/engine/evaluate/missingness.js";
import {bestSingleFeature} from "../../../src/engine/evaluate/single-feature.js";
import type {Matrix} from "./load-matrix.js";
import {folds, type Split, splitRows} from "./split-matrix.js";

/** Scores of all judged rows by what is missing or zero in them. */
export function missingness({rows, names, attack}: Matrix, splits: readonly Split[]): Float64Array {
  const columns = names.length;
  const scores = new Float64Array(attack.length);
  for (const {train, fit, judged} of splits) {
    const own = missingnessScores(takeRows(train, columns, fit), takeRows(rows, columns, judged), columns);
    judged.forEach((row, i) => {
      scores[row] = own[i] ?? 0;
    });
  }
  return scores;
}

/**
 * The best single feature of each split's training rows; where those have one class only, of other folds of the judged rows. Null
 * where these are too few to deal into folds.
 */
export function singleFeature(
  matrix: Matrix,
  splits: readonly Split[]
): {scores: Float64Array; name: string} | null {
  const {attack, rows, names} = matrix;
  const columns = names.length;
  const labels = matrix.training?.attack;
  const usable = matrix.training === null || (labels?.includes(0) && labels.includes(1));
  const attacks = attack.reduce((sum, label) => sum + label, 0);
  if (!usable && Math.min(attacks, attack.length - attacks) < folds) return null;
  const own = usable ? splits : splitRows({...matrix, training: null}, attack, null, 1);
  const scores = new Float64Array(attack.length);
  const chosen = new Set<string>();
  for (const {train, trainAttack, all, judged} of own) {
    const best = bestSingleFeature(
      takeRows(train, columns, all),
      columns,
      Uint8Array.from(all, row => trainAttack?.[row] ?? 0)
    );
    chosen.add(names[best.column] ?? "");
    best.score(takeRows(rows, columns, judged)).forEach((score, i) => {
      scores[judged[i] ?? 0] = score;
    });
  }
  return {scores, name: [...chosen].join(", ")};
}
