import {defaultSequenceModels} from "../../engine/detect/sequences/choose-sequence-model.js";
import {dataTable} from "../data-table.js";
import {formatCount, formatShare, notMeasured} from "../format.js";
import {html} from "../html.js";
import {figure} from "../model/evaluation.js";
import {kindLabel, modelLabel, type SequenceLine} from "./sequence-figures.js";

/** By kind: how the two models compare, which is used and why, and how often the network names the right type. */
export function SequenceTable(lines: readonly SequenceLine[]): HTMLElement {
  return html`<div class="evidence-table">${dataTable(
    lines,
    [
      {key: "kind", label: "Sequences of", cell: ({kind}) => kindLabel[kind] ?? kind},
      {
        key: "sequences",
        label: "Judged",
        numeric: true,
        cell: ({sequences, attacks}) =>
          html`<span>${formatCount(sequences)}<small>${formatCount(attacks)} attacks</small></span>`,
        value: ({sequences}) => sequences
      },
      {
        key: "gain",
        label: "Gain of the network",
        title: "PR-AUC of the network less that of the n-gram model, with its 95% interval",
        numeric: true,
        cell: ({gain}) =>
          gain === null
            ? notMeasured
            : html`<span>${figure(gain.value)}<small>${figure(gain.low)} to ${figure(gain.high)}</small></span>`,
        value: ({gain}) => gain?.value ?? null
      },
      {
        key: "chosen",
        label: "To be used, and why",
        cell: ({kind, chosen, reason}) =>
          html`<span class="wide"><strong>${modelLabel[chosen]}</strong>: ${why(reason)}${
            defaultSequenceModels[kind] === chosen
              ? null
              : html`<strong> This site still uses the ${modelLabel[defaultSequenceModels[kind]]}.</strong>`
          }</span>`
      },
      {
        key: "types",
        label: "Type named rightly",
        title:
          "of attacks that the network takes for attacks, the share whose type it names as the truth does",
        numeric: true,
        cell: ({typesRight}) => (typesRight === null ? notMeasured : formatShare(typesRight)),
        value: ({typesRight}) => typesRight
      }
    ],
    {stacks: true}
  )}</div>`;
}

/** The end of the evaluation's reason; the figures before it stand in the columns beside. */
const why = (reason: string) => reason.slice(reason.lastIndexOf("]: ") + 1).replace(/^: /, "");
