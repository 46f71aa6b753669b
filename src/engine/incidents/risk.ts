import {countTail} from "../detect/bursts/count-tail.js";
import {severityThresholds} from "../detect/calibration/calibration.js";

/** What one detector says of a source. */
export interface DetectorSays {
  readonly detector: string;
  /** Highest level of its findings, 0 to 4. */
  readonly level: number;
  /**
   * Of a detector whose levels are rates of false alarms (the models): how many of the source's events it judged, and how
   * many of them reached each level, from low to critical; absent of rules.
   */
  readonly judged?: {readonly events: number; readonly reached: readonly [number, number, number, number]};
}

/** What is known of a source. */
export interface SourceFacts {
  readonly detectors: readonly DetectorSays[];
  /** Distinct findings about it, over all detectors. */
  readonly findings: number;
  /** Logins refused; null where no log of logins knows the source. */
  readonly failedLogins: number | null;
  /** Hosts that findings about it are against. */
  readonly targets: number;
  /** Whether it got in somewhere that is no honeypot. */
  readonly succeeded: boolean;
  /** Lists and signatures that know the address as bad. */
  readonly lists: number;
  /** Whether it is a host of the campus: what it does, somebody makes it do. */
  readonly internal: boolean;
  /** Whether its country is known and not the campus's. */
  readonly foreign: boolean;
}

/** Most points of each part; they add up to 100, so that no sum has to be cut. */
export const riskDefaults = {
  strongest: 54,
  corroboration: 12,
  success: 10,
  campus: 8,
  lists: 4,
  failedLogins: 4,
  findings: 3,
  targets: 3,
  foreign: 2,
  /** What is merely rare counts this much of what a rule says is an attack. */
  judged: 0.75,
  /** A second detector adds this share of what it would give by itself, all of them at most `corroboration`. */
  share: 0.3,
  /** Below this score, on the scale of `anomaly_score`, a detector says nothing. */
  floor: 0.3,
  /** Points grow with this power of the score above the floor: four quiet findings are not one grave one. */
  power: 1.5,
  /** Failed logins, findings and targets from which on more make no difference. */
  manyFailed: 1000,
  manyFindings: 8,
  manyTargets: 64,
  /** Least total of each threat level, critical to medium; any points at all are low. */
  critical: 70,
  high: 50,
  medium: 27
};

export type RiskPartName =
  | "strongest detector"
  | "other detectors"
  | "success"
  | "campus host"
  | "known-bad lists"
  | "failed logins"
  | "distinct findings"
  | "targets"
  | "foreign country";

export interface RiskPart {
  readonly part: RiskPartName;
  /** What was seen, in words. */
  readonly value: string;
  /** Tenths of a point are exact: parts add up to the total. */
  readonly points: number;
}

export interface Risk {
  /** 0 to 100, in tenths. */
  readonly risk: number;
  readonly level: ThreatLevel;
  /** Those with points, in the order of `riskDefaults`. */
  readonly parts: readonly RiskPart[];
}

export type ThreatLevel = "critical" | "high" | "medium" | "low" | "none";

/**
 * Risk of one source. The detector that says most counts in full; others corroborate it, up to a cap. A model's word is
 * the probability that a benign source of as many events would have had so many unusual ones at the best of its four
 * levels (Poisson tail, and Sidak for having looked at four), so that a busy host does not win by volume: for one event at
 * the best level this is Sidak's 1 - (1 - p)^n. What else is known adds a little, each with its own cap.
 */
export function assessRisk(facts: SourceFacts, options = riskDefaults): Risk {
  const points = facts.detectors
    .map(says => ({detector: says.detector, points: detectorPoints(says, options)}))
    .sort((a, b) => b.points - a.points || (a.detector < b.detector ? -1 : 1));
  const [strongest, ...others] = points.filter(({points}) => points > 0);
  const corroborating = others.reduce((sum, other) => sum + other.points * options.share, 0);
  const failed = facts.failedLogins ?? 0;
  const further = Math.max(0, facts.findings - 1);
  const all: [RiskPartName, string, number][] = [
    ["strongest detector", strongest?.detector ?? "", strongest?.points ?? 0],
    [
      "other detectors",
      others.map(({detector}) => detector).join(", "),
      Math.min(options.corroboration, corroborating)
    ],
    ["success", "got in", facts.succeeded ? options.success : 0],
    [
      "campus host",
      "of the campus itself",
      facts.internal ? (options.campus * (strongest?.points ?? 0)) / options.strongest : 0
    ],
    ["known-bad lists", String(facts.lists), share(facts.lists, 2) * options.lists],
    ["failed logins", String(failed), share(failed, options.manyFailed) * options.failedLogins],
    ["distinct findings", String(facts.findings), share(further, options.manyFindings) * options.findings],
    ["targets", String(facts.targets), share(facts.targets, options.manyTargets) * options.targets],
    ["foreign country", "yes", facts.foreign ? options.foreign : 0]
  ];
  const tenths = all.map(([part, value, points]) => ({part, value, tenths: Math.round(points * 10)}));
  const risk = tenths.reduce((sum, part) => sum + part.tenths, 0) / 10;
  const parts = tenths
    .filter(part => part.tenths > 0)
    .map(({part, value, tenths}) => ({part, value, points: tenths / 10}));
  return {risk, level: threatLevel(risk, options), parts};
}

export function threatLevel(risk: number, options = riskDefaults): ThreatLevel {
  if (risk >= options.critical) return "critical";
  if (risk >= options.high) return "high";
  if (risk >= options.medium) return "medium";
  return risk > 0 ? "low" : "none";
}

/** Logarithmic share of "many": 0 of none, 1 from `many` on. */
const share = (count: number, many: number): number =>
  Math.min(1, Math.log1p(Math.max(0, count)) / Math.log1p(many));

function detectorPoints({level, judged}: DetectorSays, options: typeof riskDefaults): number {
  const score = judged ? jointScore(judged.events, judged.reached) : (levelScores[level] ?? 0);
  const above = Math.max(0, (score - options.floor) / (1 - options.floor));
  return options.strongest * Math.min(1, above) ** options.power * (judged ? options.judged : 1);
}

/** Scores that levels begin at, by level. */
const levelScores = [
  0,
  severityThresholds.low,
  severityThresholds.medium,
  severityThresholds.high,
  severityThresholds.critical
];

/** The score, min(1, -log10(p) / 6), of having so many events at each level among as many benign ones. */
function jointScore(events: number, reached: readonly number[]): number {
  let best = 0;
  for (const [i, count] of reached.entries()) {
    if (count === 0) continue;
    const rate = 10 ** (-6 * (levelScores[i + 1] ?? 1));
    // countTail is about excesses; one event is Sidak's case, whose closed form is exact for any mean.
    const mean = Math.max(events, count) * rate;
    const tail = count === 1 ? Math.log10(-Math.expm1(-mean)) : countTail(count, mean, 0);
    best = Math.min(best, tail);
  }
  // The best of four looks.
  const p = -Math.expm1(reached.length * Math.log1p(-Math.min(1 - 1e-12, 10 ** best)));
  return best < 0 ? Math.min(1, Math.max(0, -Math.log10(Math.max(p, 1e-300)) / 6)) : 0;
}

/** What a site's risk is made of: sources on it, and sources outside that findings at it are about. */
export interface SiteFacts {
  readonly risks: readonly number[];
}

export const siteDefaults = {
  /** Further sources of high risk and above add this much of what is left to 100, each; at most `most` of it. */
  each: 0.05,
  most: 0.5
};

/** Risk of a site: of its riskiest source, raised by every further one of high risk. In tenths, 0 to 100. */
export function assessSite({risks}: SiteFacts, options = siteDefaults, thresholds = riskDefaults): number {
  const [worst = 0, ...others] = [...risks].sort((a, b) => b - a);
  const high = others.filter(risk => risk >= thresholds.high).length;
  const raised = worst + (100 - worst) * Math.min(options.most, high * options.each);
  return Math.round(raised * 10) / 10;
}
