import {basename} from "node:path";
import {measureNames} from "../../../src/engine/evaluate/measures.js";
import type {MatrixResult} from "./evaluate-matrix.js";
import type {Matrix} from "./load-matrix.js";
import type {MatrixOptions} from "./options.js";

/** What each protocol means, in words. */
export const protocols = {
  train_file: "fitted on the normal rows of the training file, judged on all rows of the matrix",
  unlabelled_train_file:
    "fitted on the training file, which has no labels, but for the 5% of its rows that a first forest finds oddest; judged on all rows of the matrix",
  random_folds:
    "leaky reference: five random folds of the same file, fitted on the normal rows of the other four, so that rows of one host or attack are on both sides"
} as const;

/** The result as one JSON object: what the program prints on its last line. */
export function summarise(
  options: MatrixOptions,
  matrix: Matrix,
  seeds: readonly number[],
  result: MatrixResult
) {
  const attacks = matrix.attack.reduce((sum, label) => sum + label, 0);
  const detectorResults = Object.entries(result.detectors).map(([name, {measures, bySeed, difference}]) => {
    const values = measureNames.flatMap(measure => {
      const {value, low, high} = measures[measure];
      return [
        [measure, value],
        [`${measure}_low`, low],
        [`${measure}_high`, high]
      ];
    });
    const extra = {by_seed: bySeed, [`less_${result.reference}`]: difference};
    return [name, {...Object.fromEntries(values), ...extra}];
  });
  return {
    matrix: basename(options.matrix),
    rows: matrix.attack.length,
    columns: matrix.names.length,
    attacks,
    prevalence: attacks / matrix.attack.length,
    train: options.train === null ? null : basename(options.train),
    seeds,
    protocol: result.protocol,
    protocol_meaning: protocols[result.protocol],
    duplicates: result.duplicates,
    detectors: Object.fromEntries(detectorResults),
    controls: Object.fromEntries(result.controls.map(({name, ...control}) => [name, control])),
    best_single_feature: result.bestFeature,
    attack_types: result.byAttackType,
    model: result.model,
    model_less: result.modelDifferences,
    notes: matrix.notes
  };
}
