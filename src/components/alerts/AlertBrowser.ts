import {formatCount} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import type {Alert} from "./alert.js";
import type {AlertColumn, AlertColumnsOptions} from "./alert-columns.js";
import {alertColumns} from "./alert-columns.js";
import {type FindingChoice, isOfFinding} from "./finding-choice.js";

export interface AlertBrowserOptions extends AlertColumnsOptions {
  /** Called when the reader opens an alert. */
  readonly open: (alert: Alert) => void;
  /** The finding whose alerts are listed. */
  readonly choice: FindingChoice;
  /** @default 20 */
  readonly pageSize?: number;
}

/** What a search looks through. Addresses are searched as they are, even while they are masked. */
const searched = [
  "alert_id",
  "dataset",
  "source_ip",
  "destination_ip",
  "destination_port",
  "protocol",
  "app_protocol",
  "username",
  "attack_type",
  "finding",
  "technique",
  "severity"
] as const satisfies readonly (keyof Alert)[];

/** Alerts as a table to search, sort and leaf through. */
export function AlertBrowser(alerts: readonly Alert[], options: AlertBrowserOptions): HTMLElement {
  const {open, choice, pageSize = 20} = options;
  const columns = alertColumns(options);
  const texts = new Map<Alert, string>();
  // Rows arrive gravest first; no column is sorted by until the reader chooses one.
  let sorted: {readonly column: AlertColumn; readonly descending: boolean} | undefined;
  let shown = alerts;
  let page = 0;

  const search =
    html`<input type="search" placeholder="Address, user, port, finding …" aria-label="Search alerts" spellcheck="false">` as HTMLInputElement;
  const count = html`<span role="status" data-testid="alert-count"></span>`;
  const headers = columns.map(column => {
    const button = html`<button type="button">${column.label}</button>`;
    button.addEventListener("click", () => sortBy(column));
    const header = html`<th scope="col" data-column=${column.key} title=${column.title ?? null} class=${column.numeric ? "numeric" : null}>${button}</th>`;
    return {column, header};
  });
  const chosen = html`<span class="alert-chosen" data-testid="alert-finding"></span>`;
  const body = html`<tbody></tbody>`;
  const previous = html`<button type="button">Previous</button>` as HTMLButtonElement;
  const next = html`<button type="button">Next</button>` as HTMLButtonElement;
  const place = html`<span data-testid="alert-page"></span>`;
  const browser = html`<div class="alert-browser">
  <div class="alert-controls">${search}${count}${chosen}</div>
  <div class="data-table" tabindex="0" role="region" aria-label="Alerts; scrolls sideways">
    <table><thead><tr>${headers.map(({header}) => header)}</tr></thead>${body}</table>
  </div>
  <div class="alert-controls">${previous}${place}${next}</div>
</div>`;

  function sortBy(column: AlertColumn): void {
    // Numbers, times and severities are asked for from the top; names from A.
    const descending =
      sorted?.column === column ? !sorted.descending : typeof firstValue(column) === "number";
    sorted = {column, descending};
    update();
  }

  function firstValue(column: AlertColumn): string | number | null {
    const found = alerts.find(alert => column.order(alert) !== null);
    return found === undefined ? null : column.order(found);
  }

  function textOf(alert: Alert): string {
    let text = texts.get(alert);
    if (text === undefined) {
      text = searched
        .map(key => alert[key] ?? "")
        .join("\n")
        .toLowerCase();
      texts.set(alert, text);
    }
    return text;
  }

  function update(): void {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matching = alerts.filter(
      alert => isOfFinding(alert, choice.value) && words.every(word => textOf(alert).includes(word))
    );
    shown = sorted === undefined ? matching : sortAlerts(matching, sorted.column, sorted.descending);
    page = 0;
    render();
  }

  function render(): void {
    const pages = Math.max(1, Math.ceil(shown.length / pageSize));
    const first = page * pageSize;
    const rows = shown.slice(first, first + pageSize);
    body.replaceChildren(...rows.map(row));
    count.textContent =
      shown.length === alerts.length
        ? `${formatCount(alerts.length)} alert${alerts.length === 1 ? "" : "s"}`
        : `${formatCount(shown.length)} of ${formatCount(alerts.length)} alerts`;
    place.textContent = `Page ${formatCount(page + 1)} of ${formatCount(pages)}`;
    previous.disabled = page === 0;
    next.disabled = page >= pages - 1;
    for (const {column, header} of headers) {
      if (sorted?.column === column)
        header.setAttribute("aria-sort", sorted.descending ? "descending" : "ascending");
      else header.removeAttribute("aria-sort");
    }
  }

  function renderChoice(): void {
    const {value} = choice;
    if (value === null) {
      chosen.replaceChildren();
      return;
    }
    const all = html`<button type="button">Show all findings</button>`;
    all.addEventListener("click", () => choice.choose(null));
    chosen.replaceChildren(html`<span>Only: ${logText(value.finding, 80)} (${value.severity})</span>`, all);
  }

  function row(alert: Alert): HTMLElement {
    const cells = columns.map(
      ({key, cell, numeric, value}) =>
        html`<td data-column=${key} data-value=${value?.(alert) ?? null} class=${numeric ? "numeric" : null}>${cell(alert)}</td>`
    );
    const element = html`<tr data-alert=${alert.alert_id}>${cells}</tr>`;
    // The link in the row is what the keyboard reaches; a click anywhere in it does the same.
    element.addEventListener("click", event => {
      // Opening the link in a new tab, and selecting text to copy it, must stay possible.
      const isSelecting = getSelection()?.isCollapsed === false;
      if (event.ctrlKey || event.metaKey || event.shiftKey || isSelecting) return;
      event.preventDefault();
      element.querySelector("a")?.focus();
      open(alert);
    });
    return element;
  }

  function leaf(step: number): void {
    page += step;
    render();
    browser.scrollIntoView({block: "nearest"});
  }

  search.addEventListener("input", event => {
    event.stopPropagation();
    update();
  });
  previous.addEventListener("click", () => leaf(-1));
  next.addEventListener("click", () => leaf(1));
  choice.watch("list", () => {
    renderChoice();
    update();
  });
  renderChoice();
  update();
  return browser;
}

/** Equal rows keep their order, and rows without a value stand last either way. */
export function sortAlerts(
  alerts: readonly Alert[],
  {order}: AlertColumn,
  descending: boolean
): readonly Alert[] {
  const sign = descending ? -1 : 1;
  return [...alerts].sort((a, b) => {
    const x = order(a);
    const y = order(b);
    if (x === y) return 0;
    if (x === null) return 1;
    if (y === null) return -1;
    return sign * (x < y ? -1 : 1);
  });
}
