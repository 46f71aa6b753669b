import {defaults as challenging} from "./challenge-sequences.js";
import {describeSequence, nameSequence} from "./describe-sequence.js";
import {type EvidenceName, evidenceNames, defaults as measuring} from "./measure-sequences.js";
import type {ScoredSequences} from "./score-sequences.js";
import type {SequenceSet} from "./sequence-set.js";

export const defaults = {
  /** Steps around the most surprising one that are shown. */
  shown: 24,
  /** Characters of a step that are shown. */
  longestStep: 40
} as const;

/** One sequence's row, by name of the published column, with `seq`, `finding` and `reason`. */
export type ToldSequence = Readonly<Record<string, string | number | boolean | null>>;

/** What is published of a sequence. Figures are rounded to four decimals, since logarithms differ in their last bits between engines. */
export function tellSequence(set: SequenceSet, scored: ScoredSequences, row: number): ToldSequence {
  const {measures, ngram, challenger, used, score, level} = scored;
  const {starts, tokens, names, seqs} = set;
  const from = starts[row] as number;
  const length = (starts[row + 1] as number) - from;
  const group = set.group[row] as number;
  const {name: comparedWith = "", honeypot = false} = set.groups[group] ?? {};
  const pick = (of: Readonly<Record<EvidenceName, Float64Array>>, at: number) =>
    Object.fromEntries(evidenceNames.map(name => [name, round(of[name][at] as number)])) as Record<
      EvidenceName,
      number
    >;
  const values = pick(measures.values, row);
  const parts = pick(ngram.parts, row);
  const usual = pick(ngram.usual, group);
  const first = row * measuring.marked;
  const marked = [...measures.marked.subarray(first, first + measuring.marked)].filter(place => place >= 0);
  const worst = marked[0] ?? 0;
  const nameAt = (place: number) => names[tokens[from + place] as number] ?? "";
  const shownFrom = Math.max(0, Math.min(worst - defaults.shown / 2, length - defaults.shown));
  const shown = Array.from({length: Math.min(defaults.shown, length)}, (_, k) =>
    nameAt(shownFrom + k).slice(0, defaults.longestStep)
  );
  const verdict = challenger.verdict(row);
  const attack = round(verdict.attack);
  const hasAttack = challenger.tellsAttacks && !honeypot;
  const isAttack = honeypot || (hasAttack && attack >= challenging.attackFrom);
  const hasType = isAttack && verdict.type >= 0;
  const isNetworks = used === "gru" && !honeypot;
  return {
    seq: seqs[from + worst] as number,
    finding: nameSequence(set.kind, honeypot),
    reason: describeSequence({
      kind: set.kind,
      honeypot,
      values,
      parts,
      usual,
      worst: nameAt(worst).slice(0, defaults.longestStep),
      before: worst === 0 ? null : nameAt(worst - 1).slice(0, defaults.longestStep),
      network: isNetworks ? attack : null
    }),
    kind: set.kind,
    length,
    compared_with: comparedWith,
    basis: ngram.basis[group] ?? "same kind",
    score: round(score[row] as number),
    used_model: isNetworks ? "gru" : "ngram",
    ngram_score: round(ngram.score[row] as number),
    mean_bits: values.mean_bits,
    mean_score: parts.mean_bits,
    worst_bits: values.worst_bits,
    worst_score: parts.worst_bits,
    new_steps: values.new_steps,
    new_score: parts.new_steps,
    length_score: parts.length,
    count_distance: values.count_distance,
    count_score: parts.count_distance,
    usual_bits: usual.mean_bits,
    challenger_score: hasAttack ? attack : null,
    challenger_attack: hasAttack ? isAttack : null,
    challenger_confidence: hasAttack ? Math.max(attack, round(1 - attack)) : null,
    challenger_type: hasType ? (set.types[verdict.type] ?? null) : null,
    challenger_type_confidence: hasType ? round(verdict.typeProbability) : null,
    steps: shown.join(" › "),
    first_step: shownFrom,
    surprising: marked.join(","),
    worst_step: nameAt(worst),
    level: level[row] as number
  };
}

const round = (x: number) => Math.round(x * 10_000) / 10_000;
