import {html} from "../html.js";
import type {TriageColumn} from "./row-kind.js";
import type {TriageSort} from "./triage-state.js";

/** What rows are sorted by, as one list of choices: stands in for the headers where rows are cards. */
export function sortSelect<R>(
  columns: readonly TriageColumn<R>[],
  sort: TriageSort | null,
  onSort: (sort: TriageSort | null) => void
): HTMLElement {
  const choices = columns.flatMap(column => {
    const {sort: by, descendingFirst = true} = column;
    return by === undefined
      ? []
      : [descendingFirst, !descendingFirst].map(descending => ({
          sort: {column: by, descending},
          text: `${column.label}, ${orderWords(column, descending)}`
        }));
  });
  const at = choices.findIndex(
    choice => choice.sort.column === sort?.column && choice.sort.descending === sort.descending
  );
  const select =
    html`<select><option value="-1">Gravest first</option>${choices.map(({text}, i) => html`<option value=${i}>${text}</option>`)}</select>` as HTMLSelectElement;
  select.value = String(at);
  select.addEventListener("change", () => onSort(choices[Number(select.value)]?.sort ?? null));
  return html`<label class="triage-sort">Sort by ${select}</label>`;
}

function orderWords<R>({key, descendingFirst = true}: TriageColumn<R>, descending: boolean): string {
  if (!descendingFirst) return descending ? "Z to A" : "A to Z";
  if (key.endsWith("_time")) return descending ? "latest first" : "earliest first";
  return descending ? "highest first" : "lowest first";
}
