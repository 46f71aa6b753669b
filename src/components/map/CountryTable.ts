import {campus} from "../../engine/build/country.js";
import {dataTable, type TableColumn} from "../data-table.js";
import {formatCount, formatShare} from "../format.js";
import {html} from "../html.js";
import type {CountryCounts} from "./country-counts.js";
import {blockedShare} from "./country-counts.js";
import {countryName} from "./world.js";

export interface CountryTableOptions {
  /** The campus's name, for the row of its own addresses. */
  readonly campusName: string;
  /** Told which country the pointer or the keyboard is on; null when it leaves. */
  readonly onReach?: (country: string | null) => void;
}

/** The countries as a table: the same numbers as on the map, in the order given. Names take the keyboard's focus. */
export function CountryTable(
  counts: readonly CountryCounts[],
  {campusName, onReach = () => {}}: CountryTableOptions
): HTMLElement {
  const count = (key: "events" | "anomalous" | "alerts", label: string): TableColumn<CountryCounts> => ({
    key,
    label,
    numeric: true,
    cell: row => formatCount(row[key]),
    value: row => row[key]
  });
  const table = dataTable<CountryCounts>(
    counts,
    [
      {
        key: "country",
        label: "Country",
        cell: ({country}) =>
          country === null
            ? html`<span class="muted">No known place</span>`
            : html`<button type="button" class="country-name">${placeName(country, campusName)}</button>`
      },
      count("events", "Events"),
      {
        key: "blocked",
        label: "Blocked",
        numeric: true,
        cell: row =>
          html`<span title=${`${formatCount(row.blocked)} of ${formatCount(row.allowed + row.blocked)} whose outcome is known`}>${formatShare(blockedShare(row))}</span>`,
        value: ({blocked}) => blocked
      },
      count("anomalous", "Anomalous"),
      count("alerts", "Alerts")
    ],
    {first: 12}
  );
  table.classList.add("country-table");
  table.querySelectorAll<HTMLElement>("tbody tr").forEach((line, i) => {
    const country = counts[i]?.country ?? null;
    line.dataset.country = country ?? "";
    for (const type of ["pointerenter", "focusin", "click"])
      line.addEventListener(type, () => onReach(country));
    for (const type of ["pointerleave", "focusout"]) line.addEventListener(type, () => onReach(null));
  });
  return table;
}

function placeName(country: string, campusName: string): string {
  return country === campus ? `Campus (${campusName})` : countryName(country);
}
