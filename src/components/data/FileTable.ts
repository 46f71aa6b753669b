import type {FileRow} from "../../engine/build/file-quality.js";
import {dataTable, type TableColumn} from "../data-table.js";
import {datasetName} from "../dataset-name.js";
import {capitalise, formatBytes, formatCount, notMeasured} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {formatTimeRange} from "../time-zone.js";
import {readNotes, readReasons} from "./reasons.js";

/** Files listed; a page of more would not scroll. Those with problems come first, so none of them is cut off early. */
const listed = 1000;

/** What became of a file that was not read. */
const statusWords: Readonly<Record<string, string>> = {
  unrecognised: "not recognised",
  empty: "empty",
  duplicate: "duplicate",
  unreadable: "not readable"
};

/** One line per file found: what came in, and what became of it. */
export function FileTable(files: readonly FileRow[]): HTMLElement {
  const count = (key: "records" | "mapped" | "ignored" | "quarantined" | "events"): TableColumn<FileRow> => ({
    key,
    label: capitalise(key),
    numeric: true,
    // Of a file that was not read, nothing is known.
    cell: file => (file.status === "read" ? formatCount(file[key]) : "–"),
    value: file => file[key]
  });
  const table = dataTable(
    files.slice(0, listed),
    [
      {
        key: "file",
        label: "File",
        cell: file =>
          html`<span>${logText(file.source_file, 120)}<small>${formatBytes(file.bytes)}</small></span>`
      },
      {key: "status", label: "Recognised as", cell: statusMark},
      count("records"),
      count("mapped"),
      count("ignored"),
      count("quarantined"),
      count("events"),
      {key: "when", label: "Events from, to (UTC)", cell: timeSpan},
      {key: "notes", label: "Notes", cell: file => notes(file)}
    ],
    {stacks: true}
  );
  if (files.length <= listed) return html`<div class="file-table">${table}</div>`;
  return html`<div class="file-table">${table}<p class="frame-footnote">The first ${formatCount(listed)} of ${formatCount(files.length)} files are listed; the sums count all.</p></div>`;
}

function statusMark({status, dataset, container}: FileRow): HTMLElement {
  if (status !== "read") return html`<span>✗ ${statusWords[status] ?? logText(status)}</span>`;
  const format = container === null ? "" : ` (${container})`;
  return html`<span>✓ ${dataset === null ? "read" : datasetName(dataset).label}${format}</span>`;
}

function timeSpan({status, events, first_time, last_time}: FileRow): string {
  if (first_time === null || last_time === null) return status === "read" && events > 0 ? notMeasured : "–";
  return formatTimeRange(Number(first_time), Number(last_time), "UTC");
}

function notes(file: FileRow): HTMLElement {
  const list = [
    ...readReasons(file.quarantine_reasons).map(({reason, records}) => ({
      text: reason,
      lead: `quarantined ${formatCount(records)}: `
    })),
    ...readReasons(file.ignored_reasons).map(({reason, records}) => ({
      text: reason,
      lead: `ignored ${formatCount(records)}: `
    })),
    ...readNotes(file.notes).map(text => ({text, lead: ""}))
  ];
  if (list.length === 0) return html`<span>–</span>`;
  return html`<div class="wide">${list.map(({text, lead}) => html`<div>${lead}${logText(text, 300)}</div>`)}</div>`;
}
