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

/** Recall below which next to nothing is found. */
const hardlyAny = 0.01;

/** "The promise is kept at every severity, but nothing is found at medium and above". */
export function promiseFinding(lines: readonly SeverityLine[]): string {
  const broken = lines.filter(({within}) => within === "above");
  const promise =
    broken.length === 0
      ? "The promise about false alarms is kept at every severity"
      : `The promise about false alarms is broken at ${broken.length} of ${lines.length} severities`;
  // Each line counts those above it too, so that the last one without a find speaks for them.
  const none = lines.findLast(({truePositives}) => truePositives === 0);
  const few = lines.findLast(({truePositives, recall}) => truePositives > 0 && (recall ?? 1) < hardlyAny);
  const found = [
    none === undefined ? null : `nothing is found at ${atAndAbove(none)}`,
    few === undefined ? null : `less than 1% of attacks at ${atAndAbove(few)}`
  ].filter(text => text !== null);
  if (found.length > 0) return `${promise}, ${broken.length === 0 ? "but" : "and"} ${found.join(", and ")}`;
  const last = lines.at(-1);
  return last === undefined || last.recall === null
    ? promise
    : `${promise}; ${formatShare(last.recall)} of attacks are found at ${atAndAbove(last)}`;
}

const atAndAbove = ({severity}: SeverityLine) =>
  severity === "critical" ? "critical" : `${severity} and above`;

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
        title: "normal events that raise an alert",
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
        label: "Alerted events a day",
        title: "events; on the pages those of one attacker and hour are one alert",
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
