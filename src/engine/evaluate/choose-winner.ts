import type {Interval} from "./bootstrap.js";
import type {Measure} from "./measures.js";
import type {SeverityLine} from "./severity-table.js";

export interface Contender {
  readonly detector: string;
  readonly headline: Readonly<Record<Measure, Interval>>;
  readonly severities: {readonly lines: readonly Pick<SeverityLine, "within">[]};
  /** To the reference; null for the reference itself. */
  readonly difference: Readonly<Record<Measure, Interval>> | null;
}

/**
 * Of the detectors whose false alerts are no more than every severity promises, the one with the greatest sum of ROC-AUC and TPR at 1%
 * FPR: the one says how well it orders everything, the other what it is worth where alarms are few. A detector that breaks its promise is
 * no choice while another keeps it. Of equals the first. Null without contenders.
 */
export function chooseWinner(
  contenders: readonly Contender[],
  reference: string
): {readonly detector: string; readonly reason: string} | null {
  const merit = ({headline}: Contender) => headline.roc_auc.value + headline.tpr_at_1pct_fpr.value;
  const keeping = contenders.filter(({severities}) =>
    severities.lines.every(({within}) => within !== "above")
  );
  let best: Contender | null = null;
  for (const one of keeping.length > 0 ? keeping : contenders)
    if (best === null || merit(one) > merit(best)) best = one;
  if (best === null) return null;
  const {detector, difference} = best;
  const all = `all ${contenders.length} detectors`;
  const among =
    keeping.length === 0
      ? `${all}, none of which keeps its promise at every severity`
      : keeping.length === contenders.length
        ? `${all}, which keep their promise at every severity`
        : `the ${keeping.length} of ${contenders.length} detectors that keep their promise at every severity`;
  const sum = `ROC-AUC ${format(best.headline.roc_auc.value)} and TPR at 1% FPR ${format(best.headline.tpr_at_1pct_fpr.value)}, together the most of ${among}`;
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
