import {html} from "../html.js";
import {rowBrowser} from "../row-browser.js";
import {rowPages} from "../row-excerpt.js";
import type {Incident} from "./incident.js";
import {type IncidentColumnsOptions, incidentColumns} from "./incident-columns.js";
import {stageName} from "./incident-words.js";

export interface IncidentBrowserOptions extends IncidentColumnsOptions {
  /** Called when the reader opens an incident. */
  readonly open: (incident: Incident) => void;
  /** @default 15 */
  readonly pageSize?: number;
}

/** Orders to read incidents in; `gravest` is the one that they arrive in. */
const orders = {
  gravest: {label: "gravest first", compare: null},
  latest: {
    label: "latest first",
    compare: (a: Incident, b: Incident) => Number(b.last_time) - Number(a.last_time)
  },
  earliest: {
    label: "earliest first",
    compare: (a: Incident, b: Incident) => Number(a.first_time) - Number(b.first_time)
  },
  events: {label: "most events first", compare: (a: Incident, b: Incident) => b.events - a.events}
} as const;

/** What a search looks through. Addresses are searched as they are, even while they are masked. */
const searched = [
  "incident_id",
  "title",
  "attacker_ip",
  "account",
  "target",
  "technique",
  "technique_name",
  "severity",
  "style",
  "detectors",
  "findings"
] as const satisfies readonly (keyof Incident)[];

/** Incidents as a table to search, order and leaf through. */
export function IncidentBrowser(
  incidents: readonly Incident[],
  options: IncidentBrowserOptions
): HTMLElement {
  const {open, pageSize = 15} = options;
  const byColumn = html`<option hidden>by a column</option>` as HTMLOptionElement;
  const order =
    html`<select aria-label="Order of incidents">${Object.entries(orders).map(([value, {label}]) => html`<option value=${value}>${label}</option>`)}${byColumn}</select>` as HTMLSelectElement;
  let compare: ((a: Incident, b: Incident) => number) | null = null;
  const browser = rowBrowser({
    name: "incident",
    total: incidents.length,
    rows: () => (compare === null ? incidents : incidents.toSorted(compare)),
    columns: incidentColumns(options),
    textOf: incident =>
      [
        ...searched.map(key => incident[key] ?? ""),
        stageName(incident.tactic),
        incident.succeeded ? "got in" : ""
      ].join("\n"),
    hint: "Address, account, technique, detector …",
    attributes: ({incident_id}) => ({"data-incident": incident_id}),
    open,
    excerpt: rowPages("incident", pageSize),
    controls: order,
    onSort() {
      byColumn.selected = true;
    }
  });
  order.addEventListener("input", event => {
    event.stopPropagation();
    compare = orders[order.value as keyof typeof orders].compare;
    browser.unsort();
  });
  return browser.node;
}
