import {createIsolationForestExplainer} from "../../explain/explain-isolation-forest.js";
import type {Detector, FittedDetector} from "../detector.js";
import {requireRow, requireScoringRows, requireTrainingRows} from "../detector-rows.js";
import {createCategoryRarity} from "./category-rarity.js";
import {fit} from "./fit.js";
import {scoreBlock} from "./score.js";

/**
 * The isolation forest behind the interface of all detectors. The score is the forest's raw one, 2^(-mean path length / c(samples)); it is
 * explained by TreeSHAP in path lengths, sign flipped so that a part is positive where the column shortened the path.
 *
 * Of a category it sees how rare its value is, not a column for each value: splits are drawn by column, and the 70 columns of one
 * category would crowd out all others. In trials on public flow data that gained ROC-AUC and recall at few false alarms alike.
 */
export const isolationForest: Detector = {
  name: "isolation_forest",
  label: "Isolation forest",
  unit: "path length",
  fit(rows, columns, options): FittedDetector {
    const use = requireTrainingRows(rows, columns, options, "an isolation forest");
    const {seed, names, categories} = options;
    const rarity = createCategoryRarity(rows, columns, use, categories ?? []);
    const forest = fit(rarity.apply(rows), columns, {
      seed,
      names,
      use: rarity.use,
      ...(options.scales && {scales: options.scales})
    });
    // Made on first use: most fitted forests only score.
    let explainer: ReturnType<typeof createIsolationForestExplainer> | undefined;
    return {
      columns,
      score(given, out) {
        requireScoringRows(given, columns, use, names, out.length);
        scoreBlock(forest, rarity.apply(given), columns, out);
      },
      explain(row) {
        requireRow(row, columns, use, names);
        explainer ??= createIsolationForestExplainer(forest);
        return explainer.explainRow(rarity.apply(row));
      }
    };
  }
};
