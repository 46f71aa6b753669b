import type {FileRow} from "../../engine/build/file-quality.js";
import {dataTable} from "../data-table.js";
import {datasetName} from "../dataset-name.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {readReasons} from "./reasons.js";

/** Why records of a dataset did not become events. */
export interface ReasonRow {
  readonly fate: "quarantined" | "ignored";
  readonly dataset: string | null;
  readonly reason: string;
  readonly records: number;
  readonly files: number;
}

/** The files' reasons put together: quarantined records first, then by number. */
export function sumReasons(files: readonly FileRow[]): readonly ReasonRow[] {
  const sums = new Map<string, {-readonly [K in keyof ReasonRow]: ReasonRow[K]}>();
  for (const file of files) {
    for (const fate of ["quarantined", "ignored"] as const) {
      const reasons = readReasons(fate === "ignored" ? file.ignored_reasons : file.quarantine_reasons);
      for (const {reason, records} of reasons) {
        const key = JSON.stringify([fate, file.dataset, reason]);
        const sum = sums.get(key);
        if (sum) {
          sum.records += records;
          sum.files++;
        } else sums.set(key, {fate, dataset: file.dataset, reason, records, files: 1});
      }
    }
  }
  return [...sums.values()].sort((a, b) =>
    a.fate === b.fate
      ? b.records - a.records || (a.reason < b.reason ? -1 : 1)
      : a.fate === "quarantined"
        ? -1
        : 1
  );
}

export function ReasonTable(files: readonly FileRow[]): HTMLElement {
  return dataTable(
    sumReasons(files),
    [
      {key: "reason", label: "Why", cell: row => html`<span class="wide">${logText(row.reason, 300)}</span>`},
      {
        key: "fate",
        label: "What became of it",
        cell: row => (row.fate === "ignored" ? "ignored" : "quarantined")
      },
      {key: "dataset", label: "Dataset", cell: row => datasetName(row.dataset).label},
      {
        key: "records",
        label: "Records",
        numeric: true,
        cell: row => formatCount(row.records),
        value: row => row.records
      },
      {key: "files", label: "Files", numeric: true, cell: row => formatCount(row.files)}
    ],
    {stacks: true}
  );
}
