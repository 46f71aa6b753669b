import {html} from "../html.js";
import {logText} from "../log-text.js";
import {rowBrowser} from "../row-browser.js";
import {rowPages} from "../row-excerpt.js";
import type {Alert} from "./alert.js";
import {type AlertColumnsOptions, alertColumns} from "./alert-columns.js";
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

/** Alerts, which arrive gravest first, as a table to search, sort and leaf through. */
export function AlertBrowser(alerts: readonly Alert[], options: AlertBrowserOptions): HTMLElement {
  const {open, choice, pageSize = 20} = options;
  const chosen = html`<span class="alert-chosen" data-testid="alert-finding"></span>`;
  const browser = rowBrowser({
    name: "alert",
    total: alerts.length,
    rows: () => alerts.filter(alert => isOfFinding(alert, choice.value)),
    columns: alertColumns(options),
    textOf: alert => searched.map(key => alert[key] ?? "").join("\n"),
    hint: "Address, user, port, finding …",
    attributes: ({alert_id}) => ({"data-alert": alert_id}),
    open,
    excerpt: rowPages("alert", pageSize),
    controls: chosen
  });

  function renderChoice(): void {
    const {value} = choice;
    if (value === null) {
      chosen.replaceChildren();
      return;
    }
    const all = html`<button type="button" class="button">Show all findings</button>`;
    all.addEventListener("click", () => choice.choose(null));
    chosen.replaceChildren(html`<span>Only: ${logText(value.finding, 80)} (${value.severity})</span>`, all);
  }

  choice.watch("list", () => {
    renderChoice();
    browser.update();
  });
  renderChoice();
  return browser.node;
}
