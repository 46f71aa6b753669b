import {type Calibration, calibrate, tailProbability} from "../calibration/calibration.js";

/** Classes of lengths: surprise per step varies more the fewer steps there are. Upper bounds, included; the last has none. */
const lengthBounds = [1, 4, 16] as const;

/**
 * Tail probabilities within the narrowest class that has 500 reference scores: sequences of the group of about this length, the group, or all
 * groups. Where all together are fewer, the share of reference scores at least as high, the judged one counted in (so that it is never 0).
 */
export interface LayeredCalibration {
  /** In (0, 1]: how often a reference sequence of this group and length scores as high or higher. */
  probability(group: number, length: number, score: number): number;
  /** False where there are fewer than 500 reference scores: then nothing is promised about false alarms. */
  readonly promises: boolean;
}

const lengthClass = (length: number) => lengthBounds.filter(bound => length > bound).length;
const classes = lengthBounds.length + 1;

/** All arrays by reference sequence. Throws a RangeError on a score that is not finite. */
export function calibrateLayers(
  scores: Float64Array,
  group: ArrayLike<number>,
  length: ArrayLike<number>
): LayeredCalibration {
  const byGroup = new Map<number, number[]>();
  const byClass = new Map<number, number[]>();
  const add = (to: Map<number, number[]>, key: number, score: number) => {
    const list = to.get(key);
    if (list) list.push(score);
    else to.set(key, [score]);
  };
  scores.forEach((score, k) => {
    const g = group[k] as number;
    add(byGroup, g, score);
    add(byClass, g * classes + lengthClass(length[k] as number), score);
  });
  const learn = (from: Map<number, number[]>) =>
    new Map([...from].map(([key, list]) => [key, calibrate(Float64Array.from(list))]));
  const ofGroup = learn(byGroup);
  const ofClass = learn(byClass);
  const all: Calibration | null = calibrate(scores);
  const sorted = Float64Array.from(scores).sort();
  return {
    promises: all !== null,
    probability(g, steps, score) {
      const own = ofClass.get(g * classes + lengthClass(steps)) ?? ofGroup.get(g) ?? all;
      return own ? tailProbability(own, score) : countedProbability(sorted, score);
    }
  };
}

/** Of ascending scores; the judged one is taken to be one more of them. */
function countedProbability(sorted: Float64Array, score: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < score) low = middle + 1;
    else high = middle;
  }
  return (sorted.length - low + 1) / (sorted.length + 1);
}
