import type {Severity} from "../../engine/event.js";
import {emptyCell} from "../empty-cell.js";
import {html} from "../html.js";
import {investigateAddress} from "../investigate/investigate-address.js";
import {logText} from "../log-text.js";
import {severityMark} from "../severity-mark.js";
import {timeLabel} from "../time-zone.js";
import {valueButton} from "../values/value.js";
import {numberColumn, place, shortTime} from "./cells.js";
import {decisionMarks, type RowKind, type RowOptions, type TriageColumn} from "./row-kind.js";

/** A row of the table `risks`, with where it is and what it may be called. */
export interface SourceRow {
  readonly address: string;
  /** Its threat level. */
  readonly severity: Severity;
  /** 0 to 100. */
  readonly risk: number;
  /** Campus site; null outside. */
  readonly site: string | null;
  /** Country code, or "campus"; null where not known. */
  readonly place: string | null;
  readonly city: string | null;
  readonly host_name: string | null;
  readonly network_name: string | null;
  readonly alerts: number;
  readonly incidents: number;
  /** Of the events it began, those blocked. */
  readonly blocked: number | null;
  readonly first_time: Date;
  readonly last_time: Date;
}

const columns = ({site, timeZone}: RowOptions): readonly TriageColumn<SourceRow>[] => [
  {
    key: "severity",
    label: "Threat",
    sort: "severity",
    width: "84px",
    cell: ({severity}) => severityMark(severity)
  },
  {
    key: "risk",
    label: "Risk",
    title: "0 to 100: the strongest finding, with what corroborates it",
    sort: "risk",
    numeric: true,
    width: "84px",
    cell: ({risk}) =>
      html`<span class="triage-risk"><i style=${`width:${Math.round(risk * 0.4)}px`}></i>${risk.toFixed(1)}</span>`,
    value: ({risk}) => risk
  },
  {
    key: "address",
    label: "Source",
    sort: "address",
    descendingFirst: false,
    width: "130px",
    cell: ({address}) =>
      html`<span class="triage-source">${valueButton("address", address, {site, limit: 45})}${decisionMarks({kind: "source", id: address}, address, false)}</span>`
  },
  {
    key: "place",
    label: "Where",
    sort: "place",
    descendingFirst: false,
    cell: ({place: from, city, site: campusSite}) =>
      html`<span>${place(from)}${[campusSite ?? city].map(text => (text === null ? null : html`<small> ${logText(text, 26)}</small>`))}</span>`
  },
  {
    key: "network",
    label: "Host name or network",
    sort: "network",
    descendingFirst: false,
    cell: ({host_name, network_name}) => {
      const name = host_name ?? network_name;
      return name === null ? emptyCell("not known") : logText(name, 50);
    }
  },
  numberColumn("alerts", "Alerts", ({alerts}: SourceRow) => alerts, {width: "60px"}),
  numberColumn("incidents", "Incidents", ({incidents}: SourceRow) => incidents, {width: "70px"}),
  numberColumn("blocked", "Blocked", ({blocked}: SourceRow) => blocked, {
    title: "Of the events it began, those that the log says were blocked",
    width: "66px"
  }),
  {
    key: "last_time",
    label: timeLabel("Last seen", timeZone),
    sort: "last_time",
    width: "98px",
    cell: ({last_time}) => shortTime(last_time, timeZone),
    value: ({last_time}) => Number(last_time)
  },
  {
    key: "first_time",
    label: timeLabel("First seen", timeZone),
    sort: "first_time",
    optional: true,
    width: "104px",
    cell: ({first_time}) => shortTime(first_time, timeZone)
  },
  {
    key: "open",
    label: "Investigate",
    optional: true,
    width: "80px",
    cell: ({address}) => html`<a href=${investigateAddress("source", address)}>open</a>`
  }
];

export const sourceKind: RowKind<SourceRow> = {
  name: "source",
  columns,
  idOf: ({address}) => address,
  titleOf: ({address}) => address,
  addressOf: ({address}) => address
};
