import type {ScoredSequences} from "./score-sequences.js";
import type {SequenceSet} from "./sequence-set.js";

export const defaults = {
  /** Sequences of one kind that are published at most, those of the highest scores. */
  mostOfKind: 20_000
} as const;

/**
 * Which sequences are worth a row: those unusual enough for a level, a honeypot's commands, and those in whose hour a rule says
 * high. Rows ascending.
 */
export function keepSequences(set: SequenceSet, {score, level}: ScoredSequences): Int32Array {
  const rows: number[] = [];
  for (let row = 0; row < level.length; ++row) {
    const honeypot = set.groups[set.group[row] as number]?.honeypot === true;
    const isNamed = honeypot ? set.kind === "commands" : (set.weakType[row] as number) > 0;
    if ((level[row] as number) > 0 || isNamed) rows.push(row);
  }
  rows.sort((a, b) => (score[b] as number) - (score[a] as number) || a - b);
  return Int32Array.from(rows.slice(0, defaults.mostOfKind)).sort();
}
