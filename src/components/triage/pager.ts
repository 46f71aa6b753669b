import {formatCount} from "../format.js";
import {html} from "../html.js";
import {pageSizes, type TriageState} from "./triage-state.js";

export interface Pager {
  readonly node: HTMLElement;
  update(state: Pick<TriageState, "page" | "size">, total: number | null): void;
}

/** First, previous, next and last page, which rows stand there, and how many there are to a page. */
export function pager(choose: (change: {page: number; size?: TriageState["size"]}) => void): Pager {
  let page = 0;
  let last = 0;
  const step = (label: string, words: string, target: () => number) => {
    const button =
      html`<button type="button" class="button" aria-label=${`${words} page`} title=${`${words} page`}>${label}</button>` as HTMLButtonElement;
    button.addEventListener("click", () => choose({page: target()}));
    return button;
  };
  const first = step("« First", "First", () => 0);
  const previous = step("‹ Previous", "Previous", () => page - 1);
  const next = step("Next ›", "Next", () => page + 1);
  const end = step("Last »", "Last", () => last);
  const place = html`<span data-testid="triage-page"></span>`;
  const size =
    html`<select>${pageSizes.map(rows => html`<option value=${rows}>${rows}</option>`)}</select>` as HTMLSelectElement;
  size.addEventListener("change", () => {
    const rows = pageSizes.find(each => each === Number(size.value));
    if (rows !== undefined) choose({page: 0, size: rows});
  });
  const node = html`<nav class="triage-pager" aria-label="Pages">${first}${previous}${place}${next}${end}<label>Rows ${size}</label></nav>`;
  return {
    node,
    update(state, total) {
      page = state.page;
      last = total === null ? page : Math.max(0, Math.ceil(total / state.size) - 1);
      size.value = String(state.size);
      const from = page * state.size + 1;
      place.textContent =
        total === null
          ? ""
          : total === 0
            ? "none"
            : `${formatCount(from)}–${formatCount(Math.min(total, from + state.size - 1))} of ${formatCount(total)}`;
      first.disabled = page === 0;
      previous.disabled = page === 0;
      next.disabled = page >= last;
      end.disabled = page >= last;
    }
  };
}
