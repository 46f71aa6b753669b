import {calibrateSequences} from "../detect/sequences/calibrate-sequences.js";
import {
  type Challenger,
  challengeSequences,
  defaults as challenging
} from "../detect/sequences/challenge-sequences.js";
import {
  chooseSequenceModel,
  type SequenceContest,
  type SequenceModel
} from "../detect/sequences/choose-sequence-model.js";
import {measureSequences} from "../detect/sequences/measure-sequences.js";
import {scoreChallenger} from "../detect/sequences/score-sequences.js";
import {
  partSequences,
  type SequenceKind,
  type SequenceSet,
  takeSequences
} from "../detect/sequences/sequence-set.js";
import {type EvaluationRow, evaluationRow, type RowContext} from "./evaluation-rows.js";
import {type JudgedDetector, judge} from "./judge.js";
import type {Category} from "./labelled-rows.js";
import {measureNames} from "./measures.js";
import {defaults as protocol} from "./protocols.js";
import {tabulateSeverities} from "./severity-table.js";

export const defaults = {
  /** Times that the network is trained, with other random numbers; its figures are means. */
  seeds: 2
} as const;

/** Parts of the days draw from seeds that follow each other. */
const seedStride = 1000;

/** What is true of the sequences of a set. */
export interface SequenceTruth {
  /** By sequence: the type of its first step that is an attack; code 0, "Normal", where none is. */
  readonly type: Category;
  /** By sequence: which belong together, those of one source, and are resampled as a whole. */
  readonly cluster: Int32Array;
}

/** How the two models of sequences of one kind compare. */
export interface SequenceJudgement extends SequenceContest {
  readonly kind: SequenceKind;
  /** Sequences judged, and those of them that are attacks. */
  readonly sequences: number;
  readonly attacks: number;
  readonly chosen: SequenceModel;
  readonly reason: string;
  /** Of attacks that the network takes for attacks, the share whose type it names as the truth does; null without any. */
  readonly typesRight: number | null;
  readonly rows: readonly EvaluationRow[];
}

export interface JudgeSequencesOptions {
  readonly seed: number;
  /** Resamples of the bootstrap. */
  readonly replicates?: number;
  /** Updates of a network's parameters; as many as in a build by default. */
  readonly updates?: number;
}

/**
 * Judges both models of one kind of sequences, each day by what the others taught: the n-gram model by sequences of nobody suspect, the
 * network by the labels of logs and rules; truth judges only. Scores are those that a build would publish. Honeypots are left out: all
 * that they see are attacks. Null values where the judged are of one class, one source or one day.
 */
export function judgeSequences(
  set: SequenceSet,
  truth: SequenceTruth,
  {seed, replicates, updates}: JudgeSequencesOptions
): SequenceJudgement {
  const judged = Int32Array.from(set.group.keys()).filter(
    row => set.groups[set.group[row] as number]?.honeypot === false
  );
  const pick = (values: Int32Array) => Int32Array.from(judged, row => values[row] as number);
  const types = pick(truth.type.codes);
  const attack = Uint8Array.from(types, code => (code > 0 ? 1 : 0));
  const attacks = attack.reduce((sum, label) => sum + label, 0);
  const counts = {kind: set.kind, sequences: judged.length, attacks};
  const cluster = pick(truth.cluster);
  const own = takeSequences(set, judged);
  const days = new Set(own.day).size;
  const hasBoth = attacks > 0 && attacks < judged.length;
  if (!hasBoth || days < 2 || new Set(cluster).size < 2) {
    const contest = {ngram: null, gru: null, gain: null};
    const {model, reason} = chooseSequenceModel(contest);
    return {...counts, ...contest, chosen: model, reason, typesRight: null, rows: []};
  }
  const part = partSequences(own.day, protocol.mostDays);
  const ngram = rounded(calibrateSequences(own, measureSequences(own, part)).score);
  const challengers = Array.from({length: defaults.seeds}, (_, k) =>
    challengeSequences(own, part, {
      seed: seed + seedStride * k,
      ...(updates === undefined ? {} : {updates})
    })
  );
  const networks = challengers.flatMap(one => scoreChallenger(own, one) ?? []).map(rounded);
  const {detectors} = judge(
    {attack, cluster, scores: {ngram: [ngram], ...(networks.length > 0 ? {gru: networks} : {})}},
    {seed, ...(replicates === undefined ? {} : {replicates}), reference: "ngram", model: "ngram"}
  );
  const contest = {
    ngram: detectors["ngram"]?.measures.pr_auc ?? null,
    gru: detectors["gru"]?.measures.pr_auc ?? null,
    gain: detectors["gru"]?.difference?.pr_auc ?? null
  };
  const {model, reason} = chooseSequenceModel(contest);
  const [challenger] = challengers;
  const typesRight = challenger ? shareOfTypes(own, challenger, truth.type.names, types) : null;
  const raised = (scores: Float64Array) => scores.map((score, row) => (own.raisable[row] === 0 ? 0 : score));
  const context = (detector: string): RowContext => ({
    family: "sequence",
    protocol: "leave_one_day_out",
    detector,
    slice_kind: "sequence_kind",
    slice: set.kind,
    rows: judged.length,
    attacks
  });
  const rows = [
    ...Object.entries(detectors).flatMap(([name, detector]) => listMeasures(context(name), detector)),
    ...listSeverities(context("ngram"), raised(ngram), attack, days),
    ...networks.slice(0, 1).flatMap(score => listSeverities(context("gru"), raised(score), attack, days)),
    evaluationRow(context("gru"), "types_right", typesRight)
  ];
  return {...counts, ...contest, chosen: model, reason, typesRight, rows};
}

/** Every measure with its interval, and by how much it exceeds the n-gram model's. */
function listMeasures(context: RowContext, {measures, difference}: JudgedDetector): EvaluationRow[] {
  return measureNames.flatMap(measure => {
    const {value} = measures[measure];
    const own = evaluationRow(context, measure, value, measures[measure]);
    if (difference === null) return [own];
    const gain = difference[measure];
    return [own, evaluationRow(context, `${measure}_less_ngram`, gain.value, gain)];
  });
}

/** What raising sequences at each severity and above comes to. */
function listSeverities(context: RowContext, score: Float64Array, attack: Uint8Array, days: number) {
  return tabulateSeverities(score, attack, Int32Array.from(attack.keys()), days).flatMap(line => [
    evaluationRow(context, `precision_${line.severity}`, line.precision),
    evaluationRow(context, `recall_${line.severity}`, line.recall),
    evaluationRow(context, `false_per_million_${line.severity}`, line.falsePerMillion),
    evaluationRow(context, `false_alerts_${line.severity}`, line.falsePositives)
  ]);
}

/** As they are published, so that equal scores are equal in every engine. */
const rounded = (scores: Float64Array) => scores.map(score => Math.round(score * 10_000) / 10_000);

function shareOfTypes(
  set: SequenceSet,
  challenger: Challenger,
  trueNames: readonly string[],
  trueTypes: Int32Array
): number | null {
  let called = 0;
  let right = 0;
  trueTypes.forEach((code, row) => {
    const {attack, type} = challenger.verdict(row);
    if (code === 0 || attack < challenging.attackFrom) return;
    ++called;
    if (set.types[type] === trueNames[code]) ++right;
  });
  return called === 0 ? null : right / called;
}
