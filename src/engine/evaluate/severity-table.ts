import {
  anomalyScore,
  impliedFalseAlertsPerMillion,
  severityThresholds
} from "../detect/calibration/calibration.js";
import {confusionAt, type RaisedSeverity} from "./confusion.js";
import {type Bounds, poissonRange} from "./poisson.js";

/** What raising an alert at a severity and above comes to, beside what its calibration promises. */
export interface SeverityLine {
  readonly severity: RaisedSeverity;
  readonly truePositives: number;
  readonly falsePositives: number;
  /** Null where nothing was raised, or there is no attack. */
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** Events raised per day, right and wrong ones. */
  readonly alertsPerDay: number;
  readonly falsePerMillion: number | null;
  /** What the severity's threshold implies. */
  readonly impliedPerMillion: number;
  /** False alerts that leaves unsurprising among this many normal rows, with 99% probability. */
  readonly bounds: Bounds;
  /** Whether the false alerts lie within; "below" keeps the promise too, and costs recall. */
  readonly within: "within" | "above" | "below";
}

/** Gravest first. */
export const raisedSeverities = Object.keys(severityThresholds) as readonly RaisedSeverity[];

export const boundsConfidence = 0.99;

/**
 * The lines of all severities.
 * @param anomaly scores of all rows, as `anomalyScores` gives them.
 * @param rows numbers of those to count.
 * @param days that they cover.
 */
export function tabulateSeverities(
  anomaly: Float64Array,
  attack: Uint8Array,
  rows: Int32Array,
  days: number
): readonly SeverityLine[] {
  const scores = Float64Array.from(rows, row => anomaly[row] as number);
  const labels = Uint8Array.from(rows, row => attack[row] as number);
  return raisedSeverities.map(severity => {
    const found = confusionAt(scores, labels, severityThresholds[severity]);
    const normal = found.falsePositives + found.trueNegatives;
    const impliedPerMillion = impliedFalseAlertsPerMillion(severity);
    const bounds = poissonRange((impliedPerMillion * normal) / 1e6, boundsConfidence);
    const count = found.falsePositives;
    return {
      severity,
      truePositives: found.truePositives,
      falsePositives: count,
      precision: found.precision,
      recall: found.recall,
      f1: found.f1,
      alertsPerDay: (found.truePositives + count) / Math.max(1, days),
      falsePerMillion: normal === 0 ? null : (1e6 * count) / normal,
      impliedPerMillion,
      bounds,
      within: count > bounds.high ? "above" : count < bounds.low ? "below" : "within"
    };
  });
}

/** Anomaly scores to four decimals, which is what is published and what severities follow from. */
export function anomalyScores(probability: Float64Array): Float64Array {
  return probability.map(p => Math.round(anomalyScore(p) * 10_000) / 10_000);
}
