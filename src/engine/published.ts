import type {Suppression} from "./decisions/fold-decisions.js";
import type {GroupCalibration} from "./detect/calibration/group-calibration.js";
import type {ForestOrigin} from "./detect/isolation-forest/file.js";
import type {Severity} from "./event.js";
import type {UsualByGroup} from "./explain/usual-values.js";
import type {BusinessHours} from "./features/context.js";
import type {ModelFamily} from "./features/event-block.js";
import type {DroppedColumn} from "./features/select-columns.js";

/** What every page says of the data as a whole: published as site.json. */
export interface Site {
  /** "mixed" when some of it is simulated. */
  readonly origin: "simulated" | "recorded" | "mixed";
  /** The campus's name, home country (ISO 3166-1 alpha-2) and time zone (IANA). */
  readonly campus: string;
  /** The campus's address ranges, for masking its addresses. */
  readonly prefixes: readonly string[];
  readonly country: string | null;
  readonly time_zone: string;
  /** On that clock. */
  readonly business_hours: BusinessHours;
  /** Name and date of the geolocation database; null without one. */
  readonly geolocation: string | null;
  /** DB-IP's licence asks for a link wherever its places are shown. */
  readonly attributeDbIp: boolean;
  /** Where the simulated story begins and ends, and what happens in it; null for recorded data. */
  readonly simulation: unknown;
  /** What analysts said to be expected in files of decisions, and what it silenced. Absent in older builds. */
  readonly suppressed?: readonly SuppressedBy[];
}

/** A suppression, and the findings that raised no alert because of it. */
export interface SuppressedBy extends Suppression {
  /** Whether it had run out when the data ends; then nothing was held against it, and nothing is counted. */
  readonly expired: boolean;
  /** Findings, and events that they are of; null where nothing was held against it. */
  readonly findings: number | null;
  readonly events: number | null;
  /** Alerts that there would be otherwise. One that several suppressions took parts of counts for the first of them. */
  readonly alerts: number | null;
}

/** What the simulator says of the logs it wrote: `simulation` in site.json. */
export interface Simulation {
  readonly seed: number;
  /** ISO 8601, UTC. */
  readonly start: string;
  readonly days: number;
  readonly story: readonly Chapter[];
}

/** Something that happens in a simulated story. */
export interface Chapter {
  /** ISO 8601, UTC. */
  readonly from: string;
  readonly to: string;
  readonly scenario: string;
  /** In a sentence. */
  readonly what: string;
  readonly attackers: readonly string[];
  readonly victims: readonly string[];
  /** Null: background noise. */
  readonly campaign: string | null;
}

/** A family's isolation forest as a whole; its trees are in `model-<family>.bin`. */
export interface PublishedForest {
  readonly trees: number;
  /** Rows that each tree was grown from. */
  readonly samples: number;
  /** Share of the rows it learnt from that is taken to be unusual, and the raw score that they exceed. */
  readonly contamination: number;
  readonly threshold: number;
  /** Null of a file that does not tell. */
  readonly origin: ForestOrigin | null;
  /** The file's name where the forest was given (`npm run data -- --model FILE`); null where it was trained on these data. */
  readonly file: string | null;
  /** Minus the mean path length of a row of which nothing is known: what an explanation's parts are added to. */
  readonly base: number;
  /** Mean of how much each feature adds to or takes from the path length, over benign references; the largest first. */
  readonly importance: readonly {readonly feature: string; readonly value: number}[];
  /** Events by raw score, in `bins` equal bins over [0, 1]. */
  readonly histogram: {
    readonly bins: number;
    readonly reference: readonly number[];
    readonly others: readonly number[];
  };
}

/** A detector as pages name it, and what its scores mean. */
export interface PublishedDetector {
  /** "isolation_forest", "combined", ... */
  readonly name: string;
  readonly label: string;
  /** What its explanations are measured in: "path length", "decades of p". */
  readonly unit: string;
  readonly calibration: GroupCalibration | null;
}

/** What was learnt of one family of events: part of model.json. */
export interface PublishedFamily {
  readonly family: ModelFamily;
  /** Events of the family. */
  readonly rows: number;
  /** Of them, those that nothing speaks against. */
  readonly references: number;
  readonly dropped: readonly DroppedColumn[];
  /** Null when there were too few events, or nothing varied: then nothing is scored. */
  readonly forest: PublishedForest | null;
  /** Distributions of the forest's benign scores; null without enough benign events: then scores rank within the family only. */
  readonly calibration: GroupCalibration | null;
  /** The detector whose score events carry; null when nothing is scored. */
  readonly detector: PublishedDetector | null;
  /** What benign events measure, by column of `featureSets`; null without events. */
  readonly usual: UsualByGroup | null;
}

/** What was learnt: published as model.json. */
export interface PublishedModel {
  readonly families: readonly PublishedFamily[];
  /** False alarms per million benign events that each severity implies, where there is a calibration. */
  readonly falseAlertsPerMillion: Readonly<Record<Severity, number>>;
}

/** The simulator's account, or null where data is recorded or the account is not one. */
export function readSimulation(value: unknown): Simulation | null {
  if (typeof value !== "object" || value === null) return null;
  const {seed, start, days, story} = value as Record<string, unknown>;
  if (typeof seed !== "number" || typeof start !== "string" || typeof days !== "number") return null;
  return {seed, start, days, story: Array.isArray(story) ? (story as Chapter[]) : []};
}
