import {type Random, randomInteger} from "../../random.js";
import type {BinnedRows} from "./bins.js";
import {createExamples, distanceTo} from "./examples.js";
import type {Examples, Familiar} from "./model.js";
import {likeliest} from "./out-of-bag.js";

export interface FamiliarOptions {
  readonly random: Random;
  readonly refused: number;
  /** Examples kept of each class. */
  readonly examples: number;
  readonly use: readonly number[];
  readonly classes: number;
}

/** Rows of a class whose distances are looked at, at most; more would move the limit by little. */
const judged = 1024;

/**
 * Sets the limits of `classify` by rows whose class the forest knows out of bag, so that of new rows like them it refuses
 * about the share `refused` of each class, or less. A row among the examples is compared with the others.
 */
export function learnFamiliar(
  binned: BinnedRows,
  labels: Uint16Array,
  outOfBag: Float64Array,
  options: FamiliarOptions
): Familiar {
  const {random, refused, use, classes} = options;
  const rowsOf = Array.from({length: classes}, (_, k) => shuffledRows(labels, k, random));
  const examples = createExamples(
    binned,
    use,
    rowsOf.map(rows => rows.subarray(0, options.examples))
  );
  const leastProbability = new Float64Array(classes);
  const mostDistance = new Float64Array(classes);
  const positions = new Int16Array(examples.use.length);
  rowsOf.forEach((rows, label) => {
    const doubts: number[] = [];
    const distances: number[] = [];
    // From the end, where rows are not among the examples if there are enough.
    for (let i = rows.length - 1; i >= 0; --i) {
      const row = rows[i] ?? 0;
      if (likeliest(outOfBag, row * classes, classes) !== label) continue;
      doubts.push(-(outOfBag[row * classes + label] ?? 0));
      if (distances.length === judged) continue;
      positionsInTraining(binned, examples, row, positions);
      const own = i < options.examples ? (examples.first[label] ?? 0) + i : -1;
      distances.push(distanceTo(examples, label, positions, own));
    }
    leastProbability[label] = -limitOf(doubts, refused / 2);
    mostDistance[label] = limitOf(distances, refused / 2);
  });
  return {refused, leastProbability, mostDistance, examples};
}

/**
 * The value that a new one exceeds with at most the given probability, when it comes from where these came from: the
 * ceil((n + 1)(1 - share))-th (Vovk, Gammerman and Shafer 2005, https://doi.org/10.1007/b106715), or the greatest
 * where there are too few to promise that. -Infinity without values.
 */
function limitOf(values: number[], share: number): number {
  values.sort((a, b) => a - b);
  const rank = Math.min(values.length, Math.ceil((values.length + 1) * (1 - share)));
  return values[rank - 1] ?? Number.NEGATIVE_INFINITY;
}

/** What `positionsOf` gives for a training row, from its bins. */
function positionsInTraining(
  {count, bins}: BinnedRows,
  {use, starts, positions}: Examples,
  row: number,
  out: Int16Array
): void {
  for (let j = 0; j < use.length; ++j) {
    out[j] = positions[(starts[j] ?? 0) + j + (bins[(use[j] ?? 0) * count + row] ?? 0)] ?? 0;
  }
}

function shuffledRows(labels: Uint16Array, label: number, random: Random): Int32Array {
  const rows: number[] = [];
  labels.forEach((own, row) => {
    if (own === label) rows.push(row);
  });
  for (let i = rows.length; i > 1; --i) {
    const k = randomInteger(random, i);
    const row = rows[k] ?? 0;
    rows[k] = rows[i - 1] ?? 0;
    rows[i - 1] = row;
  }
  return Int32Array.from(rows);
}
