import {type Calibration, calibrate, tailProbability} from "./calibration.js";

export const defaults = {
  /** Benign scores from which on a group has a distribution of its own. */
  leastOwn: 500
};

/**
 * Benign scores by application group: a DNS lookup that is ordinary among DNS lookups is not among file transfers, and what a
 * score means is told within its group. Plain JSON.
 */
export interface GroupCalibration {
  /** Groups with enough benign scores of their own, by name. */
  readonly own: Readonly<Record<string, Calibration>>;
  /** All other groups together; all groups together where the others alone are too few. */
  readonly rest: Calibration;
}

/**
 * Learns what benign scores look like in every group. Null with fewer than 500 of them in all: then nothing can be said about
 * false alarms. Throws a RangeError on a score that is not finite.
 * @param groups by score, an index into `names`
 */
export function calibrateGroups(
  benignScores: Float64Array,
  groups: Int32Array,
  names: readonly string[]
): GroupCalibration | null {
  const counts = new Int32Array(names.length);
  for (const group of groups) counts[group] = (counts[group] ?? 0) + 1;
  const isOwn = Array.from(counts, count => count >= defaults.leastOwn);
  const scoresOf = (belongs: (group: number) => boolean) =>
    benignScores.filter((_, row) => belongs(groups[row] ?? -1));
  const own: Record<string, Calibration> = {};
  names.forEach((name, group) => {
    const calibration = isOwn[group] ? calibrate(scoresOf(g => g === group)) : null;
    if (calibration !== null) own[name] = calibration;
  });
  const rest = calibrate(scoresOf(group => !isOwn[group])) ?? calibrate(benignScores);
  return rest === null ? null : {own, rest};
}

/** The calibration that tells what a score of this group means. */
export function calibrationOf({own, rest}: GroupCalibration, group: string): Calibration {
  // Names of groups come from logs: "constructor" is one that an object seems to have.
  return Object.hasOwn(own, group) ? (own[group] ?? rest) : rest;
}

/** The probability, in (0, 1], that a benign event of the group scores this high or higher. */
export function groupTailProbability(calibration: GroupCalibration, group: string, score: number): number {
  return tailProbability(calibrationOf(calibration, group), score);
}
