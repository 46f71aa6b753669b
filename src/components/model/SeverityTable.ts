import type {SeverityLine} from "../../engine/evaluate/severity-table.js";
import {dataTable} from "../data-table.js";
import {formatCount, formatShare, notMeasured} from "../format.js";
import {html} from "../html.js";
import {severityMark} from "../severity-mark.js";

const kept: Readonly<Record<SeverityLine["within"], string>> = {
  within: "✓ kept",
  below: "✓ kept, fewer than expected",
  above: "✗ broken: more than expected"
};

/** "The promise of false alarms is kept at every severity". */
export function promiseFinding(lines: readonly SeverityLine[]): string {
  const broken = lines.filter(({within}) => within === "above");
  if (broken.length === 0) return "The promise about false alarms is kept at every severity";
  return `The promise about false alarms is broken at ${broken.length} of ${lines.length} severities`;
}

/** What raising an alert at each severity and above comes to, beside what the calibration promises. */
export function SeverityTable(lines: readonly SeverityLine[], attacks: number): HTMLElement {
  return html`<div class="model-table">${dataTable(
    lines,
    [
      {key: "severity", label: "At and above", cell: ({severity}) => severityMark(severity)},
      {
        key: "true-positives",
        label: "Attacks found",
        numeric: true,
        cell: line =>
          html`<span>${formatCount(line.truePositives)}<small>missed ${formatCount(attacks - line.truePositives)}</small></span>`,
        value: ({truePositives}) => truePositives
      },
      {
        key: "false-positives",
        label: "False alerts",
        numeric: true,
        cell: line => formatCount(line.falsePositives),
        value: ({falsePositives}) => falsePositives
      },
      {
        key: "precision",
        label: "Precision",
        title: "share of alerts that are attacks",
        numeric: true,
        cell: ({precision}) => share(precision),
        value: ({precision}) => precision
      },
      {
        key: "recall",
        label: "Recall",
        title: "share of attacks that raise an alert",
        numeric: true,
        cell: ({recall}) => share(recall),
        value: ({recall}) => recall
      },
      {
        key: "f1",
        label: "F1",
        title: "harmonic mean of precision and recall",
        numeric: true,
        cell: ({f1}) => (f1 === null ? notMeasured : f1.toFixed(2)),
        value: ({f1}) => f1
      },
      {
        key: "per-day",
        label: "Alerts a day",
        numeric: true,
        cell: ({alertsPerDay}) => perDay(alertsPerDay),
        value: ({alertsPerDay}) => alertsPerDay
      },
      {
        key: "promise",
        label: "False alerts expected",
        title:
          "what the severity's rate leaves unsurprising among this many normal events, with 99% probability (Poisson)",
        cell: ({bounds, within}) =>
          html`<span>${formatCount(bounds.low)} to ${formatCount(bounds.high)}<small>${kept[within]}</small></span>`
      }
    ],
    {stacks: true}
  )}</div>`;
}

const share = (value: number | null) => (value === null ? notMeasured : formatShare(value));
const perDay = (value: number) => (value < 10 ? value.toFixed(1) : formatCount(value));
