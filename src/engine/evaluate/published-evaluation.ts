import type {Interval} from "./bootstrap.js";
import type {BruteForceLine} from "./brute-force.js";
import type {CalibrationPoint, GroupTail} from "./calibration-check.js";
import type {Control} from "./controls.js";
import type {FeatureDrift, ScoreStream} from "./drift.js";
import type {KnownAttackLine} from "./known-attack-figures.js";
import type {Measure} from "./measures.js";
import type {PatternEvaluation} from "./pattern-evaluation.js";
import type {ProtocolName} from "./protocols.js";
import type {SeverityLine} from "./severity-table.js";
import type {SliceKind} from "./slices.js";

/** What `npm run evaluate` found out about the detectors on labelled logs: published as evaluation.json. The same input, version and seed give the same bytes. */
export interface PublishedEvaluation {
  readonly stamp: EvaluationStamp;
  /** By name, as in the `evaluation` table. */
  readonly detectors: readonly EvaluatedDetector[];
  readonly protocols: Readonly<Record<string, string>>;
  readonly families: readonly FamilyEvaluation[];
  readonly bruteForce: BruteForceEvaluation;
  readonly patterns: PatternEvaluation;
  readonly published: PublishedComparison | null;
  /** What a reader should know of how this was measured, one sentence each. */
  readonly notes: readonly string[];
}

export interface EvaluationStamp {
  /** SHA-256 over the contents of all logs and of the truth, in hexadecimal. */
  readonly input: string;
  readonly origin: "simulated" | "recorded";
  /** Of the program. */
  readonly version: string;
  readonly seed: number;
  /** Most seeds that a detector ran with. */
  readonly seeds: number;
  /** Resamples of the bootstrap, which draws host-hours. */
  readonly replicates: number;
  readonly quick: boolean;
}

export interface EvaluatedDetector {
  readonly name: string;
  readonly label: string;
  readonly seeds: number;
}

/** One family of events. Where `unjudged` says why it could not be judged, everything after it is empty or null. */
export interface FamilyEvaluation {
  readonly family: string;
  readonly rows: number;
  readonly attacks: number;
  /** Rows that a build would learn from and calibrate on. */
  readonly references: number;
  /** Of the references, those that are attacks: what contaminates the training. */
  readonly contaminated: number;
  /** ISO dates. */
  readonly days: readonly string[];
  readonly unjudged: string | null;
  /** The detector that does best under the headline protocol, and how that was decided. */
  readonly winner: Winner | null;
  /** Without "all", which is the headline, and applications within data sets, which the table has. */
  readonly slices: readonly SliceInfo[];
  readonly detectors: readonly DetectorEvaluation[];
  readonly controls: readonly Control[];
  /** The controls' verdicts in one sentence. */
  readonly verdict: string | null;
  readonly duplicates: readonly DuplicateCount[];
  readonly dropped: DroppedFeatures | null;
  /** The known-attack classifier, which learns from labels and is therefore no rival of the detectors. */
  readonly knownAttacks: KnownAttackEvaluation | null;
  readonly drift: DriftEvaluation | null;
}

export interface Winner {
  readonly detector: string;
  readonly reason: string;
}

export interface DuplicateCount {
  readonly protocol: ProtocolName;
  /** Rows judged, and those of them that a training row equals in every column. */
  readonly judged: number;
  readonly seen: number;
}

/** One detector on one family. Intervals are 95%, of host-hours; figures are means over the seeds. */
export interface DetectorEvaluation {
  readonly detector: string;
  /** Calibrated scores under the headline protocol. */
  readonly headline: Readonly<Record<Measure, Interval>>;
  readonly bySeed: readonly Readonly<Record<Measure, number>>[];
  /** By how much it exceeds the isolation forest on the same resamples; null for itself. */
  readonly difference: Readonly<Record<Measure, Interval>> | null;
  readonly protocols: readonly ProtocolFigures[];
  readonly severities: SeverityFigures;
  /** False-positive rate and true-positive rate, of the first seed. */
  readonly roc: readonly (readonly [number, number])[];
  /** Recall and precision, of the first seed. */
  readonly precisionRecall: readonly (readonly [number, number])[];
  readonly calibration: readonly CalibrationPoint[];
  readonly tails: readonly GroupTail[];
  readonly slices: SliceFigures;
}

export interface ProtocolFigures {
  readonly protocol: ProtocolName;
  readonly calibrated: Readonly<Record<Measure, number>>;
  /** Of raw scores, which are not comparable between splits. */
  readonly raw: Readonly<Record<Measure, number>>;
  readonly prevalence: number;
  readonly rows: number;
  readonly attacks: number;
}

export interface SeverityFigures {
  /** Of the first seed, which is the one that a build uses. */
  readonly lines: readonly SeverityLine[];
  /** Per severity, gravest first: false alerts of every seed. */
  readonly falseAlertsBySeed: readonly (readonly number[])[];
}

/** A part of the judged events that has figures of its own under the headline protocol. */
export interface SliceInfo {
  readonly kind: SliceKind;
  readonly slice: string;
  readonly rows: number;
  readonly attacks: number;
}

/** A detector's figures per slice: every array has one entry for each of the family's `slices`, in their order. */
export interface SliceFigures {
  /** Null where a class is missing: then nothing can be told apart. */
  readonly measures: Readonly<Record<Measure, readonly (number | null)[]>>;
  /** 95% intervals of the ROC-AUC, of applications with enough host-hours; null elsewhere. */
  readonly rocAucInterval: readonly (readonly [low: number, high: number] | null)[];
  /** Share of attacks raised at each severity and above, gravest first, with the first seed; null without attacks. */
  readonly recall: readonly (readonly number[] | null)[];
  /** False alerts at each severity and above, gravest first, with the first seed. */
  readonly falseAlerts: readonly (readonly number[])[];
}

export interface DroppedFeatures {
  readonly detector: string;
  readonly protocol: ProtocolName;
  readonly before: Readonly<Record<Measure, number>>;
  /** By how much seeds alone differ with all features (greatest less least): a smaller change says nothing. */
  readonly seedSpread: Readonly<Record<Measure, number>>;
  readonly lines: readonly DroppedLine[];
}

export interface DroppedLine {
  readonly name: string;
  readonly kind: "group" | "feature";
  /** Names of the features left out. */
  readonly features: readonly string[];
  /** Measure without them less measure with them. */
  readonly change: Readonly<Record<Measure, number>>;
}

/** Whether a model learnt on some days still fits later ones. */
export interface DriftEvaluation {
  /** Whose scores were watched. */
  readonly detector: string;
  /** Of rows taken for benign, later half of the days against the earlier; the largest first. */
  readonly features: readonly FeatureDrift[];
  /** Scores of the chronological protocol's model over the days it did not see: of all events, and of those taken for benign. */
  readonly all: ScoreStream;
  readonly references: ScoreStream;
}

export interface KnownAttackEvaluation {
  /** Means over the unseen days' models, by trees that did not see a training row; null where none could be fitted. */
  readonly outOfBagAccuracy: number | null;
  readonly outOfBagBalanced: number | null;
  /** Per true type, on days that were not learnt from; a type of one day only is one that was never taught. */
  readonly unseenDays: readonly KnownAttackLine[];
  /** The same as counts: a row for each type, a column for each answer. */
  readonly confusion: {
    readonly types: readonly string[];
    readonly answers: readonly string[];
    readonly counts: readonly (readonly number[])[];
  };
  /** Per type that was left out of the training altogether; `right` is 0 by design. */
  readonly unseenTypes: readonly (KnownAttackLine & {
    /** Of normal rows of other host-hours, the share not called normal by the same model. */
    readonly normalCalledAttack: number | null;
  })[];
}

export interface BruteForceEvaluation {
  /** By which alerts count: those of the login rules, of the models, of either. Empty when it was not measured. */
  readonly by: readonly {
    readonly alerts: "login" | "model" | "either";
    readonly lines: readonly BruteForceLine[];
  }[];
}

/** Beside a published table. */
export interface PublishedComparison {
  readonly title: string;
  readonly detector: string;
  /** False when our figures come from other data than theirs. */
  readonly sameData: boolean;
  readonly theirMacro: number;
  readonly lines: readonly {
    readonly name: string;
    readonly application: string | null;
    readonly theirs: number;
    /** On flows of the same sensor; null where a class is missing or nothing tells the application apart. */
    readonly ours: number | null;
    /** On flows of all sensors. */
    readonly oursAllSensors: number | null;
  }[];
}
