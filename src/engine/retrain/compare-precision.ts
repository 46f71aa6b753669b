import {averagePrecision} from "../evaluate/precision-recall.js";
import {rankScores, tally} from "../evaluate/ranking.js";

/** Labels of rows as numbers. */
export const labelCodes = {normal: 0, attack: 1, unknown: 2} as const;

/** How well scores put labelled attacks before labelled normal events. */
export interface PrecisionComparison {
  readonly attacks: number;
  readonly normals: number;
  /** What guessing comes to. */
  readonly prevalence: number;
  /** Average precision (PR-AUC), in the order of the lists that were given; null of a list that is null. */
  readonly averages: readonly (number | null)[];
}

/**
 * @param label by row, of `labelCodes`
 * @param lists finite scores by row
 * @returns null where not both attacks and normal events are labelled
 */
export function comparePrecision(
  label: Uint8Array,
  lists: readonly (Float64Array | null)[]
): PrecisionComparison | null {
  const isLabelled = (_: number, row: number) => label[row] !== labelCodes.unknown;
  const attack = label.filter(isLabelled);
  const attacks = attack.reduce((sum, one) => sum + one, 0);
  const normals = attack.length - attacks;
  if (attacks === 0 || normals === 0) return null;
  const tallies = lists.map(scores => scores && tally(rankScores(scores.filter(isLabelled), attack)));
  return {
    attacks,
    normals,
    prevalence: attacks / (attacks + normals),
    averages: tallies.map(found => found && averagePrecision(found))
  };
}
