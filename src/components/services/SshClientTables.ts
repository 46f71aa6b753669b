import type {ClientVersionRow, HasshRow} from "../../engine/build/services/ssh-clients.js";
import {dataTable} from "../data-table.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount, formatPlural, formatShare} from "../format.js";
import {html} from "../html.js";
import {logText, visibleText} from "../log-text.js";
import {valueButton} from "../values/value.js";
import {countColumn, eventColumns, hashValue, whenColumns} from "./seen-columns.js";

/** Versions shown of a fingerprint; the others are counted. */
const shownVersions = 3;

export function HasshTable(rows: readonly HasshRow[], timeZone: string): HTMLElement {
  return dataTable(
    rows,
    [
      {
        key: "hassh",
        label: "HASSH",
        title: "MD5 of the algorithms that the client offers, in its order",
        cell: ({hassh}) => hashValue(hassh)
      },
      {key: "versions", label: "Calls itself", cell: ({versions}) => versionCell(versions)},
      countColumn<HasshRow>("events", "Connections", row => row.events),
      {
        key: "sessions",
        label: "Sessions",
        numeric: true,
        cell: ({sessions}) => (sessions === 0 ? emptyCell() : formatCount(sessions)),
        value: ({sessions}) => (sessions === 0 ? null : sessions)
      },
      ...whenColumns<HasshRow>(timeZone, true)
    ],
    {first: 10}
  );
}

function versionCell(versions: string | null): HTMLElement {
  if (versions === null) return emptyCell("no version logged");
  const all = versions.split("\n");
  const rest = all.length - shownVersions;
  return html`<span class="wide">${all
    .slice(0, shownVersions)
    .map(
      (version, i) => html`<span>${i > 0 ? ", " : ""}${logText(version, 60)}</span>`
    )}${rest > 0 ? ` and ${formatCount(rest)} more` : null}</span>`;
}

export function ClientVersionTable(rows: readonly ClientVersionRow[], timeZone: string): HTMLElement {
  return dataTable(
    rows,
    [
      {
        key: "version",
        label: "Client",
        cell: ({version}) => html`<span class="wide">${valueButton("text", version, {limit: 60})}</span>`
      },
      ...eventColumns<ClientVersionRow>("Connections"),
      ...whenColumns<ClientVersionRow>(timeZone)
    ],
    {first: 10}
  );
}

/** "7 SSH clients told apart by fingerprint; the most frequent, “Go”, makes 39.1% of connections from 372 sources". */
export function hasshFinding(rows: readonly HasshRow[]): string {
  const [top] = rows;
  if (top === undefined) return "SSH client fingerprints";
  const name =
    top.versions === null ? "" : `, “${visibleText(top.versions.split("\n")[0] ?? "").slice(0, 40)}”,`;
  return `${formatPlural(top.all_values, "SSH client")} told apart by fingerprint; the most frequent${name} makes ${formatShare(top.events / top.all_events)} of connections, from ${formatPlural(top.sources, "source")}`;
}

/** "“Go” is what most SSH clients call themselves: 33.9% of 8,187 connections". */
export function versionFinding(rows: readonly ClientVersionRow[]): string {
  const [top] = rows;
  if (top === undefined) return "What SSH clients call themselves";
  return `“${visibleText(top.version).slice(0, 40)}” is what most SSH clients call themselves: ${formatShare(top.events / top.all_events)} of ${formatPlural(top.all_events, "connection")}`;
}
