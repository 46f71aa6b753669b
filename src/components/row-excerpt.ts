import {formatCount} from "./format.js";
import {html} from "./html.js";

/** Which of many rows stand in a table at a time, and the control that chooses them. */
export interface RowExcerpt {
  /** To be put below the table. */
  readonly node: HTMLElement;
  /** Says how many rows there are, whenever they are other ones than before. */
  setCount(count: number): void;
  /** Rows from and up to, but without, these places. */
  range(): {readonly from: number; readonly to: number};
  /** Calls back when the reader chooses other rows. */
  watch(changed: () => void): void;
}

/** One page after another, `size` rows each. */
export function rowPages(name: string, size: number): RowExcerpt {
  const previous = html`<button type="button" class="button">Previous</button>` as HTMLButtonElement;
  const next = html`<button type="button" class="button">Next</button>` as HTMLButtonElement;
  const place = html`<span data-testid=${`${name}-page`}></span>`;
  const node = html`<div class="row-controls">${previous}${place}${next}</div>`;
  let changed = () => {};
  let pages = 1;
  let page = 0;

  function say(): void {
    place.textContent = `Page ${formatCount(page + 1)} of ${formatCount(pages)}`;
    previous.disabled = page === 0;
    next.disabled = page >= pages - 1;
  }

  function leaf(step: number): void {
    page += step;
    say();
    changed();
    node.parentElement?.scrollIntoView({block: "nearest"});
  }

  previous.addEventListener("click", () => leaf(-1));
  next.addEventListener("click", () => leaf(1));
  return {
    node,
    setCount(count) {
      pages = Math.max(1, Math.ceil(count / size));
      page = 0;
      say();
    },
    range: () => ({from: page * size, to: (page + 1) * size}),
    watch(callback) {
      changed = callback;
    }
  };
}

/** The first rows, or all of them. */
export function firstRows(first: number): RowExcerpt {
  const node = html`<button type="button" class="button table-more"></button>`;
  let changed = () => {};
  let count = 0;
  let showsAll = false;

  function say(): void {
    node.hidden = count <= first;
    node.textContent = showsAll
      ? `Show only the first ${formatCount(first)}`
      : `Show all ${formatCount(count)}`;
    node.setAttribute("aria-expanded", String(showsAll));
  }

  node.addEventListener("click", () => {
    showsAll = !showsAll;
    say();
    changed();
  });
  return {
    node,
    setCount(rows) {
      count = rows;
      say();
    },
    range: () => ({from: 0, to: showsAll ? count : first}),
    watch(callback) {
      changed = callback;
    }
  };
}
