import {dataTable} from "../data-table.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {severityMark} from "../severity-mark.js";
import {formatWall, timeLabel} from "../time-zone.js";
import type {AlertFinding} from "./alert.js";
import {type FindingChoice, isOfFinding} from "./finding-choice.js";

export interface FindingTableOptions {
  readonly timeZone: string;
  /** What the reader chooses here. */
  readonly choice: FindingChoice;
}

const shownFirst = 8;

/** Findings with what they add up to; a click on one chooses it, another click leaves it again. */
export function FindingTable(
  findings: readonly AlertFinding[],
  {timeZone, choice}: FindingTableOptions
): HTMLElement {
  const buttons = new Map<AlertFinding, HTMLElement>();

  function findingButton(row: AlertFinding): HTMLElement {
    const button = html`<button type="button" class="finding">${logText(row.finding, 120)}</button>`;
    button.addEventListener("click", () =>
      choice.choose(choice.value !== null && isOfFinding(row, choice.value) ? null : row)
    );
    buttons.set(row, button);
    return button;
  }

  function mark(): void {
    for (const [row, button] of buttons) {
      const isChosen = choice.value !== null && isOfFinding(row, choice.value);
      button.setAttribute("aria-pressed", String(isChosen));
    }
  }

  const count = (key: "alerts" | "attackers" | "events", label: string) => ({
    key,
    label,
    numeric: true,
    cell: (row: AlertFinding) => formatCount(row[key]),
    value: (row: AlertFinding) => row[key]
  });
  const table = dataTable(
    findings,
    [
      {key: "finding", label: "Finding", cell: findingButton},
      {key: "severity", label: "Severity", cell: ({severity}) => severityMark(severity)},
      count("alerts", "Alerts"),
      count("attackers", "Attackers"),
      count("events", "Events"),
      {
        key: "last_time",
        label: timeLabel("Last seen", timeZone),
        cell: ({last_time}) => formatWall(last_time, timeZone)
      }
    ],
    {first: shownFirst, stacks: true}
  );
  choice.watch("table", mark);
  mark();
  return html`<div class="finding-table">${table}</div>`;
}

/** How concentrated the alerts are, in a sentence. */
export function findingsTitle(findings: readonly AlertFinding[]): string {
  const alerts = findings.reduce((sum, row) => sum + row.alerts, 0);
  const [most] = [...findings].sort((a, b) => b.alerts - a.alerts);
  const distinct = new Set(findings.map(({finding}) => finding)).size;
  // Of different severities, the same finding stands in a row each.
  const rows = distinct === findings.length ? "" : `, ${formatCount(findings.length)} by severity`;
  const kinds = `${formatPlural(distinct, "finding")}${rows}`;
  if (most === undefined || findings.length === 1) return kinds;
  return `${kinds}; the most frequent makes ${formatCount(most.alerts)} of ${formatCount(alerts)} alerts`;
}
