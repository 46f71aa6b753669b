import type {ListChecker, ListHit} from "../../engine/hunt/check-lists.js";
import type {Term} from "../../engine/hunt/term.js";
import {chartFrame} from "../chart-frame.js";
import {dataTable} from "../data-table.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";

/** A hit as a row that can be exported. */
interface HitRow {
  readonly list: string;
  readonly line: number;
  readonly entry: string;
  readonly matched: string;
  readonly says: string;
  readonly list_made: string | null;
  readonly list_entries: number;
  readonly applied: boolean;
}

/** What the lists say of a term, with where it stands in which of them; that none does is an answer. */
export function ListHits(term: Term, checker: ListChecker): HTMLElement {
  const {lists} = checker;
  const entries = lists.reduce((sum, list) => sum + list.entries, 0);
  const refused = checker.refused(term);
  const looked = `Looked up among ${formatPlural(entries, "entry", "entries")} of ${formatPlural(lists.length, "list")}, by the same matcher that the logs went through.`;
  return chartFrame<HitRow>({
    id: "hunt-lists",
    title: rows => title(rows, lists.length),
    subtitle: looked,
    rows: checker.check(term).map(toRow),
    total: rows => rows.length,
    height: 80,
    note: "Matched in this page, over the lists of data/intel as the site was built with them: exactly, by a parent domain, or by a network that holds it.",
    empty:
      lists.length === 0
        ? "No list was read: put some below data/intel."
        : refused === null
          ? `Not on ${lists.length === 1 ? "the one list" : `any of the ${formatCount(lists.length)} lists`} looked at. Absence from a list proves nothing.`
          : `No list can name it: it is ${refused}.`,
    draw: rows =>
      dataTable(
        rows,
        [
          {
            key: "list",
            label: "List, line",
            cell: ({list, line, applied}) =>
              html`<span>${logText(list, 60)}, ${formatCount(line)}${applied ? "" : " (an example, not applied to real logs)"}</span>`,
            value: ({line}) => line
          },
          {
            key: "entry",
            label: "Entry",
            cell: ({entry}) => html`<span class="wide">${logText(entry, 120)}</span>`
          },
          {key: "matched", label: "How it matched", cell: ({matched}) => matched},
          {
            key: "says",
            label: "The list says",
            cell: ({says}) => (says === "" ? emptyCell("nothing") : logText(says, 120))
          },
          {
            key: "made",
            label: "List made",
            cell: ({list_made}) => list_made ?? emptyCell("the list does not say")
          }
        ],
        {stacks: true, first: 10}
      )
  });
}

function toRow({list, line, entry, how, comment}: ListHit): HitRow {
  return {
    list: list.list,
    line,
    entry,
    matched: how,
    says: comment,
    list_made: list.made,
    list_entries: list.entries,
    applied: list.applied
  };
}

function title(rows: readonly HitRow[], lists: number): string {
  if (rows.length === 0)
    return lists === 0 ? "Known-bad lists: none was read" : "Known-bad lists: none names it";
  const on = new Set(rows.map(({list}) => list)).size;
  return `Known-bad lists: ${formatPlural(rows.length, "entry", "entries")} of ${formatPlural(on, "list")} ${rows.length === 1 ? "names" : "name"} it`;
}
