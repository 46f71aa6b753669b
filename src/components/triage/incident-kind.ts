import {emptyCell} from "../empty-cell.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import type {Incident} from "../incidents/incident.js";
import {incidentLink} from "../incidents/incident-columns.js";
import {who, whom} from "../incidents/incident-words.js";
import {severityMark} from "../severity-mark.js";
import {timeLabel} from "../time-zone.js";
import {valueButton} from "../values/value.js";
import {numberColumn, riskText, shortTime} from "./cells.js";
import {decisionMarks, type RowKind, type RowOptions, type TriageColumn} from "./row-kind.js";

/** An incident with the risk of its source. */
export interface IncidentRow extends Incident {
  readonly risk: number | null;
}

const columns = ({site, timeZone}: RowOptions): readonly TriageColumn<IncidentRow>[] => [
  {
    key: "severity",
    label: "Severity",
    sort: "severity",
    width: "82px",
    cell: ({severity}) => severityMark(severity)
  },
  {
    key: "risk",
    label: "Risk",
    title: "Of its source, 0 to 100",
    sort: "risk",
    numeric: true,
    width: "46px",
    cell: ({risk}) => riskText(risk),
    value: ({risk}) => risk
  },
  {
    key: "first_time",
    label: timeLabel("Began", timeZone),
    sort: "first_time",
    width: "98px",
    cell: ({first_time}) => shortTime(first_time, timeZone),
    value: ({first_time}) => Number(first_time)
  },
  {
    key: "who",
    label: "Source",
    sort: "who",
    descendingFirst: false,
    width: "124px",
    cell: incident =>
      incident.attacker_ip === null
        ? who(incident, site)
        : html`<span class="triage-source">${valueButton("address", incident.attacker_ip, {site})}</span>`
  },
  {
    key: "title",
    label: "Incident",
    sort: "title",
    descendingFirst: false,
    cell: incident =>
      html`<span>${incidentLink(incident)} ${decisionMarks({kind: "incident", id: incident.incident_id}, incident.attacker_ip, false)}</span>`
  },
  {
    key: "whom",
    label: "Target",
    sort: "whom",
    descendingFirst: false,
    width: "94px",
    cell: incident => whom(incident, site)
  },
  {
    key: "technique",
    label: "Technique",
    sort: "technique",
    descendingFirst: false,
    width: "80px",
    cell: ({technique, technique_name}) =>
      technique === null
        ? emptyCell("nothing says what was done")
        : html`<span title=${technique_name ?? ""}>${valueButton("technique", technique)}</span>`
  },
  {
    key: "succeeded",
    label: "Got in",
    title: "Whether a login of its sources was accepted meanwhile",
    sort: "succeeded",
    width: "50px",
    cell: ({succeeded}) =>
      succeeded === null ? emptyCell("no log could tell") : succeeded ? html`<strong>yes</strong>` : "no"
  },
  numberColumn("alerts", "Alerts", ({alerts}: IncidentRow) => alerts, {width: "58px"}),
  numberColumn("events", "Events", ({events}: IncidentRow) => events, {optional: true}),
  numberColumn("sources", "Sources", ({sources}: IncidentRow) => sources, {optional: true}),
  numberColumn("targets", "Targets", ({targets}: IncidentRow) => targets, {optional: true}),
  {
    key: "last_time",
    label: timeLabel("Ended", timeZone),
    sort: "last_time",
    optional: true,
    width: "104px",
    cell: ({last_time}) => shortTime(last_time, timeZone)
  },
  {
    key: "style",
    label: "Style",
    title: "How its sources work",
    sort: "style",
    descendingFirst: false,
    optional: true,
    width: "80px",
    cell: ({style}) => (style === "unknown" ? emptyCell("not known") : style)
  },
  {
    key: "detectors",
    label: "Detectors",
    title: "How many detectors agree",
    optional: true,
    numeric: true,
    width: "70px",
    cell: ({detectors}) =>
      html`<span title=${detectors.replaceAll(",", ", ")}>${formatCount(detectors.split(",").length)}</span>`
  }
];

export const incidentKind: RowKind<IncidentRow> = {
  name: "incident",
  columns,
  idOf: ({incident_id}) => incident_id,
  titleOf: ({title}) => title,
  addressOf: ({attacker_ip}) => attacker_ip
};
