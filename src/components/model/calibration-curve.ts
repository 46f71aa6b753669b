import {
  type Calibration,
  impliedFalseAlertsPerMillion,
  severityThresholds,
  tailProbability
} from "../../engine/detect/calibration/calibration.js";
import {calibrationOf, type GroupCalibration} from "../../engine/detect/calibration/group-calibration.js";
import type {PublishedFamily} from "../../engine/published.js";

/** A point of a calibrated curve. */
export interface CurvePoint {
  readonly raw: number;
  /** Probability that a benign event scores as high or higher. */
  readonly probability: number;
  /** Read off benign scores, or off the distribution fitted to the highest of them. */
  readonly part: "counted" | "fitted";
}

/** The least probability drawn: one in ten million. */
const least = 1e-7;
const tailPoints = 60;

/** The curve from certainty down to one in ten million. */
export function curveOf(calibration: Calibration): CurvePoint[] {
  const {scores} = calibration;
  const at = (raw: number, part: CurvePoint["part"]): CurvePoint => ({
    raw,
    probability: tailProbability(calibration, raw),
    part
  });
  const counted = scores.map(raw => at(raw, "counted"));
  const start = scores.at(-1);
  if (start === undefined || calibration.tail === null) return counted;
  // A tail of negative shape ends before it is that rare: its last bit falls steeply and is drawn all the same.
  const end = rawScoreAt(calibration, least) ?? 2 * start;
  const fitted = Array.from({length: tailPoints}, (_, i) =>
    at(start + ((end - start) * (i + 1)) / tailPoints, "fitted")
  );
  return [...counted, ...fitted.filter(({probability}) => probability >= least)];
}

/** Doublings of the highest benign score within which a rarer one is looked for. */
const mostDoublings = 10;

/** The raw score from which on benign events are at most this probable, to a billionth of the range; null where none is. */
export function rawScoreAt(calibration: Calibration, probability: number): number | null {
  const isRare = (raw: number) => tailProbability(calibration, raw) <= probability;
  let low = Math.min(0, calibration.scores[0] ?? 0);
  let high = calibration.scores.at(-1) ?? 1;
  for (let k = 0; !isRare(high); ++k) {
    if (k === mostDoublings) return null;
    high += Math.max(high - low, 1e-6);
  }
  const precision = 1e-9 * Math.max(1, high - low);
  while (high - low > precision) {
    const middle = (low + high) / 2;
    if (isRare(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Where a severity begins on a curve. */
export interface SeverityStart {
  readonly severity: keyof typeof severityThresholds;
  /** Least anomaly score. */
  readonly score: number;
  readonly perMillion: number;
  /** Least raw score; null where no raw score is rare enough. */
  readonly raw: number | null;
}

/** Gravest first. */
export function severityStarts(calibration: Calibration): SeverityStart[] {
  return (["critical", "high", "medium", "low"] as const).map(severity => {
    const perMillion = impliedFalseAlertsPerMillion(severity);
    return {
      severity,
      score: severityThresholds[severity],
      perMillion,
      raw: rawScoreAt(calibration, perMillion / 1e6)
    };
  });
}

/** The groups that have a curve, those with the most benign events first; null stands for all the others together. */
export function curveGroups({own}: GroupCalibration): (string | null)[] {
  const names = Object.keys(own).sort(
    (a, b) => (own[b]?.count ?? 0) - (own[a]?.count ?? 0) || (a < b ? -1 : 1)
  );
  return [...names, null];
}

/** The curve of a group under the detector whose score events carry, or of all groups without one of their own; null where there is no benign reference. */
export function calibrationOfGroup(
  family: PublishedFamily | undefined,
  group: string | null
): Calibration | null {
  const calibration = family?.detector?.calibration ?? null;
  if (calibration === null) return null;
  return group === null ? calibration.rest : calibrationOf(calibration, group);
}
