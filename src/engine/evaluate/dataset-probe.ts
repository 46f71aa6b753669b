import {createRandom, randomInteger} from "../random.js";
import {
  type BootstrapOptions,
  defaults as bootstrapDefaults,
  type Interval,
  percentiles
} from "./bootstrap.js";
import {otherFolds} from "./folds.js";
import type {Category} from "./labelled-rows.js";
import {createResampler} from "./resample.js";
import {fitSmallTree} from "./small-tree.js";

/** How well a small tree tells from its columns which dataset a row is of. */
export interface DatasetProbe {
  /** Mean over the datasets of the share of their rows told rightly; in [0, 1]. */
  readonly balancedAccuracy: Interval;
  /** What guessing would come to: one over the number of datasets. */
  readonly chance: number;
}

const folds = 2;

/**
 * Learns on half of the clusters which dataset a row is of and judges the other half, and the other way round. Where that
 * works, a label that goes along with the dataset can be told without knowing anything about attacks. Null when the rows are of
 * fewer than two datasets, or of fewer than two clusters of any.
 * @param rows row-major.
 */
export function probeDataset(
  rows: Float32Array,
  columns: number,
  dataset: Category,
  options: BootstrapOptions
): DatasetProbe | null {
  const {cluster, seed, replicates = bootstrapDefaults.replicates, level = bootstrapDefaults.level} = options;
  const {codes} = dataset;
  const present = [...new Set(codes)].sort((a, b) => a - b);
  const classes = present.length;
  if (classes < 2) return null;
  const label = codes.map(code => present.indexOf(code));
  const random = createRandom(seed);
  const fold = foldByCluster(cluster, label, classes, random);
  if (fold === null) return null;

  const right = new Uint8Array(label.length);
  for (let part = 0; part < folds; ++part) {
    const tree = fitSmallTree(rows, columns, label, classes, otherFolds(fold, part));
    for (let row = 0; row < label.length; ++row) {
      if (fold[row] === part && tree.predict(rows, row * columns) === label[row]) right[row] = 1;
    }
  }
  const resampler = createResampler(cluster, label.length, random);
  const draws = Float64Array.from({length: replicates}, () =>
    balancedAccuracy(right, label, classes, resampler.next())
  );
  return {
    balancedAccuracy: {
      value: balancedAccuracy(right, label, classes, null),
      ...percentiles(draws, level)
    },
    chance: 1 / classes
  };
}

/** The mean is over the datasets that the resample holds. */
function balancedAccuracy(
  right: Uint8Array,
  label: Int32Array,
  classes: number,
  weights: Uint16Array | null
): number {
  const hits = new Float64Array(classes);
  const totals = new Float64Array(classes);
  for (let row = 0; row < right.length; ++row) {
    const weight = weights === null ? 1 : (weights[row] as number);
    const k = label[row] as number;
    totals[k] = (totals[k] as number) + weight;
    hits[k] = (hits[k] as number) + weight * (right[row] as number);
  }
  let sum = 0;
  let held = 0;
  totals.forEach((total, k) => {
    if (total === 0) return;
    sum += (hits[k] as number) / total;
    held++;
  });
  return sum / held;
}

/** Deals the clusters of each dataset in turn, from a random start; null when a dataset has fewer clusters than folds. */
function foldByCluster(
  cluster: Int32Array | null,
  label: Int32Array,
  classes: number,
  random: () => number
): Uint8Array | null {
  const foldOf = new Map<number, number>();
  const next = Array.from({length: classes}, () => randomInteger(random, folds));
  const begun = [...next];
  const fold = label.map((k, row) => {
    const id = cluster === null ? row : (cluster[row] as number);
    let own = foldOf.get(id);
    if (own === undefined) {
      own = (next[k] as number) % folds;
      next[k] = (next[k] as number) + 1;
      foldOf.set(id, own);
    }
    return own;
  });
  const enough = next.every((count, k) => count - (begun[k] as number) >= folds);
  return enough ? Uint8Array.from(fold) : null;
}
