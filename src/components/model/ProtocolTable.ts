import type {
  DetectorEvaluation,
  DuplicateCount,
  ProtocolFigures
} from "../../engine/evaluate/published-evaluation.js";
import {dataTable} from "../data-table.js";
import {formatCount, formatShare, notMeasured} from "../format.js";
import {html} from "../html.js";
import {figure} from "./evaluation.js";

/** A protocol's figures, and how many of its judged rows a training row equals. */
export interface ProtocolRow extends ProtocolFigures {
  readonly seen: number | null;
}

const names: Readonly<Record<string, string>> = {
  leave_one_day_out: "leave one day out",
  chronological: "chronological",
  random_split: "random split (leaky)",
  leave_one_type_out: "leave one type out"
};

/** "Split at random it would look better: ROC-AUC 0.982 against 0.951 on unseen days". */
export function protocolFinding({protocols}: DetectorEvaluation): string {
  const aucOf = (name: string) => protocols.find(({protocol}) => protocol === name)?.calibrated.roc_auc;
  const random = aucOf("random_split");
  const days = aucOf("leave_one_day_out");
  if (random === undefined || days === undefined) return "How what teaches and what judges were kept apart";
  const word = random > days ? "better" : "no better";
  return `Split at random it would look ${word}: ROC-AUC ${figure(random)} against ${figure(days)} on unseen days`;
}

export function protocolRows(
  {protocols}: DetectorEvaluation,
  duplicates: readonly DuplicateCount[]
): ProtocolRow[] {
  return protocols.map(figures => ({
    ...figures,
    seen: duplicates.find(({protocol}) => protocol === figures.protocol)?.seen ?? null
  }));
}

/** Every protocol in words, with what it makes of the detector. */
export function ProtocolTable(
  rows: readonly ProtocolRow[],
  meanings: Readonly<Record<string, string>>
): HTMLElement {
  return html`<div class="model-table">${dataTable(
    rows,
    [
      {
        key: "protocol",
        label: "Protocol",
        cell: ({protocol}) => names[protocol] ?? protocol.replaceAll("_", " ")
      },
      {
        key: "meaning",
        label: "How it separates",
        cell: ({protocol}) => html`<span class="wide">${meanings[protocol] ?? ""}</span>`
      },
      {
        key: "rows",
        label: "Events judged",
        numeric: true,
        cell: ({rows: count}) => formatCount(count),
        value: ({rows: count}) => count
      },
      {
        key: "prevalence",
        label: "Share of attacks",
        title: "prevalence: what the PR-AUC of guessing comes to",
        numeric: true,
        cell: ({prevalence}) => formatShare(prevalence),
        value: ({prevalence}) => prevalence
      },
      {
        key: "roc_auc",
        label: "ROC-AUC",
        numeric: true,
        cell: ({calibrated}) => figure(calibrated.roc_auc),
        value: ({calibrated}) => calibrated.roc_auc
      },
      {
        key: "pr_auc",
        label: "PR-AUC",
        numeric: true,
        cell: ({calibrated}) => figure(calibrated.pr_auc),
        value: ({calibrated}) => calibrated.pr_auc
      },
      {
        key: "seen",
        label: "Equal to a training row",
        title: "judged events that a training event equals in every feature",
        numeric: true,
        cell: ({seen, rows: count}) =>
          seen === null ? notMeasured : formatShare(count === 0 ? null : seen / count),
        value: ({seen}) => seen
      }
    ],
    {stacks: true}
  )}</div>`;
}
