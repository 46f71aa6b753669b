import type {PlaceGroup} from "../../engine/geography/group-places.js";
import type {CountFilter} from "../../engine/geography/place-counts.js";
import type {Level, Scope} from "../../engine/geography/scope.js";
import type {Query} from "../../engine/sql.js";
import {chartFrame} from "../chart-frame.js";
import {formatCount} from "../format.js";
import type {MaskedSite} from "../mask.js";
import {PlaceTable, type PlaceTableRow, tableLimit} from "./PlaceTable.js";
import {kindOf, levelName, mapFinding, scopeName, shareSentence} from "./place-words.js";

/** What both frames go by. */
export interface PlaceFrameOptions {
  readonly level: Level;
  readonly scope: Scope;
  readonly filter: CountFilter;
  readonly query: Query;
}

export interface MapFrameOptions extends PlaceFrameOptions {
  readonly groups: readonly PlaceGroup[] | Promise<readonly PlaceGroup[]>;
  readonly legend: HTMLElement;
  readonly footnote: string;
  /** Lays the map out at a width in pixels. */
  readonly draw: (width: number) => Node;
}

/** The frame around the map. It is made anew whenever something else is shown; the map in it is the same. */
export function mapFrame({
  groups,
  level,
  scope,
  filter,
  query,
  legend,
  footnote,
  draw
}: MapFrameOptions): HTMLElement {
  return chartFrame<PlaceGroup>({
    id: "map",
    height: 420,
    rows: groups,
    query,
    note: "The map adds these rows up by place, and leaves out what the switches leave out.",
    title: found => mapFinding(found, level, scope, filter),
    // Of blocked events, it goes without saying how many were blocked.
    subtitle: found =>
      filter.blockedOnly
        ? "Only events that a log records as blocked are counted."
        : shareSentence(totalOf(found)),
    legend,
    footnote,
    total: found => totalOf(found).events,
    empty: `${nothing(scope, filter)} “Whole world” leads out of it.`,
    draw: (_, {width}) => draw(width)
  });
}

export interface TableFrameOptions extends PlaceFrameOptions {
  readonly rows: readonly PlaceTableRow[] | Promise<readonly PlaceTableRow[]>;
  readonly site: MaskedSite;
  readonly reach: (group: PlaceGroup | null) => void;
  readonly choose: (group: PlaceGroup) => void;
}

/** The frame of the table of the same numbers. */
export function tableFrame({
  rows,
  level,
  scope,
  filter,
  query,
  site,
  reach,
  choose
}: TableFrameOptions): HTMLElement {
  return chartFrame<PlaceTableRow>({
    id: "places",
    height: 300,
    rows,
    query,
    note: "These rows, added up by place, without what the switches leave out.",
    title: `The same in numbers, by ${levelName[level].one}`,
    subtitle: found =>
      found.length > tableLimit
        ? `The ${formatCount(tableLimit)} with the most events of ${formatCount(found.length)}; an export has all of them.`
        : "Reach a row, by pointer or keyboard, to find it on the map. Enter goes into a place; Backspace or Escape leads up.",
    total: found => totalOf(found).events,
    empty: nothing(scope, filter),
    draw: found => PlaceTable(found, {level, scope, site, reach, choose})
  });
}

const nothing = (scope: Scope, filter: CountFilter) =>
  `No ${kindOf(filter)} event of this selection comes from ${scope.kind === "world" ? "a known country" : scopeName(scope)}.`;

/** What rows add up to. */
export function totalOf(
  rows: readonly {readonly events: number; readonly blocked: number; readonly allowed: number}[]
) {
  const total = {events: 0, blocked: 0, allowed: 0};
  for (const {events, blocked, allowed} of rows) {
    total.events += events;
    total.blocked += blocked;
    total.allowed += allowed;
  }
  return total;
}
