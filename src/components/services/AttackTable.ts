import type {AttackCounts} from "../../engine/build/attacked.js";
import {dataTable} from "../data-table.js";
import {formatCount, formatShare, notMeasured} from "../format.js";
import {countColumn} from "./seen-columns.js";

/** What `AttackBars` draws, as a table. */
export function AttackTable<R extends AttackCounts>(
  rows: readonly R[],
  {label, cell}: {readonly label: string; readonly cell: (row: R) => string | Node}
): HTMLElement {
  return dataTable(rows, [
    {key: "name", label, cell},
    countColumn<R>("events", "Events", row => row.events),
    countColumn<R>("anomalous", "Anomalous", row => row.anomalous),
    {
      key: "share",
      label: "Share",
      title: "of its events that are anomalous",
      numeric: true,
      cell: row => formatShare(row.events > 0 ? row.anomalous / row.events : null)
    },
    {
      key: "blocked",
      label: "Blocked",
      title: "of the events whose outcome is known",
      numeric: true,
      cell: row => (row.acted > 0 ? formatCount(row.blocked) : notMeasured),
      value: row => (row.acted > 0 ? row.blocked : null)
    },
    countColumn<R>(
      "acted",
      "Outcome known",
      row => row.acted,
      "events that a log records as blocked or allowed"
    )
  ]);
}
