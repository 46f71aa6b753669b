import {otherFolds, rowsWhere, shuffle, stratifiedFolds} from "../../../src/engine/evaluate/folds.js";
import {createRandom} from "../../../src/engine/random.js";
import type {Matrix} from "./load-matrix.js";

/** Parts of the matrix when there is no training file. */
export const folds = 5;

/** A pass over all judged rows: what is learnt from for which of them. */
export interface Split {
  readonly train: Float32Array;
  readonly trainAttack: Uint8Array | null;
  readonly fit: Int32Array;
  /** All rows of the training part, attacks included. */
  readonly all: Int32Array;
  readonly judged: Int32Array;
}

/** The training table for all rows, or each fold's other folds. */
export function splitRows(
  {training, rows}: Matrix,
  attack: Uint8Array,
  fit: Int32Array | null,
  seed: number
): readonly Split[] {
  if (training !== null) {
    const every = rowsWhere(attack.length, () => true);
    const all = rowsWhere(training.attack?.length ?? 0, () => true);
    return [
      {train: training.rows, trainAttack: training.attack, fit: fit ?? training.fit, all, judged: every}
    ];
  }
  const fold = stratifiedFolds(attack, folds, createRandom(seed));
  return Array.from({length: folds}, (_, k): Split => {
    const all = otherFolds(fold, k);
    return {
      train: rows,
      trainAttack: attack,
      fit: all.filter(row => attack[row] === 0),
      all,
      judged: rowsWhere(fold.length, row => fold[row] === k)
    };
  });
}

/** Labels in an order that means nothing. */
export function shuffled(attack: Uint8Array, seed: number): Uint8Array {
  const labels = attack.slice();
  // Another stream than that of the folds, which are dealt by the same labels.
  shuffle(labels, createRandom(seed ^ 0x5bf03635));
  return labels;
}

/** The rows to fit on when the training labels mean nothing. */
export function shuffledFit({training}: Matrix, seed: number): Int32Array | null {
  if (training?.attack == null) return null;
  const labels = shuffled(training.attack, seed);
  return rowsWhere(labels.length, row => labels[row] === 0);
}
