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

/** ROC-AUCs closer to each other than this are called alike. */
const alike = 0.005;

/** What a random split makes of a detector beside unseen days; null where either was not run. */
function compareSplits({protocols}: Pick<DetectorEvaluation, "protocols">) {
  const aucOf = (name: string) => protocols.find(({protocol}) => protocol === name)?.calibrated.roc_auc;
  const random = aucOf("random_split");
  const days = aucOf("leave_one_day_out");
  if (random === undefined || days === undefined) return null;
  const word = Math.abs(random - days) < alike ? "alike" : random > days ? "better" : "worse";
  return {random, days, word} as const;
}

/** "Split at random it would look worse: ROC-AUC 0.633 against 0.947 on unseen days". */
export function protocolFinding(detector: Pick<DetectorEvaluation, "protocols">): string {
  const compared = compareSplits(detector);
  if (compared === null) return "How what teaches and what judges were kept apart";
  const {random, days, word} = compared;
  return `Split at random it would look ${word === "alike" ? "the same" : word}: ROC-AUC ${figure(random)} against ${figure(days)} on unseen days`;
}

const splitMeanings = {
  better: "a split at random is shown only for how much too good it looks.",
  worse:
    "a split at random is shown only as a warning. Here it looks worse: other records of the same attack then stand among the references and teach that it is usual.",
  alike: "a split at random is shown only as a warning, though here it looks much the same."
} as const;

/** Why days are kept apart, and what a random split would do to this detector. */
export function protocolIntroduction(detector: Pick<DetectorEvaluation, "protocols">): string {
  const compared = compareSplits(detector);
  const apart =
    "What has taught the model must not judge it. Days are kept apart, since records of one day resemble each other";
  return compared === null ? `${apart}.` : `${apart}; ${splitMeanings[compared.word]}`;
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
