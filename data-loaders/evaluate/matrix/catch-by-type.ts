import {recallByType} from "../../../src/engine/evaluate/recall-by-type.js";
import type {Matrix} from "./load-matrix.js";

/** A type of attack, and what each detector catches of it while 1% of normal rows raise an alert: the mean over seeds. */
export interface AttackTypeResult {
  readonly attack_type: string;
  readonly rows: number;
  readonly tpr_at_1pct_fpr: Readonly<Record<string, number>>;
}

/** What each detector catches of each type, the most frequent types first. */
export function catchByType(
  {attack, attackType}: Matrix,
  scores: Readonly<Record<string, readonly Float64Array[]>>
): readonly AttackTypeResult[] {
  const found = new Map<string, {rows: number; caught: Record<string, number>}>();
  for (const [name, own] of Object.entries(scores)) {
    for (const one of own) {
      for (const {attackType: type, rows, recall} of recallByType(one, attack, attackType, 0.01)) {
        const entry = found.get(type) ?? {rows, caught: {}};
        entry.caught[name] = (entry.caught[name] ?? 0) + recall / own.length;
        found.set(type, entry);
      }
    }
  }
  return [...found].map(([type, {rows, caught}]) => ({attack_type: type, rows, tpr_at_1pct_fpr: caught}));
}
