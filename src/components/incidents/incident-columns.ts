import {severities} from "../../engine/event.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import {markInjected} from "../injected-mark.js";
import {logText} from "../log-text.js";
import type {MaskedSite} from "../mask.js";
import type {RowColumn} from "../row-browser.js";
import {severityMark} from "../severity-mark.js";
import {formatTime, formatWall, timeLabel} from "../time-zone.js";
import {type Incident, incidentAddress} from "./incident.js";
import {techniqueText, who, whom} from "./incident-words.js";

export interface IncidentColumnsOptions {
  readonly site: MaskedSite;
  readonly timeZone: string;
}

/** The columns of a table of incidents, in the order they stand. */
export function incidentColumns({site, timeZone}: IncidentColumnsOptions): readonly RowColumn<Incident>[] {
  const time = (instant: Date) => formatWall(instant, timeZone);
  return [
    {
      key: "severity",
      label: "Severity",
      cell: ({severity}) => severityMark(severity),
      order: ({severity}) => severities.indexOf(severity)
    },
    {key: "title", label: "Incident", cell: incidentLink, order: ({title}) => title},
    {
      key: "who",
      label: "Source",
      cell: incident => who(incident, site),
      order: ({attacker_ip, account}) => attacker_ip ?? account
    },
    {key: "whom", label: "Target", cell: incident => whom(incident, site), order: ({target}) => target},
    {
      key: "technique",
      label: "Technique",
      title: "ATT&CK technique of its gravest alerts",
      cell: incident => techniqueText(incident) ?? emptyCell("nothing says what was done"),
      order: ({technique}) => technique
    },
    {
      key: "when",
      label: timeLabel("When", timeZone),
      cell: ({first_time, last_time}) =>
        html`<span title=${`until ${formatTime(last_time, timeZone)}`}>${time(first_time)}</span>`,
      order: ({first_time}) => Number(first_time)
    },
    {
      key: "style",
      label: "Style",
      title: "How its sources work",
      cell: ({style}) => (style === "unknown" ? emptyCell("not known") : style),
      order: ({style}) => (style === "unknown" ? null : style)
    },
    {
      key: "alerts",
      label: "Alerts",
      numeric: true,
      cell: ({alerts}) => formatCount(alerts),
      value: ({alerts}) => alerts,
      order: ({alerts}) => alerts
    },
    {
      key: "events",
      label: "Events",
      title: "Distinct events that it rests on",
      numeric: true,
      cell: ({events}) => formatCount(events),
      value: ({events}) => events,
      order: ({events}) => events
    }
  ];
}

/** An incident's title, leading to its panel, and whether it was injected. */
export function incidentLink({
  incident_id,
  title,
  origin
}: Pick<Incident, "incident_id" | "title" | "origin">): HTMLElement {
  const link = html`<a href=${incidentAddress(incident_id)} data-incident=${incident_id}>${logText(title, 160)}</a>`;
  return markInjected(link, origin, "incident");
}
