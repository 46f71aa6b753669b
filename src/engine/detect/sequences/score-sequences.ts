import {severities} from "../../event.js";
import {severityOf} from "../calibration/calibration.js";
import {calibrateProbabilities, calibrateSequences, type SequenceScores} from "./calibrate-sequences.js";
import {type Challenger, challengeSequences} from "./challenge-sequences.js";
import type {SequenceModel} from "./choose-sequence-model.js";
import {measureSequences, type SequenceMeasures} from "./measure-sequences.js";
import {countSequences, partSequences, type SequenceSet} from "./sequence-set.js";

export const defaults = {
  /** Parts of the days: each is judged by what the others taught. */
  parts: 3
} as const;

/** What both models say of every sequence of a set. All arrays by sequence. */
export interface ScoredSequences {
  readonly measures: SequenceMeasures;
  readonly ngram: SequenceScores;
  readonly challenger: Challenger;
  /** Whose score counts: the wanted model, unless it has none. */
  readonly used: SequenceModel;
  /** The score that counts, in [0, 1]; honeypots have the n-gram's always. */
  readonly score: Float64Array;
  /** 0 none to 4 critical; of what is compared with its own kind at most 1, since nothing is promised about it. */
  readonly level: Uint8Array;
}

/** Judges every sequence, by both models, from what other days taught; all days of more than `parts` parts are judged several at a time. */
export function scoreSequences(
  set: SequenceSet,
  {
    seed,
    model,
    parts = defaults.parts,
    updates
  }: {
    readonly seed: number;
    readonly model: SequenceModel;
    readonly parts?: number;
    readonly updates?: number;
  }
): ScoredSequences {
  const part = partSequences(set.day, parts);
  const measures = measureSequences(set, part);
  const ngram = calibrateSequences(set, measures);
  const challenger = challengeSequences(set, part, updates === undefined ? {seed} : {seed, updates});
  // Every sequence is asked about only where the answer counts.
  const asked = model === "gru" ? scoreChallenger(set, challenger) : null;
  const used = asked === null ? "ngram" : "gru";
  // To four decimals, which is what is published and what levels follow from.
  const score = ngram.score.map((own, row) => {
    const counts = set.groups[set.group[row] as number]?.honeypot ? own : (asked?.[row] ?? own);
    return Math.round(counts * 10_000) / 10_000;
  });
  const level = new Uint8Array(countSequences(set));
  score.forEach((value, row) => {
    if (set.raisable[row] === 0) return;
    const most = ngram.basis[set.group[row] as number] === "benign" ? severities.length : 1;
    level[row] = Math.min(most, severities.indexOf(severityOf(value)));
  });
  return {measures, ngram, challenger, used, score, level};
}

/** The network's probabilities of an attack, calibrated, by sequence; null where it cannot tell attacks. */
export function scoreChallenger(set: SequenceSet, challenger: Challenger): Float64Array | null {
  if (!challenger.tellsAttacks) return null;
  return calibrateProbabilities(
    set,
    Float64Array.from(set.group.keys(), row => challenger.verdict(row).attack)
  );
}
