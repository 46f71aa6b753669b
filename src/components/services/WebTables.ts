import type {AgentRow, PathRow} from "../../engine/build/services/web.js";
import {dataTable} from "../data-table.js";
import {emptyCell} from "../empty-cell.js";
import {formatPlural, formatShare} from "../format.js";
import {visibleText} from "../log-text.js";
import type {MaskedSite} from "../mask.js";
import {countColumn, eventColumns, textValue, whenColumns} from "./seen-columns.js";

interface Options {
  readonly site: MaskedSite;
  readonly timeZone: string;
}

export function PathTable(rows: readonly PathRow[], {site, timeZone}: Options): HTMLElement {
  return dataTable(
    rows,
    [
      {key: "path", label: "Path", cell: ({path}) => textValue("url", path, {site})},
      {
        key: "methods",
        label: "Method",
        cell: ({methods}) => (methods === null ? emptyCell() : visibleText(methods))
      },
      ...eventColumns<PathRow>("Requests"),
      {
        key: "errors",
        label: "Errors",
        title: "share of answered requests whose status is 400 or above",
        numeric: true,
        cell: ({answered, errors}) => (answered === 0 ? emptyCell() : formatShare(errors / answered)),
        value: ({answered, errors}) => (answered === 0 ? null : errors)
      },
      ...whenColumns<PathRow>(timeZone, true)
    ],
    {first: 10}
  );
}

export function AgentTable(rows: readonly AgentRow[], {site, timeZone}: Options): HTMLElement {
  return dataTable(
    rows,
    [
      {key: "agent", label: "User agent", cell: ({agent}) => textValue("text", agent, {site, limit: 120})},
      ...eventColumns<AgentRow>("Requests"),
      countColumn<AgentRow>("paths", "Paths", row => row.paths, "distinct paths that it asked for"),
      ...whenColumns<AgentRow>(timeZone, true)
    ],
    {first: 10}
  );
}

/** Of a list in order of anomalous events: what leads it. */
export function anomalousFinding<
  R extends {
    readonly anomalous: number;
    readonly events: number;
    readonly sources: number;
    readonly all_values: number;
  }
>(rows: readonly R[], name: (row: R) => string, what: string): string {
  const [top] = rows;
  if (top === undefined) return what;
  if (top.anomalous === 0) return `Nothing anomalous among ${formatPlural(top.all_values, "value")}`;
  const events =
    top.anomalous === top.events
      ? `all of its ${formatPlural(top.events, "event")} are anomalous`
      : formatPlural(top.anomalous, "anomalous event");
  return `“${visibleText(name(top)).slice(0, 60)}” stands out: ${events}, from ${formatPlural(top.sources, "source")}`;
}
