import type {FeatureMatrix} from "../analysis/score/collect-features.js";
import type {createScale} from "../analysis/score/score-scale.js";
import {severityOf, severityThresholds} from "../detect/calibration/calibration.js";
import type {GroupCalibration} from "../detect/calibration/group-calibration.js";
import type {Severity} from "../event.js";

/** What a forest makes of rows. */
export interface JudgedRows {
  /** By row. */
  readonly raw: Float64Array;
  /** By row: anomaly scores; null where there are too few rows to say what is unusual among them. */
  readonly scores: Float64Array | null;
  /** By row: 1 where it is flagged. */
  readonly flagged: Uint8Array;
  /** By severities low and above, or by the share `contamination` where nothing is known to be benign and severities mean nothing. */
  readonly flaggedBy: "severity" | "contamination";
  readonly severities: Readonly<Record<Severity, number>>;
}

/**
 * @param raw by row
 * @param threshold raw score that the share `contamination` exceeds
 * @param scale of the forest, as `createScale` gives it
 */
export function judgeRows(
  {application}: Pick<FeatureMatrix, "application">,
  raw: Float64Array,
  {
    calibration,
    threshold,
    scale
  }: {
    readonly calibration: GroupCalibration | null;
    readonly threshold: number;
    readonly scale: ReturnType<typeof createScale>;
  }
): JudgedRows {
  const scores = scale && raw.map((score, row) => scale(application[row] ?? 0, score));
  const severities = {none: 0, low: 0, medium: 0, high: 0, critical: 0};
  const isPromised = calibration !== null && scores !== null;
  const flagged = new Uint8Array(raw.length);
  raw.forEach((score, row) => {
    const own = scores?.[row] ?? 0;
    if (isPromised) ++severities[severityOf(own)];
    flagged[row] = Number(isPromised ? own >= severityThresholds.low : score > threshold);
  });
  return {raw, scores, flagged, flaggedBy: isPromised ? "severity" : "contamination", severities};
}
