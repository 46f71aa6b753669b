import type {Calibration} from "../../engine/detect/calibration/calibration.js";
import type {ModelFamily} from "../../engine/features/event-block.js";
import type {PublishedFamily} from "../../engine/published.js";
import {formatCount} from "../format.js";
import {rawScoreAt} from "./calibration-curve.js";
import {familyEvents, groupEvents} from "./family-text.js";

const kindOf = (family: ModelFamily, group: string | null) =>
  group === null ? `other ${familyEvents[family]}` : groupEvents(family, group);

/** "One in 1,000 benign SSH flows scores 0.614 or more". */
export function calibrationFinding(
  family: ModelFamily,
  group: string | null,
  calibration: Calibration | null
): string {
  if (calibration === null) return "There is no benign reference, and so no promise";
  const kind = kindOf(family, group);
  const raw = rawScoreAt(calibration, 1e-3);
  return raw === null
    ? `More than one in 1,000 benign ${kind} has the highest score there is`
    : `One in 1,000 benign ${kind} has a raw score of ${raw.toFixed(3)} or more`;
}

/** What the curve was made from, and how well its tail fits. */
export function calibrationNote(
  family: ModelFamily,
  group: string | null,
  calibration: Calibration | null
): string {
  if (calibration === null) return "";
  const {count, tail, tailDistance, scores, above} = calibration;
  const made = `Made from ${formatCount(count)} benign ${kindOf(family, group)}, each scored by a model that did not see that day.`;
  if (tail === null || tailDistance === null)
    return `${made} The highest of them all score the same, so that nothing could be fitted beyond.`;
  const beyond = above.at(-1) ?? 0;
  return `${made} The tail is fitted to the ${formatCount(beyond)} above ${scores.at(-1)?.toFixed(3)}: shape ${tail.shape.toFixed(2)}, scale ${tail.scale.toFixed(4)}, and at most ${tailDistance.toFixed(3)} away from them (KS distance, 0 to 1).`;
}

/** What raw scores measure, by detector; their explanations may be in another unit, and a chart on a phone has room for few words. */
const measured: Readonly<Record<string, string>> = {
  isolation_forest: "raw score, 0 to 1",
  knn: "raw score: distance to the nearest benign events",
  mahalanobis: "raw score: squared Mahalanobis distance"
};

/** The label of the axis of raw scores: "raw score, 0 to 1". */
export function rawScoreLabel(family: PublishedFamily | undefined): string {
  const detector = family?.detector ?? null;
  if (detector === null) return "raw score";
  return measured[detector.name] ?? `raw score: ${detector.label}`;
}
