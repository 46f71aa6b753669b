import type {Seen} from "../../engine/build/services/seen.js";
import type {TableColumn} from "../data-table.js";
import {datasetName} from "../dataset-name.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import {logText, visibleText} from "../log-text.js";
import {type MaskedSite, maskAddresses} from "../mask.js";
import {formatWall, timeLabel} from "../time-zone.js";
import {type ValueKind, valueButton} from "../values/value.js";

/** A column of numbers. */
export function countColumn<R>(
  key: string,
  label: string,
  value: (row: R) => number | null,
  title?: string
): TableColumn<R> {
  return {
    key,
    label,
    numeric: true,
    ...(title === undefined ? {} : {title}),
    cell: row => formatCount(value(row)),
    value
  };
}

/** How often, and whether anything was found about it. */
export function eventColumns<R extends Seen>(label = "Events"): TableColumn<R>[] {
  return [
    countColumn<R>("events", label, row => row.events),
    countColumn<R>(
      "anomalous",
      "Anomalous",
      row => row.anomalous,
      "of them, those that a model or a rule finds unusual"
    )
  ];
}

/**
 * From how many addresses, when, and which logs say so.
 * @param together both times in one column, where others need the room
 */
export function whenColumns<R extends Seen>(timeZone: string, together = false): TableColumn<R>[] {
  const time = (row: R, key: "first_time" | "last_time") =>
    html`<span class="when">${formatWall(row[key], timeZone)}</span>`;
  const times: TableColumn<R>[] = together
    ? [
        {
          key: "seen",
          label: timeLabel("First and last seen", timeZone),
          cell: row => html`<span>${time(row, "first_time")}<br>${time(row, "last_time")}</span>`
        }
      ]
    : [
        {
          key: "first_time",
          label: timeLabel("First seen", timeZone),
          cell: row => time(row, "first_time")
        },
        {key: "last_time", label: timeLabel("Last seen", timeZone), cell: row => time(row, "last_time")}
      ];
  return [
    countColumn<R>("sources", "Sources", row => row.sources, "distinct source addresses"),
    ...times,
    {
      key: "datasets",
      label: "Seen by",
      cell: ({datasets}) =>
        datasets
          .split(",")
          .map(name => datasetName(name).label)
          .join(", ")
    }
  ];
}

/** Characters of a hash that are shown: enough to tell values apart. */
const shownHash = 16;

/** A hash as a value; the whole of it is in its tip and in its menu. */
export function hashValue(hash: string): HTMLElement {
  const text = hash.length > shownHash ? `${hash.slice(0, shownHash)}…` : hash;
  return valueButton("hash", hash, {
    shown: html`<code class="hash" title=${hash}>${visibleText(text)}</code>`
  });
}

/** A text from a log as a value that can be acted on; addresses of the campus in it are masked. */
export function textValue(
  kind: ValueKind,
  text: string,
  {site, limit = 80}: {readonly site: MaskedSite; readonly limit?: number}
): HTMLElement {
  return html`<span class="wide">${valueButton(kind, text, {shown: logText(maskAddresses(text, site), limit)})}</span>`;
}
