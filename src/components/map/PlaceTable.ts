import type {PlaceGroup} from "../../engine/geography/group-places.js";
import {type PlaceCounts, worstSeverity} from "../../engine/geography/place-counts.js";
import {regionOf} from "../../engine/geography/regions.js";
import {type Level, type Scope, trail} from "../../engine/geography/scope.js";
import {dataTable, type TableColumn} from "../data-table.js";
import {emptyCell} from "../empty-cell.js";
import {capitalise, formatCount, formatShare} from "../format.js";
import {html} from "../html.js";
import type {MaskedSite} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {valueButton} from "../values/value.js";
import {groupName, groupPath, levelName, scopeName, shareBlocked} from "./place-words.js";

/** A row: a place on the map, or what is on none. */
export interface PlaceTableRow extends PlaceCounts {
  readonly key: string;
  readonly name: string;
  /** Null of what is not on the map: the campus's own, and what has no known place. */
  readonly group: PlaceGroup | null;
  readonly addresses: number | null;
}

export interface PlaceTableOptions {
  readonly level: Level;
  /** What the places are within; it need not be said of each. */
  readonly scope: Scope;
  readonly site: MaskedSite;
  /** Told which place the pointer or the keyboard is on; null when it leaves. */
  readonly reach: (group: PlaceGroup | null) => void;
  /** The reader chose a place. */
  readonly choose: (group: PlaceGroup) => void;
}

/** More rows than this would take longer to lay out than anybody reads; an export has all of them. */
export const tableLimit = 200;

/** The places as a table: the same numbers as on the map, in the order given. Names take the keyboard's focus. */
export function PlaceTable(
  rows: readonly PlaceTableRow[],
  {level, scope, site, reach, choose}: PlaceTableOptions
): HTMLElement {
  const shown = rows.slice(0, tableLimit);
  const known = new Set(trail(scope).map(scopeName));
  const number = (
    key: "events" | "suspicious" | "addresses" | "alerts",
    label: string,
    title?: string
  ): TableColumn<PlaceTableRow> => ({
    key,
    label,
    ...(title === undefined ? {} : {title}),
    numeric: true,
    // Of what is not on the map, addresses are not counted; of a place, they will be.
    cell: row =>
      row[key] !== null
        ? formatCount(row[key])
        : row.group === null
          ? emptyCell("not counted")
          : html`<span class="muted">counting</span>`,
    value: row => row[key]
  });
  const isNarrow = level === "city" || level === "point";
  const table = dataTable<PlaceTableRow>(
    shown,
    [
      {key: "place", label: capitalise(levelName[level].one), cell: row => nameCell(row, site)},
      ...(level === "continent"
        ? []
        : [
            {
              key: "where",
              label: "Where",
              cell: row => whereText(row, known)
            } satisfies TableColumn<PlaceTableRow>
          ]),
      ...(level === "country" ? [codeColumn] : []),
      number("events", "Events"),
      {
        key: "blocked",
        label: "Blocked",
        title: "Of the events whose outcome is recorded",
        numeric: true,
        cell: row =>
          html`<span title=${`${formatCount(row.blocked)} of ${formatCount(row.allowed + row.blocked)} whose outcome is recorded`}>${formatShare(shareBlocked(row))}</span>`,
        value: ({blocked}) => blocked
      },
      number("suspicious", "Suspicious", "Events of medium, high or critical severity"),
      ...(level === "point" ? [] : [number("addresses", "Addresses")]),
      number("alerts", "Alerts"),
      {
        key: "severity",
        label: "Gravest",
        cell: row => severityMark(worstSeverity(row.bySeverity))
      }
    ],
    {first: 12}
  );
  table.classList.add("place-table");
  table.dataset.narrow = String(isNarrow);
  table.querySelectorAll<HTMLElement>("tbody tr").forEach((line, i) => {
    const group = shown[i]?.group ?? null;
    line.dataset.key = shown[i]?.key ?? "";
    if (group === null) return;
    for (const type of ["pointerenter", "focusin"]) line.addEventListener(type, () => reach(group));
    for (const type of ["pointerleave", "focusout"]) line.addEventListener(type, () => reach(null));
    line.querySelector(".place-name")?.addEventListener("click", () => choose(group));
  });
  return table;
}

/** What a country can be filtered by. */
const codeColumn: TableColumn<PlaceTableRow> = {
  key: "code",
  label: "Code",
  cell: ({group}) => (group === null ? "" : valueButton("country", group.key))
};

function nameCell({name, group}: PlaceTableRow, site: MaskedSite): Node {
  if (group === null) return html`<span class="muted">${name}</span>`;
  if (group.address !== null)
    return html`<span>${valueButton("address", group.address, {site})} <button type="button" class="place-name place-find" aria-label=${`Show ${name} on the map`}>on the map</button></span>`;
  return html`<button type="button" class="place-name">${name}</button>`;
}

/** A place's path without its own name, and without what all places shown lie in. */
function whereText({group}: PlaceTableRow, known: ReadonlySet<string>): string {
  if (group === null) return "";
  const path = groupPath(group);
  const region = group.level === "country" ? regionOf(group.key) : null;
  const around = region === null ? path : [...path.slice(0, 1), region.name, ...path.slice(1)];
  // The name itself stands in the column before; a region may be named as its continent is.
  const own = groupName(group);
  return [...new Set(around)].filter(name => name !== own && !known.has(name)).join(" > ");
}
