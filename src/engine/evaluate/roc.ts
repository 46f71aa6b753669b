import type {Ranking, Tally} from "./ranking.js";
import {tally} from "./ranking.js";

/** A point of the ROC curve: what is caught and what is falsely raised when rows of this score and higher raise an alert. */
export interface RocPoint {
  /** Infinity at the point where nothing is raised. */
  readonly threshold: number;
  /** Of normal rows, the share raised. */
  readonly falsePositiveRate: number;
  /** Of attacks, the share raised. */
  readonly truePositiveRate: number;
}

/**
 * The probability that an attack scores higher than a normal row, ties counting half: the area under the ROC curve (Hanley and
 * McNeil 1982, https://doi.org/10.1148/radiology.143.1.7063747), by mid-ranks. In [0, 1].
 */
export function rocAuc({attacks, normals, attackTotal, normalTotal}: Tally): number {
  let above = 0;
  let area = 0;
  for (let block = 0; block < attacks.length; ++block) {
    const here = attacks[block] as number;
    area += (normals[block] as number) * (above + here / 2);
    above += here;
  }
  return area / (attackTotal * normalTotal);
}

/**
 * The share of attacks caught at the lowest threshold that raises at most the share `target` of normal rows. No point is
 * interpolated: a threshold between two rows of equal score cannot be set, and with fewer than 1 / target normal rows
 * none of them may be raised. In [0, 1].
 */
export function tprAtFpr({attacks, normals, attackTotal, normalTotal}: Tally, target: number): number {
  let caught = 0;
  let raised = 0;
  for (let block = 0; block < attacks.length; ++block) {
    raised += normals[block] as number;
    if (raised / normalTotal > target) break;
    caught += attacks[block] as number;
  }
  return caught / attackTotal;
}

/** The threshold of `tprAtFpr`: the lowest score that raises at most the share `target` of normal rows; infinite where none does. */
export function thresholdAtFpr(ranking: Ranking, target: number): number {
  const {normals, normalTotal} = tally(ranking);
  let raised = 0;
  let threshold = Number.POSITIVE_INFINITY;
  for (let block = 0; block < normals.length; ++block) {
    raised += normals[block] as number;
    if (raised / normalTotal > target) break;
    threshold = ranking.scores[block] as number;
  }
  return threshold;
}

/**
 * The ROC curve for drawing, from (0, 0) to (1, 1): true points of it, left out where they are nearer to the one before than
 * 1 / `steps` on both axes and than a tenth of its false-positive rate, so that a logarithmic axis has points too.
 */
export function rocCurve(ranking: Ranking, steps = 200): readonly RocPoint[] {
  const {attacks, normals, attackTotal, normalTotal} = tally(ranking);
  let last: RocPoint = {
    threshold: Number.POSITIVE_INFINITY,
    falsePositiveRate: 0,
    truePositiveRate: 0
  };
  const points = [last];
  let caught = 0;
  let raised = 0;
  for (let block = 0; block < attacks.length; ++block) {
    caught += attacks[block] as number;
    raised += normals[block] as number;
    const point: RocPoint = {
      threshold: ranking.scores[block] as number,
      falsePositiveRate: raised / normalTotal,
      truePositiveRate: caught / attackTotal
    };
    const near =
      point.falsePositiveRate - last.falsePositiveRate < 1 / steps &&
      point.truePositiveRate - last.truePositiveRate < 1 / steps &&
      point.falsePositiveRate <= 1.1 * last.falsePositiveRate;
    if (near && block < attacks.length - 1) continue;
    points.push(point);
    last = point;
  }
  return points;
}
