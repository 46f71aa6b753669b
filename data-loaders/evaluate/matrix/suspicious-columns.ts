import {columnAuc} from "../../../src/engine/evaluate/single-feature.js";
import type {Matrix} from "./load-matrix.js";

export interface SuspiciousColumn {
  readonly name: string;
  /** The greater of the ROC-AUC and what is missing from it to 1. */
  readonly rocAuc: number;
}

/** A column that alone tells the labels better than this is most likely the label under another name. */
const mostAlone = 0.999;

/** Columns that alone tell the labels almost without fault. */
export function suspiciousColumns({rows, names, attack}: Matrix): readonly SuspiciousColumn[] {
  return names.flatMap((name, column) => {
    const auc = columnAuc(rows, names.length, column, attack);
    const rocAuc = Math.max(auc, 1 - auc);
    return rocAuc > mostAlone ? [{name, rocAuc}] : [];
  });
}
