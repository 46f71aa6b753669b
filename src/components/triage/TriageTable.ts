import {capitalise} from "../format.js";
import {html} from "../html.js";
import type {RowKind, RowOptions, TriageColumn} from "./row-kind.js";
import {sortSelect} from "./sort-select.js";
import type {TriageSort} from "./triage-state.js";

export interface TriageTableOptions<R> extends RowOptions {
  readonly kind: RowKind<R>;
  /** Keys of the columns shown. */
  readonly shown: ReadonlySet<string>;
  readonly sort: TriageSort | null;
  readonly onSort: (sort: TriageSort | null) => void;
  /** The place of the row that the keys act on; -1 for none. */
  readonly at: number;
  /** Called with the id of a row that the reader goes to. */
  readonly onMove: (id: string) => void;
  /** Ids of the rows that are ticked; changed here. */
  readonly ticked: Set<string>;
  /** Called after a change of them; shows them. */
  readonly onTick: () => void;
  /** Whether a row is closed or expected, and so stands back. */
  readonly isDone: (row: R) => boolean;
  /** Called when the reader opens a row's details. */
  readonly open: (row: R) => void;
  /** Opens the menu of a row, beside its button. */
  readonly openMenu: (row: R, button: HTMLElement) => void;
}

export interface TriageTable {
  readonly node: HTMLElement;
  /** Puts the focus on a row, by its place; beyond the ends on the first or last. */
  focus(index: number): void;
  /** Gives the focus back to the row that has the cursor, without scrolling. */
  refocus(): void;
  /** The place of the row that has the focus, or has it in one of its controls; -1 where none has. */
  focused(): number;
  /** Ticks the row, or takes its tick away. */
  tick(index: number, range?: boolean): void;
  /** Shows which rows are ticked, after others than this table changed that. */
  showTicks(): void;
}

const interactive = "a[href], button, input, summary";

/**
 * Rows as a dense table that is one stop for the Tab key: arrows move between rows, Right and Left between the controls of
 * one. Everything that is a link or a button can also be pressed with the mouse; elsewhere a press opens the row.
 */
export function TriageTable<R extends object>(
  rows: readonly R[],
  options: TriageTableOptions<R>
): TriageTable {
  const {kind, shown, sort, onSort, at, onMove, ticked, onTick, isDone, open, openMenu} = options;
  const columns = kind.columns(options).filter(({key}) => shown.has(key));
  let cursor = Math.max(0, at);
  let lastTicked = -1;

  const all =
    html`<input type="checkbox" aria-label=${`Select all ${kind.name}s on this page`}>` as HTMLInputElement;
  all.addEventListener("change", () => {
    for (const row of rows) setTick(row, all.checked);
    onTick();
  });

  const boxes: HTMLInputElement[] = [];
  const lines = rows.map((row, index) => line(row, index));
  const node = html`<div class=${`triage-table ${kind.name}-triage`} data-testid="triage-table">
  ${sortSelect(columns, sort, onSort)}
  <table style=${`min-width:${leastWidth(columns)}px`} aria-label=${`${capitalise(kind.name)}s`}>
    <thead><tr>
      <th scope="col" class="triage-tick">${all}</th>
      ${columns.map(header)}
      <th scope="col" class="triage-more"><span class="triage-unseen">Actions</span></th>
    </tr></thead>
    <tbody>${lines}</tbody>
  </table>
</div>`;

  function header(column: TriageColumn<R>): HTMLElement {
    const {key, label, title, numeric, sort: by, width} = column;
    const isSorted = by !== undefined && sort?.column === by;
    const content = by === undefined ? label : html`<button type="button">${label}</button>`;
    const cell = html`<th scope="col" data-column=${key} title=${title ?? null} class=${numeric ? "numeric" : null} style=${width === undefined ? null : `width:${width}`}
      aria-sort=${isSorted ? (sort?.descending ? "descending" : "ascending") : null}>${content}</th>`;
    if (by !== undefined && content instanceof HTMLElement)
      content.addEventListener("click", () => onSort(nextSort(by, column.descendingFirst ?? true)));
    return cell;
  }

  /** A header sorts one way, then the other, then leaves the rows in their own order. */
  function nextSort(column: string, descendingFirst: boolean): TriageSort | null {
    if (sort?.column !== column) return {column, descending: descendingFirst};
    return sort.descending === descendingFirst ? {column, descending: !descendingFirst} : null;
  }

  function line(row: R, index: number): HTMLElement {
    const id = kind.idOf(row);
    const box = html`<input type="checkbox" aria-label=${`Select ${kind.titleOf(row)}`}>` as HTMLInputElement;
    boxes.push(box);
    box.addEventListener("click", event => tick(index, event.shiftKey, box.checked));
    const more = html`<button type="button" class="triage-menu-button" aria-haspopup="menu" aria-label=${`Actions for ${kind.titleOf(row)}`}>⋯</button>`;
    more.addEventListener("click", () => openMenu(row, more));
    const cells = columns.map(
      ({key, label, cell, numeric, value}) =>
        html`<td data-column=${key} data-label=${label} data-value=${value?.(row) ?? null} class=${numeric ? "numeric" : null}>${cell(row)}</td>`
    );
    const element = html`<tr data-id=${id} tabindex=${index === cursor ? "0" : "-1"} data-cursor=${index === at ? "" : null} data-done=${isDone(row) ? "" : null}>
      <td class="triage-tick">${box}</td>${cells}<td class="triage-more">${more}</td>
    </tr>`;
    for (const control of element.querySelectorAll<HTMLElement>(interactive)) control.tabIndex = -1;
    element.addEventListener("focusin", () => moveCursor(index));
    element.addEventListener("click", event => {
      if (
        event.target instanceof Element &&
        event.target.closest(".value, .triage-tick, .triage-more") !== null
      )
        return;
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      // Opening a link in a new tab, and selecting text to copy it, must stay possible.
      const isSelecting = getSelection()?.isCollapsed === false;
      if (event.ctrlKey || event.metaKey || event.shiftKey || isSelecting) return;
      if (link?.getAttribute("href")?.includes("investigate.html")) return;
      event.preventDefault();
      element.focus({preventScroll: true});
      open(row);
    });
    element.addEventListener("keydown", event => steer(event, element));
    return element;
  }

  /** Left and Right go through the controls of a row. */
  function steer(event: KeyboardEvent, element: HTMLElement): void {
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    const stops = [element, ...element.querySelectorAll<HTMLElement>(interactive)];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    const next = stops[at + (event.key === "ArrowRight" ? 1 : -1)];
    if (at === -1 || next === undefined) return;
    event.preventDefault();
    next.focus();
  }

  function moveCursor(index: number): void {
    lines[cursor]?.setAttribute("tabindex", "-1");
    lines[cursor]?.removeAttribute("data-cursor");
    cursor = index;
    lines[cursor]?.setAttribute("tabindex", "0");
    lines[cursor]?.setAttribute("data-cursor", "");
    const row = rows[index];
    if (row !== undefined) onMove(kind.idOf(row));
  }

  function setTick(row: R, on: boolean): void {
    if (on) ticked.add(kind.idOf(row));
    else ticked.delete(kind.idOf(row));
  }

  function showTicks(): void {
    for (const [i, row] of rows.entries()) {
      const on = ticked.has(kind.idOf(row));
      const box = boxes[i];
      if (box !== undefined) box.checked = on;
      lines[i]?.toggleAttribute("data-ticked", on);
    }
    const count = rows.filter(row => ticked.has(kind.idOf(row))).length;
    all.checked = count === rows.length && count > 0;
    all.indeterminate = count > 0 && count < rows.length;
  }

  function tick(index: number, range = false, on?: boolean): void {
    const row = rows[index];
    if (row === undefined) return;
    const next = on ?? !ticked.has(kind.idOf(row));
    const from = range && lastTicked >= 0 ? Math.min(lastTicked, index) : index;
    const to = range && lastTicked >= 0 ? Math.max(lastTicked, index) : index;
    for (const each of rows.slice(from, to + 1)) setTick(each, next);
    lastTicked = index;
    onTick();
  }

  showTicks();
  return {
    node,
    focus(index) {
      const target = lines[Math.max(0, Math.min(lines.length - 1, index))];
      target?.focus({preventScroll: true});
      target?.scrollIntoView({block: "nearest"});
    },
    refocus: () => lines[cursor]?.focus({preventScroll: true}),
    focused: () => lines.findIndex(element => element.contains(document.activeElement)),
    tick,
    showTicks
  };
}

/** Pixels that a column is given at least which takes what is left; the boxes at both ends take the others. */
const flexibleWidth = 125;
const endsWidth = 56;

/** Where more columns are shown than fit, the table scrolls sideways instead of squeezing the text. */
function leastWidth(columns: readonly Pick<TriageColumn<never>, "width">[]): number {
  return columns.reduce(
    (sum, {width}) => sum + (width === undefined ? flexibleWidth : Number.parseInt(width, 10)),
    endsWidth
  );
}
