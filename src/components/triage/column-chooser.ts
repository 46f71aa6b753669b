import {html} from "../html.js";
import type {RowKind, RowOptions} from "./row-kind.js";

const storageKey = (name: string) => `flowbook-triage-columns-${name}`;

/** The columns shown of a kind of row: those that the reader chose, or those that stand there anyway. */
export function shownColumns<R>(kind: RowKind<R>, options: RowOptions): Set<string> {
  const columns = kind.columns(options);
  const usual = new Set(columns.filter(({optional}) => !optional).map(({key}) => key));
  try {
    const kept = localStorage.getItem(storageKey(kind.name));
    const chosen =
      kept === null ? [] : kept.split(",").filter(key => columns.some(column => column.key === key));
    return chosen.length === 0 ? usual : new Set(chosen);
  } catch {
    return usual;
  }
}

/** A folded list of all columns, to tick those that are wanted. The choice is remembered in this browser. */
export function columnChooser<R>(
  kind: RowKind<R>,
  options: RowOptions,
  changed: (shown: Set<string>) => void
): HTMLElement {
  const shown = shownColumns(kind, options);
  const boxes = kind.columns(options).map(({key, label}) => {
    const box = html`<input type="checkbox">` as HTMLInputElement;
    box.checked = shown.has(key);
    box.addEventListener("change", () => {
      if (box.checked) shown.add(key);
      else shown.delete(key);
      // A table without columns would have no way back.
      if (shown.size === 0) {
        shown.add(key);
        box.checked = true;
      }
      keep([...shown]);
      changed(new Set(shown));
    });
    return html`<label>${box} ${label}</label>`;
  });
  const reset = html`<button type="button" class="button">The usual columns</button>`;
  const node = html`<details class="facet facet-columns" name="triage-facet"><summary class="button">Columns</summary><div class="facet-panel"><div class="facet-choices">${boxes}</div>${reset}</div></details>`;
  reset.addEventListener("click", () => {
    keep([]);
    node.replaceWith(columnChooser(kind, options, changed));
    changed(shownColumns(kind, options));
  });
  return node;

  function keep(keys: readonly string[]): void {
    try {
      if (keys.length === 0) localStorage.removeItem(storageKey(kind.name));
      else localStorage.setItem(storageKey(kind.name), keys.join(","));
    } catch {
      // Storage may be forbidden; the choice then lasts as long as the page.
    }
  }
}
