import {formatCount} from "./format.js";
import {html} from "./html.js";

export interface TableColumn<R> {
  /** Unique in its table; the `data-column` of its cells and header. */
  readonly key: string;
  readonly label: string;
  /** What the header says when it is pointed at. */
  readonly title?: string;
  /** Text or an element. Text from logs goes through `logText`. */
  readonly cell: (row: R) => string | Node;
  /** Digits line up at the right. @default false */
  readonly numeric?: boolean;
  /** The exact number behind the text; the cell's `data-value`. */
  readonly value?: (row: R) => number | null;
}

export interface DataTableOptions {
  /** On a narrow screen each row becomes a block with its cells below each other: for cells of prose. @default false */
  readonly stacks?: boolean;
  /** Rows shown at first; a button below shows the others. @default 15 */
  readonly first?: number;
}

/**
 * Rows as a table in its natural height. Where it is wider than its box, the box scrolls sideways, the first column
 * stays in view, and a shadow marks the edge that hides something.
 */
export function dataTable<R>(
  rows: readonly R[],
  columns: readonly TableColumn<R>[],
  {stacks = false, first = 15}: DataTableOptions = {}
): HTMLElement {
  const lines = rows.map(row => html`<tr>${columns.map(column => tableCell(row, column))}</tr>`);
  const further = lines.slice(first);
  for (const line of further) line.hidden = true;
  const table = html`<div class=${stacks ? "data-table stacks" : "data-table"} tabindex="0" role="region" aria-label="Table, scrolls sideways">
  <table>
    <thead><tr>${columns.map(
      ({key, label, title, numeric}) =>
        html`<th scope="col" data-column=${key} title=${title ?? null} class=${numeric ? "numeric" : null}>${label}</th>`
    )}</tr></thead>
    <tbody>${lines}</tbody>
  </table>
</div>`;
  return further.length === 0 ? table : html`<div>${table}${moreButton(further, rows.length)}</div>`;
}

/** Shows and hides the rows beyond the first ones. */
function moreButton(further: readonly HTMLElement[], count: number): HTMLElement {
  const closed = `Show all ${formatCount(count)}`;
  const button = html`<button type="button" class="button table-more" aria-expanded="false">${closed}</button>`;
  button.addEventListener("click", () => {
    const isOpen = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!isOpen));
    button.textContent = isOpen ? closed : `Show only the first ${formatCount(count - further.length)}`;
    for (const line of further) line.hidden = isOpen;
  });
  return button;
}

function tableCell<R>(row: R, {key, label, cell, numeric, value}: TableColumn<R>): HTMLElement {
  const exact = value?.(row) ?? null;
  return html`<td data-column=${key} data-label=${label} data-value=${exact} class=${numeric ? "numeric" : null}>${cell(row)}</td>`;
}
