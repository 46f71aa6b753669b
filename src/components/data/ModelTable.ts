import {maxMissing} from "../../engine/features/select-columns.js";
import type {PublishedFamily} from "../../engine/published.js";
import {dataTable} from "../data-table.js";
import {formatCount, formatShare} from "../format.js";
import {html} from "../html.js";

/** Each family's model: what it was made from, and the columns that left it for lack of values. */
export function ModelTable(families: readonly PublishedFamily[]): HTMLElement {
  return dataTable(
    families,
    [
      {key: "family", label: "Events of", cell: row => row.family},
      {
        key: "rows",
        label: "Events",
        numeric: true,
        cell: row => formatCount(row.rows),
        value: row => row.rows
      },
      {
        key: "references",
        label: "Benign references",
        numeric: true,
        cell: row => formatCount(row.references),
        value: row => row.references
      },
      {
        key: "calibration",
        label: "What its score means",
        cell: row => html`<span class="wide">${meaning(row)}</span>`
      },
      {
        key: "dropped",
        label: `Columns dropped (more than ${formatShare(maxMissing)} missing)`,
        cell: dropped
      }
    ],
    {stacks: true}
  );
}

function meaning({rows, references, calibration}: PublishedFamily): string {
  if (rows === 0) return "no such events, no model";
  if (calibration === null)
    return "uncalibrated: how unusual among its own kind, nothing promised about false alarms";
  return `calibrated on ${formatCount(references)} benign events`;
}

function dropped({dropped}: PublishedFamily): string | HTMLElement {
  if (dropped.length === 0) return "none";
  return html`<details>
    <summary>${dropped.length} column${dropped.length === 1 ? "" : "s"}</summary>
    ${dropped.map(({name, missing}) => html`<div>${name}, ${formatShare(missing)} missing</div>`)}
  </details>`;
}
