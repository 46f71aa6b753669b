import {dataTable} from "../data-table.js";
import {html} from "../html.js";
import type {Incident} from "../incidents/incident.js";
import {incidentLink} from "../incidents/incident-columns.js";
import {who, whom} from "../incidents/incident-words.js";
import {logText} from "../log-text.js";
import {type MaskedSite, maskAddresses} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {formatTime} from "../time-zone.js";

export interface GravestIncidentsOptions {
  readonly site: MaskedSite;
  readonly timeZone: string;
}

/** Incidents in the order given, each with what to do first, leading to its evidence. */
export function GravestIncidents(
  incidents: readonly Incident[],
  {site, timeZone}: GravestIncidentsOptions
): HTMLElement {
  return dataTable(
    incidents,
    [
      {
        key: "title",
        label: "Incident",
        cell: incident => html`<span class="wide">${incidentLink(incident)}</span>`
      },
      {key: "severity", label: "Severity", cell: ({severity}) => severityMark(severity)},
      {key: "who", label: "Source", cell: incident => who(incident, site)},
      {key: "whom", label: "Target", cell: incident => whom(incident, site)},
      {key: "when", label: "Began", cell: ({first_time}) => formatTime(first_time, timeZone)},
      {
        key: "recommendation",
        label: "What to do first",
        cell: ({recommendation}) =>
          html`<span class="wide">${logText(maskAddresses(recommendation, site), 200)}</span>`
      }
    ],
    {stacks: true}
  );
}
