import type {Category} from "./labelled-rows.js";
import {rankScores} from "./ranking.js";
import {thresholdAtFpr} from "./roc.js";

export interface TypeRecall {
  readonly attackType: string;
  /** Attacks of the type. */
  readonly rows: number;
  /** Of them the share caught. */
  readonly recall: number;
}

/**
 * What is caught of each type of attack when at most the share `target` of normal rows raises an alert: one threshold for all types,
 * since nobody knows beforehand which is to come. The most frequent types first, then by name. Throws as `rankScores` does.
 */
export function recallByType(
  scores: Float64Array,
  attack: Uint8Array,
  attackType: Category,
  target: number
): readonly TypeRecall[] {
  const threshold = thresholdAtFpr(rankScores(scores, attack), target);
  const totals = new Float64Array(attackType.names.length);
  const caught = new Float64Array(attackType.names.length);
  scores.forEach((score, row) => {
    if (attack[row] !== 1) return;
    const type = attackType.codes[row] as number;
    totals[type] = (totals[type] as number) + 1;
    if (score >= threshold) caught[type] = (caught[type] as number) + 1;
  });
  return attackType.names
    .flatMap((name, type) => {
      const rows = totals[type] as number;
      return rows > 0 ? [{attackType: name, rows, recall: (caught[type] as number) / rows}] : [];
    })
    .sort((a, b) => b.rows - a.rows || (a.attackType < b.attackType ? -1 : 1));
}
