import {type Measure, measureLabels, measureNames} from "../../engine/evaluate/measures.js";
import type {
  DetectorEvaluation,
  FamilyEvaluation,
  PublishedEvaluation
} from "../../engine/evaluate/published-evaluation.js";
import {dataTable, type TableColumn} from "../data-table.js";
import {html} from "../html.js";
import {detectorName, detectorOf, figure, forestDetector} from "./evaluation.js";

const explained: Readonly<Record<Measure, string>> = {
  roc_auc: "probability that an attack scores higher than a normal event; 0.5 is guessing",
  pr_auc: "mean precision over all thresholds; guessing comes to the share of attacks",
  tpr_at_1pct_fpr: "share of attacks found when 1% of normal events raise a false alarm",
  tpr_at_01pct_fpr: "share of attacks found when 0.1% of normal events raise a false alarm"
};

/** The abbreviations of the columns, for those who cannot point at them. */
const abbreviations =
  "ROC-AUC: probability that an attack scores higher than a normal event. PR-AUC: mean precision, the share of alarms that are attacks, over all thresholds. TPR at 1% FPR: true-positive rate (share of attacks found) at a false-positive rate (share of normal events that raise a false alarm) of 1%.";

/** "Best: Nearest neighbours, ROC-AUC 0.947; the isolation forest comes to 0.836". */
export function detectorFinding(evaluation: PublishedEvaluation, family: FamilyEvaluation): string {
  const best = family.winner === null ? null : detectorOf(family, family.winner.detector);
  const forest = detectorOf(family, forestDetector);
  if (best === null) return "How well each detector tells attacks apart";
  const own = `Best: ${detectorName(evaluation, best.detector)}, ROC-AUC ${figure(best.headline.roc_auc.value)}`;
  if (forest === null || best.detector === forest.detector) return own;
  return `${own}; the isolation forest comes to ${figure(forest.headline.roc_auc.value)}`;
}

/** Every detector under the headline protocol with intervals; the winner and the one that scores this site are marked. */
export function DetectorTable(
  rows: readonly DetectorEvaluation[],
  evaluation: PublishedEvaluation,
  family: FamilyEvaluation,
  scoring: string | null
): HTMLElement {
  const measure = (name: Measure): TableColumn<DetectorEvaluation> => ({
    key: name,
    label: measureLabels[name],
    title: explained[name],
    numeric: true,
    cell: ({headline}) => {
      const {value, low, high} = headline[name];
      return html`<span>${figure(value)}<small>${figure(low)} to ${figure(high)}</small></span>`;
    },
    value: ({headline}) => headline[name].value
  });
  return html`<div class="model-table">${dataTable(
    rows,
    [
      {
        key: "detector",
        label: "Detector",
        cell: ({detector}) => {
          const marks = [
            family.winner?.detector === detector ? "★ best" : null,
            detector === scoring ? "scores this site" : null
          ].filter(mark => mark !== null);
          return html`<span>${detectorName(evaluation, detector)}${marks.length === 0 ? null : html`<small>${marks.join(", ")}</small>`}</span>`;
        }
      },
      ...measureNames.map(measure),
      {
        key: "difference",
        label: "ROC-AUC against the forest",
        title: "on the same resamples; beyond chance where the interval leaves out 0",
        numeric: true,
        cell: ({difference}) =>
          difference === null
            ? "–"
            : html`<span>${withSign(difference.roc_auc.value)}<small>${withSign(difference.roc_auc.low)} to ${withSign(difference.roc_auc.high)}</small></span>`,
        value: ({difference}) => difference?.roc_auc.value ?? null
      }
    ],
    {stacks: true}
  )}<p class="frame-footnote">${abbreviations}</p></div>`;
}

/** The highest ROC-AUC first; of equals as evaluated. */
export function rankDetectors(family: FamilyEvaluation): DetectorEvaluation[] {
  return [...family.detectors].sort((a, b) => b.headline.roc_auc.value - a.headline.roc_auc.value);
}

/** "+0.012", "−0.004". */
export function withSign(value: number): string {
  const text = Math.abs(value).toFixed(3);
  return Number(text) === 0 ? text : `${value < 0 ? "−" : "+"}${text}`;
}
