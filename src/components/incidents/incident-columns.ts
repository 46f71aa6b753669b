import type {TableColumn} from "../data-table.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import type {MaskedSite} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {formatTime} from "../time-zone.js";
import {type Incident, incidentAddress} from "./incident.js";
import {techniqueText, who, whom} from "./incident-words.js";

export interface IncidentColumnsOptions {
  readonly site: MaskedSite;
  readonly timeZone: string;
}

/** The columns of a table of incidents, in the order they stand. */
export function incidentColumns({site, timeZone}: IncidentColumnsOptions): readonly TableColumn<Incident>[] {
  const time = (instant: Date) => formatTime(instant, timeZone).replace(/ \w+$/, "");
  return [
    {key: "severity", label: "Severity", cell: ({severity}) => severityMark(severity)},
    {
      key: "title",
      label: "Incident",
      cell: incidentLink
    },
    {key: "who", label: "Who", cell: incident => who(incident, site)},
    {key: "whom", label: "Whom", cell: incident => whom(incident, site)},
    {
      key: "technique",
      label: "Technique",
      title: "ATT&CK technique of its gravest alerts",
      cell: incident => techniqueText(incident) ?? none("nothing says what was done")
    },
    {
      key: "when",
      label: `When (${timeZone === "UTC" ? "UTC" : "campus"})`,
      cell: ({first_time, last_time}) =>
        html`<span title=${`until ${formatTime(last_time, timeZone)}`}>${time(first_time)}</span>`
    },
    {
      key: "style",
      label: "Style",
      title: "How its sources work",
      cell: ({style}) => (style === "unknown" ? none("not known") : style)
    },
    {
      key: "alerts",
      label: "Alerts",
      numeric: true,
      cell: ({alerts}) => formatCount(alerts),
      value: ({alerts}) => alerts
    },
    {
      key: "events",
      label: "Events",
      title: "Distinct events that it rests on",
      numeric: true,
      cell: ({events}) => formatCount(events),
      value: ({events}) => events
    }
  ];
}

/** An incident's title, leading to its panel. */
export function incidentLink({incident_id, title}: Pick<Incident, "incident_id" | "title">): HTMLElement {
  return html`<a href=${incidentAddress(incident_id)} data-incident=${incident_id}>${logText(title, 160)}</a>`;
}

/** An empty cell, said aloud. */
function none(words: string): HTMLElement {
  return html`<span class="not-measured" title=${words} aria-label=${words}>–</span>`;
}
