import {leastRows} from "../../../engine/detect/isolation-forest/train.js";
import type {ModelFamily} from "../../../engine/features/event-block.js";
import type {NoForest} from "../../../engine/retrain/retrain.js";
import type {ListedComparison} from "../../../engine/retrain/retraining.js";
import {formatCount, formatPlural, formatShare} from "../../format.js";
import {familyEvents} from "../family-text.js";

/** Fewer benign references than this leave the rarest of them to chance. */
const fewReferences = 5000;
/** A smaller difference of average precision than this is not worth a word. */
const sameAverage = 0.005;

/** What came of it, in a sentence. */
export function outcome({same, gained, lost, published, overlap}: ListedComparison): string {
  if (same)
    return "The same forest: trained again from the same events and settings, it is the one in use byte for byte.";
  if (gained.events + lost.events === 0)
    return published.flagged === 0
      ? "Another forest, which flags nothing here either."
      : "Another forest, which flags the very same events.";
  const both =
    overlap === null
      ? ""
      : ` Of the events that either forest flags, ${formatShare(overlap)} are flagged by both.`;
  return `Another forest: it raises ${formatPlural(gained.alerts, "alert")} that the one in use does not, and misses ${formatCount(lost.alerts)} that it does.${both}`;
}

/** What it learnt from and how long that took. */
export function training(
  {rows, references, learnt, benign, trainMs, totalMs}: ListedComparison,
  family: ModelFamily
): string {
  const from = benign
    ? `${formatCount(learnt)} of the ${formatCount(references)} benign references among ${formatCount(rows)} ${familyEvents[family]}`
    : `${formatCount(learnt)} of ${formatCount(rows)} ${familyEvents[family]}`;
  const others = Math.max(0, totalMs - trainMs);
  return `Trained in ${formatCount(Math.max(1, trainMs))} ms from ${from}; scoring and calibrating took ${formatCount(Math.max(1, others))} ms more.`;
}

/** What to beware of: one sentence each. */
export function warnings({benign, learnt, published, retrained}: ListedComparison): readonly string[] {
  const found: string[] = [];
  if (published.flaggedBy === "severity" && retrained.flaggedBy !== "severity")
    found.push(
      "The selection has too few benign events to learn from them alone (500 are needed): the forest learnt from all of them, attacks included. Its scores promise nothing about false alarms, so that it flags the share of events that the contamination says."
    );
  else if (benign && learnt < fewReferences)
    found.push(
      `The selection is small: with only ${formatCount(learnt)} benign events, where the graver severities begin is an extrapolation from the few rarest of them.`
    );
  if (!benign && published.flaggedBy === retrained.flaggedBy)
    found.push(
      "Nothing here is known to be benign, so that there are no severities: flagged is what exceeds the threshold that follows from the contamination."
    );
  return found;
}

/** Why there is no forest. */
export function noForest({rows, reason}: NoForest, family: ModelFamily): string {
  return reason === "too few"
    ? `The selection has ${formatCount(rows)} ${familyEvents[family]}; a forest needs ${leastRows} at least. Select more.`
    : `The selected ${familyEvents[family]} are all alike in the chosen features: nothing can be told apart. Choose others, or select more events.`;
}

/** What labels say of the two, in a sentence; null where there is nothing to say of the same forest. */
export function precisionChange({
  same,
  precision
}: Pick<ListedComparison, "same" | "precision">): string | null {
  if (precision === null)
    return same
      ? null
      : "Whether that is better cannot be said: the selected events are not labelled as attacks and normal ones.";
  const [before = null, after = null] = precision.averages;
  const labelled = `${formatPlural(precision.attacks, "labelled attack")} among ${formatCount(precision.attacks + precision.normals)} labelled events (guessing: ${precision.prevalence.toFixed(3)})`;
  if (before === null || after === null) return `${labelled}: too few scores to compare.`;
  const difference = after - before;
  const words =
    Math.abs(difference) < sameAverage
      ? "No real difference: PR-AUC"
      : `${Math.abs(difference) < 0.05 ? "A little" : "Clearly"} ${difference > 0 ? "better" : "worse"} by the labels: PR-AUC`;
  return `${words} goes from ${before.toFixed(3)} to ${after.toFixed(3)} (${withSign(difference)}), over ${labelled}. Another seed alone moves it too.`;
}

export const withSign = (value: number, digits = 3): string =>
  `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(digits)}`;
