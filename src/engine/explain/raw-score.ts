import {averagePathLength} from "../detect/isolation-forest/path.js";

/**
 * The raw score that the total of a detector's explanation comes to: of an isolation forest 2^(total / c(samples)), of nearest
 * neighbours the root of the squared distance, of others the total itself.
 * @param samples of a forest the rows that each tree was grown from
 */
export function rawScoreOf(detector: string, total: number, samples: number): number {
  if (detector === "isolation_forest") return 2 ** (total / averagePathLength(samples));
  if (detector === "knn") return Math.sqrt(Math.max(0, total));
  return total;
}
