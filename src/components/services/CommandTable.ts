import type {CommandRow} from "../../engine/build/services/commands.js";
import {dataTable} from "../data-table.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount, formatPlural, formatShare} from "../format.js";
import {html} from "../html.js";
import {visibleText} from "../log-text.js";
import type {MaskedSite} from "../mask.js";
import {valueButton} from "../values/value.js";
import {countColumn, textValue, whenColumns} from "./seen-columns.js";

export function CommandTable(
  rows: readonly CommandRow[],
  {site, timeZone}: {readonly site: MaskedSite; readonly timeZone: string}
): HTMLElement {
  return dataTable(
    rows,
    [
      {
        key: "command",
        label: "Command line",
        cell: ({command}) =>
          html`<code class="command">${textValue("text", command, {site, limit: 160})}</code>`
      },
      {
        key: "meaning",
        label: "What a signature says it does",
        cell: ({meaning}) => meaningCell(meaning)
      },
      countColumn<CommandRow>("events", "Typed", row => row.events),
      {
        key: "sessions",
        label: "Sessions",
        title: "distinct sessions in which it was typed",
        numeric: true,
        cell: ({sessions}) => (sessions === 0 ? emptyCell() : formatCount(sessions)),
        value: ({sessions}) => (sessions === 0 ? null : sessions)
      },
      ...whenColumns<CommandRow>(timeZone, true)
    ],
    {first: 12}
  );
}

function meaningCell(meaning: string | null): HTMLElement {
  if (meaning === null) return emptyCell("no signature recognises it");
  return html`<span class="wide">${meaning.split("\n").map((line, i) => {
    const [technique = "", title = ""] = line.split("\t");
    return html`<span>${i > 0 ? "; " : ""}${title}${technique === "" ? null : html` ${valueButton("technique", technique)}`}</span>`;
  })}</span>`;
}

/** "“sh” is typed most … ; 31 of the 40 command lines listed are recognised by a signature". */
export function commandFinding(rows: readonly CommandRow[]): string {
  const [top] = rows;
  if (top === undefined) return "Command lines";
  const recognised = rows.filter(({meaning}) => meaning !== null).length;
  return `“${visibleText(top.command).slice(0, 50)}” is typed most, ${formatShare(top.events / top.all_events)} of ${formatPlural(top.all_events, "command")}; signatures recognise ${formatCount(recognised)} of the ${formatCount(rows.length)} listed`;
}
