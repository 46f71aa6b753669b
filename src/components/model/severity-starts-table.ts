import {dataTable} from "../data-table.js";
import {formatCount} from "../format.js";
import {severityMark} from "../severity-mark.js";
import type {SeverityStart} from "./calibration-curve.js";

/** Where each severity begins: on the anomaly score, on the raw score, and what that promises. */
export function severityStartsTable(starts: readonly SeverityStart[]): HTMLElement {
  return dataTable(
    starts,
    [
      {key: "severity", label: "Severity", cell: ({severity}) => severityMark(severity)},
      {
        key: "score",
        label: "Anomaly score from",
        numeric: true,
        cell: ({score}) => score.toFixed(2),
        value: ({score}) => score
      },
      {
        key: "raw",
        label: "Raw score from",
        numeric: true,
        cell: ({raw}) => (raw === null ? "out of reach" : raw.toFixed(3)),
        value: ({raw}) => raw
      },
      {
        key: "per-million",
        label: "False alerts per million benign events",
        numeric: true,
        cell: ({perMillion}) => formatCount(perMillion),
        value: ({perMillion}) => perMillion
      }
    ],
    {stacks: true}
  );
}
