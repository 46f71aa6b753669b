import {dataTable, type TableColumn} from "../data-table.js";
import {capitalise, formatCount} from "../format.js";
import type {TriageRow} from "./triage.js";

/** How much is open, acknowledged and closed. */
export function TriageTable(rows: readonly TriageRow[]): HTMLElement {
  const count = (
    key: "open" | "acknowledged" | "closed" | "elsewhere",
    label: string,
    title?: string
  ): TableColumn<TriageRow> => ({
    key,
    label,
    ...(title === undefined ? {} : {title}),
    numeric: true,
    cell: row => formatCount(row[key]),
    value: row => row[key]
  });
  return dataTable(rows, [
    {key: "kind", label: "What", cell: ({kind}) => `${capitalise(kind)}s`},
    count("open", "Open"),
    count("acknowledged", "Acknowledged"),
    count("closed", "Closed"),
    count(
      "elsewhere",
      "Decided, not in these data",
      "Acknowledged or closed, and not in the data that is shown"
    )
  ]);
}

/** The finding: how many alerts are still open. */
export function triageFinding(rows: readonly TriageRow[]): string {
  const alerts = rows.find(({kind}) => kind === "alert");
  if (alerts === undefined || alerts.total === 0) return "There are no alerts to decide about";
  if (alerts.open === alerts.total) return `All ${formatCount(alerts.total)} alerts are open`;
  if (alerts.open === 0) return `No alert is open any more, of ${formatCount(alerts.total)}`;
  return `${formatCount(alerts.open)} of ${formatCount(alerts.total)} alerts ${alerts.open === 1 ? "is" : "are"} open`;
}
