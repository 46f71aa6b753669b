import {anomalyScore, tailProbability} from "../../detect/calibration/calibration.js";
import {
  calibrateGroups,
  calibrationOf,
  type GroupCalibration
} from "../../detect/calibration/group-calibration.js";

/**
 * The anomaly score that an event carries, by its group and the raw score. Without a calibration it is told among the given scores
 * themselves: how unusual an event is among its own kind. Kept to four decimals, so that sums of them are exact.
 * @param application by score, an index into `applications`
 * @returns null where there are too few scores to tell what is unusual among them
 */
export function createScale(
  application: Int32Array,
  scores: Float64Array,
  calibration: GroupCalibration | null,
  applications: readonly string[]
): ((group: number, score: number) => number) | null {
  const reference = calibration ?? calibrateGroups(scores, application, applications);
  if (!reference) return null;
  const calibrations = applications.map(name => calibrationOf(reference, name));
  return (group, score) => {
    const own = calibrations[group] ?? reference.rest;
    return Math.round(anomalyScore(tailProbability(own, score)) * 10_000) / 10_000;
  };
}
