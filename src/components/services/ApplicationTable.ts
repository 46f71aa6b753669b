import type {ApplicationRow} from "../../engine/build/services/applications.js";
import {dataTable} from "../data-table.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {visibleText} from "../log-text.js";
import {valueButton} from "../values/value.js";
import {eventColumns, whenColumns} from "./seen-columns.js";

export function ApplicationTable(rows: readonly ApplicationRow[], timeZone: string): HTMLElement {
  return dataTable(
    rows,
    [
      {
        key: "application",
        label: "Application",
        cell: ({application}) => valueButton("text", application, {limit: 40})
      },
      {
        key: "ports",
        label: "On ports",
        title: "the destination ports that it was seen on, the most frequent first",
        cell: ({ports, top_ports}) => portsCell(ports, top_ports),
        value: ({ports}) => ports
      },
      ...eventColumns<ApplicationRow>(),
      ...whenColumns<ApplicationRow>(timeZone)
    ],
    {first: 10}
  );
}

function portsCell(ports: number, top: string | null): HTMLElement {
  if (top === null) return emptyCell("no port logged");
  const shown = top.split(", ");
  const rest = ports - shown.length;
  return html`<span>${shown.map((port, i) => html`<span>${i > 0 ? ", " : ""}${valueButton("port", port)}</span>`)}${rest > 0 ? ` and ${formatCount(rest)} more` : null}</span>`;
}

/** "SSH has most anomalous events: 19,960; it is seen on 4 ports". */
export function applicationFinding(rows: readonly ApplicationRow[]): string {
  const [top] = rows;
  if (top === undefined) return "Applications";
  if (top.anomalous === 0)
    return `Nothing anomalous in any of ${formatPlural(top.all_values, "application")}`;
  const ports = top.ports === 0 ? "" : `; it is seen on ${formatPlural(top.ports, "port")}`;
  return `${visibleText(top.application)} carries most: ${formatPlural(top.anomalous, "anomalous event")}${ports}`;
}
