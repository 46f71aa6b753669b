import {type Measure, measureNames} from "../../engine/evaluate/measures.js";
import type {
  DetectorEvaluation,
  FamilyEvaluation,
  SliceInfo
} from "../../engine/evaluate/published-evaluation.js";
import {dataTable} from "../data-table.js";
import {formatCount, formatShare, notMeasured} from "../format.js";
import {html} from "../html.js";
import {visibleText} from "../log-text.js";
import {figure} from "./evaluation.js";

/** A slice with one detector's figures. */
export interface SliceRow extends SliceInfo {
  /** Null where a class is missing: then nothing can be told apart. */
  readonly figures: Readonly<Record<Measure, number>> | null;
  /** Of the ROC-AUC, where there is one. */
  readonly rocAucInterval: readonly [low: number, high: number] | null;
  /** Share of attacks raised at each severity and above, gravest first; null without attacks. */
  readonly recall: readonly number[] | null;
}

/** A detector's figures of one kind of slice. */
export function sliceRows(
  {slices}: FamilyEvaluation,
  {slices: {measures, rocAucInterval, recall}}: DetectorEvaluation,
  kind: SliceInfo["kind"]
): SliceRow[] {
  return slices.flatMap((slice, k) => {
    if (slice.kind !== kind) return [];
    const values = measureNames.map(name => [name, measures[name][k] ?? null] as const);
    const figures = values.some(([, value]) => value === null)
      ? null
      : (Object.fromEntries(values) as Record<Measure, number>);
    return [{...slice, figures, rocAucInterval: rocAucInterval[k] ?? null, recall: recall[k] ?? null}];
  });
}

/** Attacks from which on a slice may be a headline: with fewer the figure is chance. */
const enough = 30;

/** "Hardest by service: DNS, ROC-AUC 0.710" among those with enough attacks; a neutral heading where nothing is compared. */
export function sliceFinding(rows: readonly SliceRow[], what: string): string {
  const judged = rows.filter(({figures}) => figures !== null);
  const [only] = rows;
  if (only !== undefined && rows.length === 1) return `The only ${what}: ${visibleText(only.slice)}`;
  if (judged.length === 0) return `No ${what} has both attacks and normal events`;
  const worst = judged
    .filter(({attacks}) => attacks >= enough)
    .reduce<SliceRow | null>(
      (least, row) =>
        least === null || (row.figures?.roc_auc ?? 1) < (least.figures?.roc_auc ?? 1) ? row : least,
      null
    );
  if (worst === null) return `No ${what} has ${enough} attacks, and so none has a figure to go by`;
  return `Hardest by ${what}: ${visibleText(worst.slice)}, ROC-AUC ${figure(worst.figures?.roc_auc)}`;
}

/** Figures of parts of the events; "not measured" where one has no attack, or nothing but attacks. */
export function SliceTable(rows: readonly SliceRow[], label: string): HTMLElement {
  return html`<div class="model-table">${dataTable(
    rows,
    [
      {key: "slice", label, cell: ({slice}) => visibleText(slice)},
      {
        key: "rows",
        label: "Events",
        numeric: true,
        cell: ({rows: count}) => formatCount(count),
        value: ({rows: count}) => count
      },
      {
        key: "attacks",
        label: "Attacks",
        numeric: true,
        cell: ({attacks}) => formatCount(attacks),
        value: ({attacks}) => attacks
      },
      {
        key: "roc_auc",
        label: "ROC-AUC",
        numeric: true,
        cell: ({figures, rocAucInterval}) =>
          rocAucInterval === null
            ? figure(figures?.roc_auc)
            : html`<span>${figure(figures?.roc_auc)}<small>${figure(rocAucInterval[0])} to ${figure(rocAucInterval[1])}</small></span>`,
        value: ({figures}) => figures?.roc_auc ?? null
      },
      {
        key: "pr_auc",
        label: "PR-AUC (share of attacks)",
        title: "mean precision over all thresholds; guessing comes to the share of attacks",
        numeric: true,
        cell: ({figures, rows: count, attacks}) =>
          figures === null ? notMeasured : `${figure(figures.pr_auc)} (${figure(attacks / count)})`,
        value: ({figures}) => figures?.pr_auc ?? null
      },
      {
        key: "tpr_at_1pct_fpr",
        label: "TPR at 1% FPR",
        numeric: true,
        cell: ({figures}) => figure(figures?.tpr_at_1pct_fpr),
        value: ({figures}) => figures?.tpr_at_1pct_fpr ?? null
      },
      {
        key: "recall",
        label: "Raised at low and above",
        title: "share of the attacks that raise an alert of any severity",
        numeric: true,
        cell: ({recall}) => (recall === null ? notMeasured : formatShare(recall.at(-1))),
        value: ({recall}) => recall?.at(-1) ?? null
      }
    ],
    {stacks: true}
  )}</div>`;
}
