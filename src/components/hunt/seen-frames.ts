/** Frames of where a term was seen: datasets, fields, sources, destinations, user names. */
import type {Severity} from "../../engine/event.js";
import type {TimeRange} from "../../engine/selection.js";
import {chartFrame} from "../chart-frame.js";
import {dataTable, type TableColumn} from "../data-table.js";
import {datasetName} from "../dataset-name.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import type {MaskedSite} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {formatWall, timeLabel} from "../time-zone.js";
import {valueButton} from "../values/value.js";
import {windowAddress} from "../zoom.js";
import type {AskedTerm, DatasetRow, Span} from "./term-facts.js";
import {fieldLabel} from "./term-words.js";

export interface FrameOptions {
  readonly site: MaskedSite;
  readonly timeZone: string;
  /** What the data cover. */
  readonly data: TimeRange;
}

const count = <R>(key: string & keyof R, label: string, title?: string): TableColumn<R> => ({
  key,
  label,
  ...(title === undefined ? {} : {title}),
  numeric: true,
  cell: row => formatCount(Number(row[key])),
  value: row => Number(row[key])
});

/** First and last seen. */
export function spanColumns<R extends Span>(timeZone: string): readonly TableColumn<R>[] {
  return [
    {
      key: "first_time",
      label: timeLabel("First seen", timeZone),
      cell: row => formatWall(row.first_time, timeZone)
    },
    {
      key: "last_time",
      label: timeLabel("Last seen", timeZone),
      cell: row => formatWall(row.last_time, timeZone)
    }
  ];
}

/** Rows there are, also beyond the limit of a question. */
export const totalOf = (rows: readonly {readonly total: number}[]) => rows[0]?.total ?? 0;

const sumEvents = (rows: readonly {readonly events: number}[]) =>
  rows.reduce((sum, row) => sum + row.events, 0);

export function datasetFrame({ask}: AskedTerm, {timeZone, data}: FrameOptions): HTMLElement {
  return chartFrame<DatasetRow>({
    id: "hunt-datasets",
    title: rows => `${formatPlural(sumEvents(rows), "event")} in ${formatPlural(rows.length, "dataset")}`,
    ...ask<DatasetRow>("datasets"),
    total: sumEvents,
    height: 120,
    draw: rows =>
      dataTable(
        rows,
        [
          {
            key: "dataset",
            label: "Dataset",
            cell: ({dataset}) =>
              html`<a href=${windowAddress("./timeline.html", data, "", {dataset})}>${datasetName(dataset).label}</a>`
          },
          count("events", "Events"),
          count("blocked", "Blocked", "Of the events, those that were blocked"),
          count("sources", "Sources"),
          ...spanColumns<DatasetRow>(timeZone)
        ],
        {stacks: true}
      )
  });
}

interface FieldRow extends Span {
  readonly field: string;
  readonly events: number;
}

export function fieldFrame({ask}: AskedTerm, {timeZone}: FrameOptions): HTMLElement {
  return chartFrame<FieldRow>({
    id: "hunt-fields",
    title: rows =>
      `It stands in ${formatPlural(rows.length, "field")}, mostly ${fieldLabel[rows[0]?.field ?? ""] ?? rows[0]?.field ?? ""}`,
    subtitle: "An event may have it in several, and counts in each.",
    ...ask<FieldRow>("fields"),
    total: rows => rows.length,
    height: 120,
    draw: rows =>
      dataTable(
        rows,
        [
          {
            key: "field",
            label: "Where",
            cell: ({field}) => html`<span title=${field}>${fieldLabel[field] ?? field}</span>`
          },
          count("events", "Events"),
          ...spanColumns<FieldRow>(timeZone)
        ],
        {stacks: true}
      )
  });
}

interface SourceRow extends Span {
  readonly total: number;
  readonly address: string;
  readonly events: number;
  readonly risk: number | null;
  readonly country: string | null;
  readonly severity: Severity | null;
}

export function sourceFrame(asked: AskedTerm, {site, timeZone}: FrameOptions): HTMLElement {
  const isHost = asked.term.type === "address";
  return chartFrame<SourceRow>({
    id: "hunt-sources",
    title: rows =>
      isHost
        ? `${formatPlural(totalOf(rows), "source")} in its events`
        : `${formatPlural(totalOf(rows), "source")} used it`,
    ...asked.ask<SourceRow>("sources"),
    total: totalOf,
    height: 200,
    note: "The first 500 by events.",
    draw: rows =>
      dataTable(
        rows,
        [
          {key: "address", label: "Source", cell: ({address}) => valueButton("address", address, {site})},
          count("events", "Events"),
          {
            key: "risk",
            label: "Risk",
            title: "0 to 100, over all that it did",
            numeric: true,
            cell: ({risk}) => (risk === null ? emptyCell("nothing was found about it") : risk.toFixed(1)),
            value: ({risk}) => risk
          },
          {
            key: "severity",
            label: "Gravest alert",
            cell: ({severity}) =>
              severity === null || severity === "none" ? emptyCell("none") : severityMark(severity)
          },
          {key: "country", label: "Country", cell: ({country}) => country ?? emptyCell("not known")},
          ...spanColumns<SourceRow>(timeZone)
        ],
        {stacks: true, first: 8}
      )
  });
}

interface DestinationRow extends Span {
  readonly total: number;
  readonly address: string;
  readonly events: number;
  readonly port_count: number;
  readonly ports: string | null;
}

export function destinationFrame({ask}: AskedTerm, {site, timeZone}: FrameOptions): HTMLElement {
  return chartFrame<DestinationRow>({
    id: "hunt-destinations",
    title: rows => formatPlural(totalOf(rows), "destination"),
    ...ask<DestinationRow>("destinations"),
    total: totalOf,
    height: 200,
    note: "The first 200 by events.",
    draw: rows =>
      dataTable(
        rows,
        [
          {
            key: "address",
            label: "Destination",
            cell: ({address}) => valueButton("destination", address, {site})
          },
          count("events", "Events"),
          {key: "ports", label: "Ports", cell: portsCell},
          ...spanColumns<DestinationRow>(timeZone)
        ],
        {stacks: true, first: 8}
      )
  });
}

function portsCell({ports, port_count}: DestinationRow): Node {
  if (ports === null || ports === "") return emptyCell();
  const buttons = ports.split(", ").map(port => valueButton("port", port));
  const more = port_count > buttons.length ? ` and ${formatCount(port_count - buttons.length)} more` : "";
  return html`<span>${buttons.flatMap((button, i) => (i === 0 ? [button] : [", ", button]))}${more}</span>`;
}

interface UserRow extends Span {
  readonly total: number;
  readonly username: string;
  readonly events: number;
  readonly blocked: number;
  readonly sources: number;
}

export function userFrame({ask}: AskedTerm, {timeZone}: FrameOptions): HTMLElement {
  return chartFrame<UserRow>({
    id: "hunt-users",
    title: rows => `${formatPlural(totalOf(rows), "user name")} in its events`,
    ...ask<UserRow>("users"),
    total: totalOf,
    height: 200,
    note: "The first 200 by events.",
    draw: rows =>
      dataTable(
        rows,
        [
          {
            key: "username",
            label: "User name",
            cell: ({username}) => valueButton("user", username, {limit: 40})
          },
          count("events", "Events"),
          count("blocked", "Blocked"),
          count("sources", "Sources"),
          ...spanColumns<UserRow>(timeZone)
        ],
        {stacks: true, first: 8}
      )
  });
}
