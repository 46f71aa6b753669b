import {findDuplicates} from "../../../src/engine/evaluate/duplicates.js";
import {takeRows} from "../../../src/engine/evaluate/folds.js";
import {rankScores, tally} from "../../../src/engine/evaluate/ranking.js";
import {rocAuc} from "../../../src/engine/evaluate/roc.js";
import type {Matrix} from "./load-matrix.js";
import type {Split} from "./split-matrix.js";

export interface DuplicateCount {
  /** Judged rows that equal a row that was learnt from; with folds, on average over the seeds. */
  readonly rows: number;
  readonly share: number;
  /** ROC-AUC without them by detector; null where a class is gone then. */
  readonly roc_auc_without: Readonly<Record<string, number>> | null;
}

/** Counts judged rows that are bit by bit among those learnt from, and judges without them. */
export function countDuplicates(
  matrix: Matrix,
  bySeed: readonly (readonly Split[])[],
  scores: Readonly<Record<string, readonly Float64Array[]>>
): DuplicateCount {
  const columns = matrix.names.length;
  const {attack} = matrix;
  // One training file is the same for every seed.
  const seen = bySeed.slice(0, matrix.training === null ? undefined : 1).map(splits => {
    const flags = new Uint8Array(attack.length);
    for (const {train, fit, judged} of splits) {
      const found = findDuplicates(
        takeRows(train, columns, fit),
        takeRows(matrix.rows, columns, judged),
        columns
      );
      judged.forEach((row, i) => {
        flags[row] = found.seen[i] ?? 0;
      });
    }
    return flags;
  });
  const rows = seen.reduce((sum, flags) => sum + flags.reduce((s, flag) => s + flag, 0), 0) / seen.length;
  const without: Record<string, number> = {};
  for (const [name, own] of Object.entries(scores)) {
    let sum = 0;
    for (const [i, one] of own.entries()) {
      const unseen = (seen[i] ?? seen[0] ?? new Uint8Array(0)).map(flag => 1 - flag);
      const counts = tally(rankScores(one, attack), unseen);
      if (counts.attackTotal === 0 || counts.normalTotal === 0) {
        return {rows, share: rows / attack.length, roc_auc_without: null};
      }
      sum += rocAuc(counts) / own.length;
    }
    without[name] = sum;
  }
  return {rows, share: rows / attack.length, roc_auc_without: without};
}
