import {bagWords} from "./grow.js";
import type {ClassTrees, OutOfBag} from "./model.js";
import {addLeaf, leafOf} from "./score.js";

/**
 * Row x class: the mean probability over the trees that were not grown from the row; NaN for a row that all of them were.
 * `inBag` as `growTrees` gives it.
 */
export function outOfBagProbability(forest: ClassTrees, inBag: Int32Array, rows: Float32Array): Float64Array {
  const count = rows.length / forest.columns;
  const classes = forest.classes.length;
  const trees = forest.roots.length - 1;
  const words = bagWords(count);
  const sums = new Float64Array(count * classes);
  const judges = new Int32Array(count);
  for (let tree = 0; tree < trees; ++tree) {
    for (let row = 0; row < count; ++row) {
      if (((inBag[tree * words + (row >>> 5)] ?? 0) >>> (row & 31)) & 1) continue;
      addLeaf(forest, leafOf(forest, tree, rows, row * forest.columns), sums, row * classes);
      judges[row] = (judges[row] ?? 0) + 1;
    }
  }
  for (let k = 0; k < sums.length; ++k) sums[k] = (sums[k] ?? 0) / (judges[Math.floor(k / classes)] ?? 0);
  return sums;
}

/** The position of the greatest of `count` probabilities from `at`, the first of equals; -1 when they are NaN. */
export function likeliest(probability: Float64Array, at: number, count: number): number {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count; ++k) {
    const p = probability[at + k] as number;
    if (p > most) {
      most = p;
      best = k;
    }
  }
  return best;
}

/** Judges the training rows by their out-of-bag probabilities. */
export function judgeOutOfBag(probability: Float64Array, labels: Uint16Array, classes: number): OutOfBag {
  const confusion = new Int32Array(classes * classes);
  labels.forEach((label, row) => {
    const predicted = likeliest(probability, row * classes, classes);
    if (predicted < 0) return;
    const cell = label * classes + predicted;
    confusion[cell] = (confusion[cell] ?? 0) + 1;
  });
  return summarise(confusion, classes);
}

/** What follows from a confusion of class x predicted class. */
export function summarise(confusion: Int32Array, classes: number): OutOfBag {
  let rows = 0;
  let right = 0;
  const recall = new Float64Array(classes);
  for (let k = 0; k < classes; ++k) {
    const of = confusion.subarray(k * classes, (k + 1) * classes).reduce((sum, n) => sum + n, 0);
    rows += of;
    right += confusion[k * classes + k] ?? 0;
    recall[k] = (confusion[k * classes + k] ?? 0) / of;
  }
  const known = recall.filter(share => !Number.isNaN(share));
  return {
    rows,
    confusion,
    accuracy: right / rows,
    balancedAccuracy: known.reduce((sum, share) => sum + share, 0) / known.length,
    recall
  };
}
