import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
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
function textOf(incident: Incident): string {
  const {
    incident_id,
    title,
    attacker_ip,
    account,
    target,
    technique,
    technique_name,
    severity,
    style,
    detectors
  } = incident;
  return [
    incident_id,
    title,
    attacker_ip,
    account,
    target,
    technique,
    technique_name,
    severity,
    style,
    detectors
  ]
    .concat(stageName(incident.tactic), incident.findings, incident.succeeded ? "got in" : "")
    .map(value => value ?? "")
    .join("\n")
    .toLowerCase();
}

/** Incidents as a table to search, order and leaf through. */
export function IncidentBrowser(
  incidents: readonly Incident[],
  options: IncidentBrowserOptions
): HTMLElement {
  const {open, pageSize = 15} = options;
  const columns = incidentColumns(options);
  let shown = incidents;
  let page = 0;

  const search =
    html`<input type="search" placeholder="Address, account, technique, detector …" aria-label="Search incidents" spellcheck="false">` as HTMLInputElement;
  const order =
    html`<select aria-label="Order of incidents">${Object.entries(orders).map(([value, {label}]) => html`<option value=${value}>${label}</option>`)}</select>` as HTMLSelectElement;
  const count = html`<span role="status" data-testid="incident-count"></span>`;
  const body = html`<tbody></tbody>`;
  const previous = html`<button type="button">Previous</button>` as HTMLButtonElement;
  const next = html`<button type="button">Next</button>` as HTMLButtonElement;
  const place = html`<span data-testid="incident-page"></span>`;
  const browser = html`<div class="incident-browser">
  <div class="alert-controls">${search}${order}${count}</div>
  <div class="data-table incident-table" tabindex="0" role="region" aria-label="Incidents; scrolls sideways">
    <table><thead><tr>${columns.map(({key, label, title, numeric}) => html`<th scope="col" data-column=${key} title=${title ?? null} class=${numeric ? "numeric" : null}>${label}</th>`)}</tr></thead>${body}</table>
  </div>
  <div class="alert-controls">${previous}${place}${next}</div>
</div>`;

  function update(): void {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matching = incidents.filter(incident => words.every(word => textOf(incident).includes(word)));
    const {compare} = orders[order.value as keyof typeof orders];
    shown = compare === null ? matching : matching.toSorted(compare);
    page = 0;
    render();
  }

  function render(): void {
    const pages = Math.max(1, Math.ceil(shown.length / pageSize));
    body.replaceChildren(...shown.slice(page * pageSize, (page + 1) * pageSize).map(row));
    count.textContent =
      shown.length === incidents.length
        ? formatPlural(incidents.length, "incident")
        : `${formatCount(shown.length)} of ${formatPlural(incidents.length, "incident")}`;
    place.textContent = `Page ${formatCount(page + 1)} of ${formatCount(pages)}`;
    previous.disabled = page === 0;
    next.disabled = page >= pages - 1;
  }

  function row(incident: Incident): HTMLElement {
    const cells = columns.map(
      ({key, cell, numeric, value}) =>
        html`<td data-column=${key} data-value=${value?.(incident) ?? null} class=${numeric ? "numeric" : null}>${cell(incident)}</td>`
    );
    const element = html`<tr data-incident=${incident.incident_id}>${cells}</tr>`;
    // The link in the row is what the keyboard reaches; a click anywhere in it does the same.
    element.addEventListener("click", event => {
      const isSelecting = getSelection()?.isCollapsed === false;
      if (event.ctrlKey || event.metaKey || event.shiftKey || isSelecting) return;
      event.preventDefault();
      element.querySelector("a")?.focus();
      open(incident);
    });
    return element;
  }

  function leaf(step: number): void {
    page += step;
    render();
    browser.scrollIntoView({block: "nearest"});
  }

  for (const control of [search, order]) {
    control.addEventListener("input", event => {
      event.stopPropagation();
      update();
    });
  }
  previous.addEventListener("click", () => leaf(-1));
  next.addEventListener("click", () => leaf(1));
  update();
  return browser;
}
