import type {Ranking, Tally} from "./ranking.js";
import {tally} from "./ranking.js";

/** A point of the precision-recall curve, when rows of this score and higher raise an alert. */
export interface PrecisionRecallPoint {
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
}

/** The share of attacks: what the average precision of a detector that knows nothing comes to. */
export function prevalence({attackTotal, normalTotal}: Tally): number {
  return attackTotal / (attackTotal + normalTotal);
}

/**
 * Average precision: precision at each score, weighted by the attacks that have it. A step function, since the straight line between
 * two points of a precision-recall curve is not attainable (Davis and Goadrich 2006, https://doi.org/10.1145/1143844.1143874).
 * Equal scores are taken or left together. In (0, 1].
 */
export function averagePrecision({attacks, normals, attackTotal}: Tally): number {
  let caught = 0;
  let raised = 0;
  let sum = 0;
  for (let block = 0; block < attacks.length; ++block) {
    const here = attacks[block] as number;
    caught += here;
    raised += here + (normals[block] as number);
    if (here > 0) sum += (here * caught) / raised;
  }
  return sum / attackTotal;
}

/** The precision-recall curve for drawing, by falling threshold: true points of it, at least 1 / `steps` apart on an axis. */
export function precisionRecallCurve(ranking: Ranking, steps = 200): readonly PrecisionRecallPoint[] {
  const {attacks, normals, attackTotal} = tally(ranking);
  const points: PrecisionRecallPoint[] = [];
  let caught = 0;
  let raised = 0;
  for (let block = 0; block < attacks.length; ++block) {
    caught += attacks[block] as number;
    raised += (attacks[block] as number) + (normals[block] as number);
    const point = {
      threshold: ranking.scores[block] as number,
      precision: caught / raised,
      recall: caught / attackTotal
    };
    const last = points[points.length - 1];
    const near =
      last !== undefined &&
      Math.abs(point.precision - last.precision) < 1 / steps &&
      point.recall - last.recall < 1 / steps;
    if (!near || block === attacks.length - 1) points.push(point);
  }
  return points;
}
