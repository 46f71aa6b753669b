import type {AddressRow} from "../../engine/build/attacked.js";
import type {TimeRange} from "../../engine/selection.js";
import {addressPlace} from "../address-place.js";
import {dataTable, type TableColumn} from "../data-table.js";
import {formatCount, formatShare, notMeasured} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {type MaskedSite, maskAddress} from "../mask.js";
import {windowAddress} from "../zoom.js";

export interface AddressTableOptions {
  /** What the first column is called. */
  readonly label: string;
  readonly site: MaskedSite;
  /** The window that links to alerts select; absent: addresses are no links. */
  readonly alertsWithin?: TimeRange;
}

/** Addresses with what they took part in. */
export function AddressTable(
  rows: readonly AddressRow[],
  {label, site, alertsWithin}: AddressTableOptions
): HTMLElement {
  const count = (key: "events" | "anomalous" | "alerts", name: string): TableColumn<AddressRow> => ({
    key,
    label: name,
    numeric: true,
    cell: row => formatCount(row[key]),
    value: row => row[key]
  });
  return dataTable(rows, [
    {
      key: "address",
      label,
      cell: ({address}) => {
        const text = logText(maskAddress(address, site), 60);
        if (alertsWithin === undefined) return text;
        const href = windowAddress("./alerts.html", alertsWithin, location.search, {source: address});
        return html`<a href=${href} title="Alerts about it">${text}</a>`;
      }
    },
    {key: "place", label: "Where", cell: addressPlace},
    count("events", "Events"),
    count("anomalous", "Anomalous"),
    {
      key: "share",
      label: "Share",
      numeric: true,
      cell: row => formatShare(row.events > 0 ? row.anomalous / row.events : null)
    },
    {
      key: "blocked",
      label: "Blocked",
      numeric: true,
      cell: row => (row.acted > 0 ? formatCount(row.blocked) : notMeasured),
      value: row => (row.acted > 0 ? row.blocked : null)
    },
    count("alerts", "Alerts")
  ]);
}
