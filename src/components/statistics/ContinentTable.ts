import {campus} from "../../engine/build/country.js";
import type {ContinentRow} from "../../engine/build/statistics/continents.js";
import {dataTable} from "../data-table.js";
import {formatPlural, formatShare} from "../format.js";
import {visibleText} from "../log-text.js";
import {countColumn} from "../services/seen-columns.js";

function nameOf({continent}: ContinentRow): string {
  if (continent === null) return "no address, or no known place";
  return continent === campus ? "the campus itself" : visibleText(continent);
}

export function ContinentTable(rows: readonly ContinentRow[]): HTMLElement {
  const events = rows.reduce((sum, row) => sum + row.events, 0);
  return dataTable(rows, [
    {key: "continent", label: "Continent", cell: nameOf},
    countColumn<ContinentRow>("countries", "Countries", row => row.countries),
    countColumn<ContinentRow>("sources", "Sources", row => row.sources, "distinct source addresses"),
    countColumn<ContinentRow>("events", "Events", row => row.events),
    {key: "share", label: "Share", numeric: true, cell: row => formatShare(row.events / events)},
    countColumn<ContinentRow>("anomalous", "Anomalous", row => row.anomalous),
    {
      key: "anomalous_share",
      label: "of its events",
      title: "share of the continent's events that are anomalous",
      numeric: true,
      cell: row => formatShare(row.anomalous / row.events)
    }
  ]);
}

/** "Most sources are in Asia: 3,013 of 9,120 addresses". */
export function continentFinding(rows: readonly ContinentRow[]): string {
  const placed = rows.filter(({continent}) => continent !== null && continent !== campus);
  const [top] = [...placed].sort((a, b) => b.sources - a.sources);
  if (top === undefined) return "No source outside the campus has a known continent";
  const sources = placed.reduce((sum, row) => sum + row.sources, 0);
  return `Most sources outside are in ${nameOf(top)}: ${formatShare(top.sources / sources)} of ${formatPlural(sources, "address", "addresses")}`;
}
