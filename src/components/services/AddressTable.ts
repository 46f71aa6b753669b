import type {AddressRow} from "../../engine/build/attacked.js";
import type {TimeRange} from "../../engine/selection.js";
import {addressPlace} from "../address-place.js";
import {dataTable, type TableColumn} from "../data-table.js";
import {formatCount, formatShare, notMeasured} from "../format.js";
import {html} from "../html.js";
import type {MaskedSite} from "../mask.js";
import {type ValueKind, valueButton} from "../values/value.js";
import {windowAddress} from "../zoom.js";

export interface AddressTableOptions {
  /** What the first column is called. */
  readonly label: string;
  /** What its addresses are. */
  readonly kind: Extract<ValueKind, "address" | "destination">;
  readonly site: MaskedSite;
  /** The window that links to alerts select; absent: numbers of alerts are no links. */
  readonly alertsWithin?: TimeRange;
}

/** Addresses with what they took part in. */
export function AddressTable(
  rows: readonly AddressRow[],
  {label, kind, site, alertsWithin}: AddressTableOptions
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
      cell: ({address}) => valueButton(kind, address, {site, limit: 60})
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
    {
      ...count("alerts", "Alerts"),
      cell: ({address, alerts}) => {
        if (alertsWithin === undefined || alerts === 0) return formatCount(alerts);
        const href = windowAddress("./alerts.html", alertsWithin, location.search, {source: address});
        return html`<a href=${href} title="Alerts about it">${formatCount(alerts)}</a>`;
      }
    }
  ]);
}
