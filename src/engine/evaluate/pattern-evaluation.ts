import type {BeaconEvaluation} from "./beacons.js";
import type {BurstFigures} from "./evaluate-bursts.js";
import type {SequenceJudgement} from "./sequences.js";

/** What `npm run evaluate` found out about what needs no model of events: rules, lists and patterns; part of evaluation.json. */
export interface PatternEvaluation {
  /** By detector and level, of a build's evidence. */
  readonly detectors: readonly EvidenceFigures[];
  /** By type of attack: what of it any of this evidence is about. */
  readonly attacks: readonly AttackFigures[];
  /** Simulated beacons and benign pairs. */
  readonly beacons: BeaconEvaluation;
  /** Simulated counts with bursts put into them. */
  readonly bursts: BurstFigures;
  /** By kind; empty where it was to be quick. */
  readonly sequences: readonly Omit<SequenceJudgement, "rows">[];
  /** Null where it was to be quick. */
  readonly incidents: IncidentFigures | null;
}

/** Events that a detector's evidence of one level is about. */
export interface EvidenceFigures {
  readonly detector: string;
  /** From 1 (low) to 4 (critical). */
  readonly level: number;
  readonly events: number;
  /** Of them, attacks and normal events by the truth; what the truth does not judge is neither. */
  readonly attacks: number;
  readonly normal: number;
}

export interface AttackFigures {
  readonly type: string;
  readonly events: number;
  /** Parties that the events are about. */
  readonly attackers: number;
  /** Of the attackers those that any evidence is about, and any of high level or above. */
  readonly found: number;
  readonly foundHigh: number;
}

export interface IncidentFigures {
  readonly events: number;
  readonly alerts: number;
  readonly incidents: number;
  readonly campaigns: number;
  /** Attacks by the truth: a type and the campaign that it was part of. */
  readonly attacks: number;
  /** Of them, those of which an incident tells. */
  readonly covered: number;
  /** Attacking parties by the truth, those that alerts are about, and those that are in an incident. */
  readonly attackers: number;
  readonly alerted: number;
  readonly inIncidents: number;
}
