import type {Ja3Row, ServerNameRow} from "../../engine/build/services/tls.js";
import {dataTable} from "../data-table.js";
import {emptyCell} from "../empty-cell.js";
import {html} from "../html.js";
import {valueButton} from "../values/value.js";
import {countColumn, eventColumns, hashValue, whenColumns} from "./seen-columns.js";

export function ServerNameTable(rows: readonly ServerNameRow[], timeZone: string): HTMLElement {
  return dataTable(
    rows,
    [
      {
        key: "server_name",
        label: "Server name",
        cell: ({server_name}) =>
          html`<span class="wide">${valueButton("domain", server_name, {limit: 60})}</span>`
      },
      ...eventColumns<ServerNameRow>("Handshakes"),
      countColumn<ServerNameRow>("clients", "Clients", row => row.clients, "distinct JA3 fingerprints"),
      ...whenColumns<ServerNameRow>(timeZone)
    ],
    {first: 10}
  );
}

export function Ja3Table(rows: readonly Ja3Row[], timeZone: string): HTMLElement {
  return dataTable(
    rows,
    [
      {
        key: "ja3",
        label: "JA3",
        title: "MD5 of what the client offers in its first message",
        cell: ({ja3}) => hashValue(ja3)
      },
      {
        key: "most_asked",
        label: "Asked most for",
        cell: ({most_asked}) =>
          most_asked === null ? emptyCell("named no server") : valueButton("domain", most_asked, {limit: 50})
      },
      countColumn<Ja3Row>("names", "Names", row => row.names, "distinct server names that it asked for"),
      ...eventColumns<Ja3Row>("Handshakes"),
      ...whenColumns<Ja3Row>(timeZone, true)
    ],
    {first: 10}
  );
}
