import {dataTable} from "../../data-table.js";
import {formatCount} from "../../format.js";
import type {ComparisonRow} from "./comparison-rows.js";
import {withSign} from "./retrain-words.js";

/** Both forests' figures side by side, with what changed. */
export function ComparisonTable(rows: readonly ComparisonRow[]): HTMLElement {
  const text = ({kind}: ComparisonRow, value: number | null) =>
    value === null ? "–" : kind === "count" ? formatCount(value) : value.toFixed(3);
  const change = ({published, retrained}: ComparisonRow) =>
    published === null || retrained === null ? null : retrained - published;
  return dataTable(
    rows,
    [
      {key: "figure", label: "Figure", cell: ({label}) => label},
      {
        key: "published",
        label: "In use",
        numeric: true,
        cell: row => text(row, row.published),
        value: ({published}) => published
      },
      {
        key: "retrained",
        label: "Retrained",
        numeric: true,
        cell: row => text(row, row.retrained),
        value: ({retrained}) => retrained
      },
      {
        key: "change",
        label: "Change",
        numeric: true,
        cell: row => {
          const by = change(row);
          if (by === null) return "–";
          if (row.kind === "score") return withSign(by);
          return by === 0 ? "0" : `${by < 0 ? "−" : "+"}${formatCount(Math.abs(by))}`;
        },
        value: change
      }
    ],
    {first: 20}
  );
}
