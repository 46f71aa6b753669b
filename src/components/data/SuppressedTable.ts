import type {SuppressedBy} from "../../engine/published.js";
import {dataTable} from "../data-table.js";
import {matchText, proseText, timeText} from "../decisions/decision-words.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import type {MaskedSite} from "../mask.js";

/** The finding: how many alerts there would be besides, if nothing were expected. */
export function suppressedFinding(rows: readonly SuppressedBy[]): string {
  const alerts = rows.reduce((sum, row) => sum + (row.alerts ?? 0), 0);
  if (rows.length === 0) return "No alert was left out as expected";
  return `${formatPlural(alerts, "alert was", "alerts were")} left out as expected`;
}

/** What analysts said to be expected, with what each of them silenced. */
export function SuppressedTable(rows: readonly SuppressedBy[], site: MaskedSite): HTMLElement {
  const count = (key: "findings" | "events" | "alerts", label: string) => ({
    key,
    label,
    numeric: true,
    cell: (row: SuppressedBy) => (row.expired ? "–" : formatCount(row[key])),
    value: (row: SuppressedBy) => row[key]
  });
  return dataTable(
    rows,
    [
      {
        key: "match",
        label: "Expected",
        cell: ({match}) => html`<span class="wide">${matchText(match, site)}</span>`
      },
      {
        key: "reason",
        label: "Why",
        cell: ({reason}) => html`<span class="wide">${proseText(reason)}</span>`
      },
      {key: "by", label: "By", cell: ({by, at}) => html`<span>${logText(by, 60)}, ${timeText(at)}</span>`},
      {
        key: "until",
        label: "Until",
        cell: ({expires, expired}) =>
          expires === null
            ? "taken back"
            : `${timeText(expires)}${expired ? ", before the data end: not obeyed" : ""}`
      },
      count("findings", "Findings"),
      count("events", "Events"),
      count("alerts", "Alerts left out")
    ],
    {stacks: true}
  );
}
