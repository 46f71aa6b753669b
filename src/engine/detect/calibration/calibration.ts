import type {Severity} from "../../event.js";
import {fitTail, type ParetoTail, tailGoodness, tailSurvival} from "./tail.js";

export const defaults = {
  /** Fewer benign scores than this carry no promise about false alarms. */
  leastScores: 500,
  /** Above this quantile of the benign scores the fitted tail takes over. */
  tailFrom: 0.98,
  /** Points kept of the empirical part. */
  points: 64,
  /** The least probability claimed: beyond it the fit is extrapolated too far to mean more than "never seen". */
  leastProbability: 1e-12,
  /** Tail probability 10^-this and below is the anomaly score 1. */
  decades: 6
} as const;

/** The least anomaly score of each severity. */
export const severityThresholds = {critical: 0.95, high: 0.85, medium: 0.7, low: 0.5} as const;

/** The distribution of benign scores, small enough to publish: plain JSON. */
export interface Calibration {
  /** Benign scores it was made from. */
  readonly count: number;
  /** Chosen benign scores, strictly ascending; the last is where the tail begins. */
  readonly scores: readonly number[];
  /** Benign scores at least as high as each of `scores`, and strictly higher. They differ by ties. */
  readonly atLeast: readonly number[];
  readonly above: readonly number[];
  /** Null where no benign score exceeds the tail's beginning by itself (all of the highest are equal). */
  readonly tail: ParetoTail | null;
  /** Greatest distance between the tail's fitted and empirical distribution (Kolmogorov-Smirnov), in [0, 1]. */
  readonly tailDistance: number | null;
}

/**
 * Learns what benign scores look like. Null with fewer than 500 of them: then nothing can be said about false alarms.
 * Throws a RangeError on a score that is not finite.
 */
export function calibrate(benignScores: Float32Array | Float64Array): Calibration | null {
  const sorted = Float64Array.from(benignScores).sort();
  const count = sorted.length;
  for (const score of [sorted[0] ?? 0, sorted[count - 1] ?? 0]) {
    // Sorting puts infinities and NaN at the ends.
    if (!Number.isFinite(score))
      throw new RangeError(`invalid benign score: ${score}; expected a finite number`);
  }
  if (count < defaults.leastScores) return null;

  const last = Math.ceil(defaults.tailFrom * count) - 1;
  const scores: number[] = [];
  const atLeast: number[] = [];
  const above: number[] = [];
  let after = 0;
  for (let point = 0; point < defaults.points; ++point) {
    const k = Math.round((point * last) / (defaults.points - 1));
    if (k < after) continue;
    const score = sorted[k] ?? 0;
    let first = k;
    while (first > after && sorted[first - 1] === score) --first;
    after = k + 1;
    while (after < count && sorted[after] === score) ++after;
    scores.push(score);
    atLeast.push(count - first);
    above.push(count - after);
  }

  const start = sorted[last] ?? 0;
  const excesses = sorted.subarray(after).map(score => score - start);
  const tail = excesses.length === 0 ? null : fitTail(excesses);
  return {
    count,
    scores,
    atLeast,
    above,
    tail,
    tailDistance: tail === null ? null : tailGoodness(tail, excesses)
  };
}

/**
 * The probability, in (0, 1], that a benign event scores this high or higher; never rises with the score. Among ties it is
 * the conservative, larger one. Between the chosen scores it is interpolated. Throws a RangeError on NaN.
 */
export function tailProbability(calibration: Calibration, score: number): number {
  const {count, scores, atLeast, above, tail} = calibration;
  if (Number.isNaN(score)) throw new RangeError("cannot calibrate a score that is NaN");
  let low = 0;
  let high = scores.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((scores[middle] ?? 0) < score) low = middle + 1;
    else high = middle;
  }
  // Now `low` is the first chosen score not below this one.
  const next = scores[low];
  if (next === undefined) {
    const start = scores[low - 1] ?? 0;
    const share = (above[low - 1] ?? 0) / count;
    const p = tail === null ? 1 / (count + 1) : share * tailSurvival(tail, score - start);
    return Math.max(defaults.leastProbability, p);
  }
  const there = atLeast[low] ?? count;
  if (low === 0) return score === next ? there / count : 1;
  if (score === next) return there / count;
  const previous = scores[low - 1] ?? 0;
  const here = above[low - 1] ?? count;
  return (here + ((there - here) * (score - previous)) / (next - previous)) / count;
}

/** A tail probability on a scale of 0 (ordinary) to 1 (one in a million or rarer): min(1, -log10(p) / 6). */
export function anomalyScore(probability: number): number {
  // Adding 0 turns the -0 of probability 1 into 0.
  return Math.min(1, -Math.log10(probability) / defaults.decades) + 0;
}

export function severityOf(score: number): Severity {
  if (score >= severityThresholds.critical) return "critical";
  if (score >= severityThresholds.high) return "high";
  if (score >= severityThresholds.medium) return "medium";
  if (score >= severityThresholds.low) return "low";
  return "none";
}

/** Benign events in a million that reach a severity or a higher one: about 2, 8, 63, 1,000; for "none" all. */
export function impliedFalseAlertsPerMillion(severity: Severity): number {
  return 1e6 * 10 ** (-defaults.decades * (severity === "none" ? 0 : severityThresholds[severity]));
}
