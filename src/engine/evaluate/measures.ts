import {averagePrecision} from "./precision-recall.js";
import type {Tally} from "./ranking.js";
import {rocAuc, tprAtFpr} from "./roc.js";

/** What a ranking is judged by, all in [0, 1], higher is better; keyed as in published results. */
export const measures = {
  roc_auc: rocAuc,
  pr_auc: averagePrecision,
  tpr_at_1pct_fpr: (counts: Tally) => tprAtFpr(counts, 0.01),
  tpr_at_01pct_fpr: (counts: Tally) => tprAtFpr(counts, 0.001)
} as const;

export type Measure = keyof typeof measures;

export const measureNames = Object.keys(measures) as readonly Measure[];

/** As a reader knows them. */
export const measureLabels: Readonly<Record<Measure, string>> = {
  roc_auc: "ROC-AUC",
  pr_auc: "PR-AUC",
  tpr_at_1pct_fpr: "TPR at 1% FPR",
  tpr_at_01pct_fpr: "TPR at 0.1% FPR"
};
