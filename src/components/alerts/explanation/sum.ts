import {anomalyScore} from "../../../engine/detect/calibration/calibration.js";
import {
  type GroupCalibration,
  groupTailProbability
} from "../../../engine/detect/calibration/group-calibration.js";
import {averagePathLength} from "../../../engine/detect/isolation-forest/path.js";
import {rawScoreOf} from "../../../engine/explain/raw-score.js";
import type {Part} from "./explanation.js";

/** How parts add up to a score, step by step. */
export interface Sum {
  /** What an event has before anything is known of it; of a forest minus its mean path length. */
  readonly base: number;
  /** What all features add. */
  readonly features: number;
  /** Base and features together; of a forest minus the event's mean path length. */
  readonly total: number;
  /** Of a forest c(samples), the path length that a raw score of 0.5 stands for; null of others. */
  readonly unit: number | null;
  /** Of a forest 2^(total / unit), in (0, 1); of nearest neighbours the root of the total. */
  readonly raw: number;
  /** Probability that a benign event of its group scores as high; null without a benign reference. */
  readonly probability: number | null;
  /** Null without a benign reference. */
  readonly score: number | null;
}

/**
 * Adds the parts up to the score that they make.
 * @param samples rows that each of a forest's trees was grown from; null of other models
 */
export function addUp(
  parts: readonly Pick<Part, "contribution">[],
  {
    detector,
    base,
    samples
  }: {
    readonly detector: string;
    readonly base: number;
    readonly samples: number | null;
  },
  calibration: GroupCalibration | null,
  application: string
): Sum {
  const features = parts.reduce((sum, {contribution}) => sum + contribution, 0);
  const total = base + features;
  const unit = samples === null ? null : averagePathLength(samples);
  const raw = rawScoreOf(detector, total, samples ?? 0);
  const probability = calibration && groupTailProbability(calibration, application, raw);
  return {
    base,
    features,
    total,
    unit,
    raw,
    probability,
    score: probability === null ? null : anomalyScore(probability)
  };
}

/** "one in 1,200", to two digits; below one in a million it is not told how much rarer. */
export function oneIn(probability: number): string {
  if (probability < 1e-6) return "fewer than one in a million";
  const times = 1 / probability;
  if (times < 1.05) return "nearly every one";
  if (times < 10) return `one in ${Number(times.toPrecision(2))}`;
  return `one in ${Number(times.toPrecision(2)).toLocaleString("en-US")}`;
}

/** A number with its sign, by the typographer's minus: "+0.84", "−9.09". */
export function signed(value: number, digits = 2): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return text;
  return `${value < 0 ? "−" : "+"}${text}`;
}

/** As `signed`, without a plus. */
export function negated(value: number, digits = 2): string {
  return signed(value, digits).replace("+", "");
}
