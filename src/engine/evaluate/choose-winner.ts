import type {Interval} from "./bootstrap.js";
import type {Measure} from "./measures.js";

export interface Contender {
  readonly detector: string;
  readonly headline: Readonly<Record<Measure, Interval>>;
  /** To the reference; null for the reference itself. */
  readonly difference: Readonly<Record<Measure, Interval>> | null;
}

/**
 * The detector with the greatest sum of ROC-AUC and TPR at 1% FPR: the one says how well it orders everything, the other what it is
 * worth where alarms are few. Of equals the first. Null without contenders.
 */
export function chooseWinner(
  contenders: readonly Contender[],
  reference: string
): {readonly detector: string; readonly reason: string} | null {
  const merit = ({headline}: Contender) => headline.roc_auc.value + headline.tpr_at_1pct_fpr.value;
  let best: Contender | null = null;
  for (const one of contenders) if (best === null || merit(one) > merit(best)) best = one;
  if (best === null) return null;
  const {detector, difference} = best;
  const sum = `ROC-AUC ${format(best.headline.roc_auc.value)} and TPR at 1% FPR ${format(best.headline.tpr_at_1pct_fpr.value)}, together the most`;
  if (difference === null) return {detector, reason: `${sum}.`};
  const gains = [difference.roc_auc, difference.tpr_at_1pct_fpr].map(({low, high}) =>
    low > 0 ? "better" : high < 0 ? "worse" : "no different beyond chance"
  );
  return {
    detector,
    reason: `${sum}; than ${reference} it is ${gains[0]} in ROC-AUC and ${gains[1]} in TPR at 1% FPR.`
  };
}

const format = (value: number) => value.toFixed(3);
