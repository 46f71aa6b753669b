import {anomalyScore} from "../calibration/calibration.js";
import {calibrateLayers, type LayeredCalibration} from "./layered-calibration.js";
import {type EvidenceName, evidenceNames, rowsOf, type SequenceMeasures} from "./measure-sequences.js";
import {countSequences, type SequenceSet} from "./sequence-set.js";

/** What a sequence's scores are compared with: "benign" promises a rate of false alarms; "same kind" says no more than unusual. */
export type SequenceBasis = "benign" | "same kind";

/** The main model's verdict on every sequence, all in [0, 1] on the scale of anomaly scores: -log10(p) / 6. */
export interface SequenceScores {
  /** By sequence. */
  readonly score: Float64Array;
  /** Named parts: what each kind of evidence says by itself. */
  readonly parts: Readonly<Record<EvidenceName, Float64Array>>;
  /** Median of each evidence among what a group is compared with, by group, in the evidence's own unit. */
  readonly usual: Readonly<Record<EvidenceName, Float64Array>>;
  /** By group. */
  readonly basis: readonly SequenceBasis[];
}

/**
 * Turns each evidence into the probability p that a reference sequence shows as much of it, adds the evidence up as Fisher does
 * (the sum of -log p; Fisher 1925, "Statistical Methods for Research Workers", section 21.1), and, since the parts depend on each other, reads
 * the sum's own p off the sums of the reference sequences rather than off a chi-square distribution. Every sequence was measured by
 * what other days taught, so the references are as unseen as the judged.
 */
export function calibrateSequences(set: SequenceSet, {values}: SequenceMeasures): SequenceScores {
  const count = countSequences(set);
  const parts = byEvidence(() => new Float64Array(count));
  const usual = byEvidence(() => new Float64Array(set.groups.length));
  const score = new Float64Array(count);
  const basis: SequenceBasis[] = set.groups.map(() => "same kind");
  for (const {rows, references, isBenign} of sides(set)) {
    const learn = (scores: Float64Array) =>
      calibrateLayers(
        Float64Array.from(references, row => scores[row] as number),
        Int32Array.from(references, row => set.group[row] as number),
        Float64Array.from(references, row => values.length[row] as number)
      );
    const read = (calibration: LayeredCalibration, scores: Float64Array, row: number) =>
      calibration.probability(set.group[row] as number, values.length[row] as number, scores[row] as number);
    const sums = new Float64Array(count);
    for (const name of evidenceNames) {
      const calibration = learn(values[name]);
      for (const row of rows) {
        const p = read(calibration, values[name], row);
        parts[name][row] = anomalyScore(p);
        sums[row] = (sums[row] as number) - Math.log(p);
      }
    }
    const calibration = learn(sums);
    for (const row of rows) score[row] = anomalyScore(read(calibration, sums, row));
    set.groups.forEach((_, group) => {
      if (!rows.some(row => set.group[row] === group)) return;
      const own = references.filter(row => set.group[row] === group);
      for (const name of evidenceNames)
        usual[name][group] = median(Float64Array.from(own, row => values[name][row] as number));
      if (isBenign && calibration.promises) basis[group] = "benign";
    });
  }
  return {score, parts, usual, basis};
}

/**
 * Calibrates the probability of an attack that the recurrent network gives: it knows the group and the length, so that all benign sequences
 * tell together what it means, and its order is kept. A tail is fitted to its log-odds, since a probability ends at 1. By sequence, in [0, 1]; 0 for honeypots.
 */
export function calibrateProbabilities(set: SequenceSet, probability: Float64Array): Float64Array {
  const result = new Float64Array(probability.length);
  for (const {rows, references, honeypot} of sides(set)) {
    if (honeypot) continue;
    const one = new Uint8Array(references.length);
    const read = (row: number) => logOdds(probability[row] as number);
    const calibration = calibrateLayers(Float64Array.from(references, read), one, one);
    for (const row of rows) result[row] = anomalyScore(calibration.probability(0, 0, read(row)));
  }
  return result;
}

/** Of a probability kept within 1e-12 of 0 and 1. */
function logOdds(probability: number): number {
  const p = Math.min(1 - 1e-12, Math.max(1e-12, probability));
  return Math.log(p / (1 - p));
}

/** Honeypots have nothing benign and are compared among themselves; everything else with what is benign, where there is any. */
function sides(set: SequenceSet) {
  const count = countSequences(set);
  return [true, false].flatMap(honeypot => {
    const rows = rowsOf(count, row => set.groups[set.group[row] as number]?.honeypot === honeypot);
    const benign = honeypot ? rows.subarray(0, 0) : rows.filter(row => set.reference[row] === 1);
    const isBenign = benign.length > 0;
    return rows.length === 0 ? [] : [{rows, references: isBenign ? benign : rows, isBenign, honeypot}];
  });
}

function byEvidence<T>(make: () => T): Record<EvidenceName, T> {
  return Object.fromEntries(evidenceNames.map(name => [name, make()])) as Record<EvidenceName, T>;
}

function median(values: Float64Array): number {
  const sorted = values.sort();
  const n = sorted.length;
  return n === 0 ? 0 : ((sorted[(n - 1) >> 1] as number) + (sorted[n >> 1] as number)) / 2;
}
