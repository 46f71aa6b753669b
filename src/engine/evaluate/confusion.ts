import {severityThresholds} from "../detect/calibration/calibration.js";

/** What an alert threshold comes to. */
export interface Confusion {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
  /** Of alerts, the share that are attacks; null when nothing raised one. */
  readonly precision: number | null;
  /** Of attacks, the share that raised an alert; null without attacks. */
  readonly recall: number | null;
  /** Harmonic mean of precision and recall; null without attacks and alerts. */
  readonly f1: number | null;
  /** Of normal rows, the share that raised an alert; null without normal rows. */
  readonly falsePositiveRate: number | null;
}

export type RaisedSeverity = keyof typeof severityThresholds;

/**
 * Counts when rows that score `threshold` or higher raise an alert. One class alone is allowed: what it cannot tell is null.
 * Throws a RangeError when lengths differ, on a NaN score or threshold, or on a label other than 0 and 1.
 */
export function confusionAt(
  scores: ArrayLike<number>,
  attack: ArrayLike<number>,
  threshold: number
): Confusion {
  if (scores.length !== attack.length) {
    throw new RangeError(
      `need one label for each score, have ${scores.length} scores and ${attack.length} labels`
    );
  }
  if (Number.isNaN(threshold)) throw new RangeError("invalid threshold: NaN; expected a number");
  // Indexed by 2 * label + raised.
  const counts: [number, number, number, number] = [0, 0, 0, 0];
  for (let row = 0; row < scores.length; ++row) {
    const score = scores[row] as number;
    const label = attack[row] as number;
    if (Number.isNaN(score)) throw new RangeError(`invalid score: NaN in row ${row}; expected a number`);
    if (label !== 0 && label !== 1) {
      throw new RangeError(`invalid label: ${label} in row ${row}; expected 0 (normal) or 1 (attack)`);
    }
    const cell = 2 * label + (score >= threshold ? 1 : 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const [trueNegatives, falsePositives, falseNegatives, truePositives] = counts;
  return {
    threshold,
    truePositives,
    falsePositives,
    falseNegatives,
    trueNegatives,
    precision: share(truePositives, truePositives + falsePositives),
    recall: share(truePositives, truePositives + falseNegatives),
    f1: share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
    falsePositiveRate: share(falsePositives, falsePositives + trueNegatives)
  };
}

/**
 * The confusion at the threshold of each severity, gravest first: alerts of that severity and higher.
 * @param anomalyScores calibrated scores in [0, 1] (`anomalyScore`).
 */
export function confusionBySeverity(
  anomalyScores: ArrayLike<number>,
  attack: ArrayLike<number>
): Readonly<Record<RaisedSeverity, Confusion>> {
  const at = (severity: RaisedSeverity) => confusionAt(anomalyScores, attack, severityThresholds[severity]);
  return {critical: at("critical"), high: at("high"), medium: at("medium"), low: at("low")};
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
