import type {TableColumn} from "./data-table.js";
import {capitalise, formatCount, formatPlural} from "./format.js";
import {html} from "./html.js";
import type {RowExcerpt} from "./row-excerpt.js";

export interface RowColumn<R> extends TableColumn<R> {
  /** What the column is sorted by; null sorts last. */
  readonly order: (row: R) => string | number | null;
}

export interface RowBrowserOptions<R> {
  /** What a row is, in one word, "alert": names the parts and counts the rows. */
  readonly name: string;
  /** How many there are of them, the hidden ones included. */
  readonly total: number;
  /** The rows to search and sort, in the order they stand in until a header is chosen; asked for at every change. */
  readonly rows: () => readonly R[];
  readonly columns: readonly RowColumn<R>[];
  /** What a search looks through. */
  readonly textOf: (row: R) => string;
  /** What may be searched for, in a few words. */
  readonly hint: string;
  /** Attributes of a row's element. */
  readonly attributes: (row: R) => Readonly<Record<string, string>>;
  /** Called when the reader opens a row. */
  readonly open: (row: R) => void;
  /** Which of the rows stand in the table at a time. */
  readonly excerpt: RowExcerpt;
  /** Further controls, beside the search. */
  readonly controls?: Node;
  /** Called when the reader chooses a header to sort by. */
  readonly onSort?: () => void;
}

export interface RowBrowser {
  readonly node: HTMLElement;
  /** Asks for the rows again. */
  update(): void;
  /** As `update`, in the order that the rows come in. */
  unsort(): void;
  /** Searches for a text in the reader's place. */
  search(text: string): void;
}

/** Rows as a table to search by words, to sort by its headers, and to open a row of. */
export function rowBrowser<R extends object>({
  name,
  total,
  rows,
  columns,
  textOf,
  hint,
  attributes,
  open,
  excerpt,
  controls,
  onSort
}: RowBrowserOptions<R>): RowBrowser {
  const texts = new Map<R, string>();
  const lines = new Map<R, HTMLElement>();
  let sorted: {readonly column: RowColumn<R>; readonly descending: boolean} | undefined;
  let shown: readonly R[] = [];

  const field =
    html`<input type="search" placeholder=${hint} aria-label=${`Search ${name}s`} spellcheck="false">` as HTMLInputElement;
  const count = html`<span role="status" data-testid=${`${name}-count`}></span>`;
  const headers = columns.map(column => {
    const {key, label, title, numeric} = column;
    const button = html`<button type="button">${label}</button>`;
    button.addEventListener("click", () => sortBy(column));
    const header = html`<th scope="col" data-column=${key} title=${title ?? null} class=${numeric ? "numeric" : null}>${button}</th>`;
    return {column, header};
  });
  const body = html`<tbody></tbody>`;
  const node = html`<div class=${`row-browser ${name}-browser`}>
  <div class="row-controls">${field}${controls}${count}</div>
  <div class="data-table" tabindex="0" role="region" aria-label=${`${capitalise(name)}s; scrolls sideways`}>
    <table><thead><tr>${headers.map(({header}) => header)}</tr></thead>${body}</table>
  </div>
  ${excerpt.node}
</div>`;

  function sortBy(column: RowColumn<R>): void {
    // Numbers, times and severities are asked for from the top; names from A.
    const sample = rows()
      .map(column.order)
      .find(value => value !== null);
    const descending = sorted?.column === column ? !sorted.descending : typeof sample === "number";
    sorted = {column, descending};
    onSort?.();
    update();
  }

  function update(): void {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matching = rows().filter(row => {
      const text = remember(texts, row, () => textOf(row).toLowerCase());
      return words.every(word => text.includes(word));
    });
    shown = sorted === undefined ? matching : sortRows(matching, sorted.column, sorted.descending);
    count.textContent =
      shown.length === total
        ? formatPlural(total, name)
        : `${formatCount(shown.length)} of ${formatPlural(total, name)}`;
    for (const {column, header} of headers) {
      if (sorted?.column === column)
        header.setAttribute("aria-sort", sorted.descending ? "descending" : "ascending");
      else header.removeAttribute("aria-sort");
    }
    excerpt.setCount(shown.length);
    render();
  }

  function render(): void {
    const {from, to} = excerpt.range();
    body.replaceChildren(...shown.slice(from, to).map(row => remember(lines, row, () => line(row))));
  }

  function line(row: R): HTMLElement {
    const cells = columns.map(
      ({key, label, cell, numeric, value}) =>
        html`<td data-column=${key} data-label=${label} data-value=${value?.(row) ?? null} class=${numeric ? "numeric" : null}>${cell(row)}</td>`
    );
    const element = html`<tr ${attributes(row)}>${cells}</tr>`;
    // The link in the row is what the keyboard reaches; a click anywhere in it does the same.
    element.addEventListener("click", event => {
      // Opening the link in a new tab, and selecting text to copy it, must stay possible.
      const isSelecting = getSelection()?.isCollapsed === false;
      // A value has a menu of its own.
      const isValue = event.target instanceof Element && event.target.closest(".value") !== null;
      if (event.ctrlKey || event.metaKey || event.shiftKey || isSelecting || isValue) return;
      event.preventDefault();
      element.querySelector("a")?.focus();
      open(row);
    });
    return element;
  }

  field.addEventListener("input", event => {
    event.stopPropagation();
    update();
  });
  excerpt.watch(render);
  update();
  return {
    node,
    update,
    unsort() {
      sorted = undefined;
      update();
    },
    search(text) {
      field.value = text;
      update();
      node.scrollIntoView({block: "start"});
      field.focus({preventScroll: true});
    }
  };
}

/** Equal rows keep their order, and rows without a value stand last either way. */
export function sortRows<R>(
  rows: readonly R[],
  {order}: Pick<RowColumn<R>, "order">,
  descending: boolean
): readonly R[] {
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const x = order(a);
    const y = order(b);
    if (x === y) return 0;
    if (x === null) return 1;
    if (y === null) return -1;
    return sign * (x < y ? -1 : 1);
  });
}

/** What a map holds for a key, made at the first time. */
function remember<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
  }
  return value;
}
