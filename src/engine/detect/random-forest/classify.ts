import {distanceTo, positionsOf} from "./examples.js";
import type {RandomForest} from "./model.js";
import {likeliest} from "./out-of-bag.js";
import {requireRows, scoreClasses} from "./score.js";

/** The class of a row unlike anything that the forest was trained on. */
export const unknown = -1;

/** What `classify` writes for each row. */
export interface Verdicts {
  /** The position of its class, or `unknown`. */
  readonly label: Int32Array;
  /** The position of the class that is likeliest, be it familiar or not. */
  readonly likeliest: Int32Array;
  /** Row x class, as `scoreClasses` gives it. */
  readonly probability: Float64Array;
  /** From the nearest example of the likeliest class, 0 to 1.5: see `Examples`. */
  readonly distance: Float64Array;
}

/** Room for the verdicts on `count` rows. */
export function createVerdicts(forest: RandomForest, count: number): Verdicts {
  return {
    label: new Int32Array(count),
    likeliest: new Int32Array(count),
    probability: new Float64Array(count * forest.classes.length),
    distance: new Float64Array(count)
  };
}

/**
 * Says of row-major `rows` which class they belong to, or that the forest has not seen their like. The likeliest class
 * is the answer if two things hold, otherwise `unknown`: the trees agree, so that its probability is at least what nearly
 * all known rows of the class have from trees that did not see them (`leastProbability`); and the row resembles the class, so
 * that its nearest example is no farther than nearly all of the class's own rows are from theirs (`mostDistance`). Trees
 * alone look only at the columns that tell the known classes apart, and may be unanimous about what is like none of them.
 * Throws a RangeError when `columns` is not what the forest was fitted on or there is too little room.
 */
export function classify(forest: RandomForest, rows: Float32Array, columns: number, out: Verdicts): void {
  const count = requireRows(forest, rows, columns);
  const room = Math.min(out.label.length, out.likeliest.length, out.distance.length);
  if (room < count) throw new RangeError(`need room for ${count} verdicts, have ${room}`);
  scoreClasses(forest, rows, columns, out.probability);
  const classes = forest.classes.length;
  const {examples, leastProbability, mostDistance} = forest.familiar;
  const positions = new Int16Array(examples.use.length);
  for (let i = 0; i < count; ++i) {
    const best = likeliest(out.probability, i * classes, classes);
    positionsOf(examples, rows, i * columns, positions);
    const distance = distanceTo(examples, best, positions);
    const agreed = (out.probability[i * classes + best] ?? 0) >= (leastProbability[best] ?? 1);
    const near = distance <= (mostDistance[best] ?? 0);
    out.likeliest[i] = best;
    out.distance[i] = distance;
    out.label[i] = agreed && near ? best : unknown;
  }
}
