import {formatCount} from "../format.js";
import {html} from "../html.js";
import type {MaskedSite} from "../mask.js";
import type {Facet} from "./facet.js";
import {facetLabel, facetValue} from "./facet-words.js";
import {none} from "./triage-state.js";

export interface FacetChoice {
  readonly value: string | null;
  /** Rows that have it; null until counted. */
  readonly rows: number | null;
}

export interface FacetMenu {
  readonly node: HTMLElement;
  update(choices: readonly FacetChoice[], chosen: readonly string[]): void;
}

/** Facets whose "not known" cannot be written in an address. */
const needsValue: ReadonlySet<Facet> = new Set(["country", "service"]);

/** A facet as a button that unfolds its values, each with the number of rows that it would leave. */
export function facetMenu(facet: Facet, site: MaskedSite, toggle: (value: string) => void): FacetMenu {
  const count = html`<span class="facet-count"></span>`;
  const list = html`<div class="facet-choices" role="group" aria-label=${facetLabel[facet]}></div>`;
  const node = html`<details class="facet" name="triage-facet" data-facet=${facet}>
  <summary class="button">${facetLabel[facet]}${count}</summary>
  <div class="facet-panel">${list}</div>
</details>`;

  function choice({value, rows}: FacetChoice, chosen: readonly string[]): HTMLElement {
    const box = html`<input type="checkbox">` as HTMLInputElement;
    const written = value ?? none;
    box.checked = chosen.includes(written);
    box.disabled = value === null && needsValue.has(facet);
    box.dataset.value = written;
    box.addEventListener("change", () => toggle(written));
    return html`<label data-value=${written}>${box}<span class="facet-name">${facetValue(facet, value, site)}</span><span class="facet-rows" data-rows=${rows}>${rows === null ? "" : formatCount(rows)}</span></label>`;
  }

  return {
    node,
    update(choices, chosen) {
      const focused = list.contains(document.activeElement)
        ? (document.activeElement as HTMLElement).dataset.value
        : undefined;
      count.textContent = chosen.length === 0 ? "" : ` ${chosen.length}`;
      node.toggleAttribute("data-active", chosen.length > 0);
      const missing = chosen
        .filter(value => !choices.some(each => (each.value ?? none) === value))
        .map((value): FacetChoice => ({value: value === none ? null : value, rows: 0}));
      list.replaceChildren(
        ...[...missing, ...choices].map(each => choice(each, chosen)),
        ...(choices.length + missing.length === 0 ? [html`<p>Nothing to choose from.</p>`] : [])
      );
      if (focused !== undefined)
        list.querySelector<HTMLElement>(`input[data-value="${CSS.escape(focused)}"]`)?.focus();
    }
  };
}

/** Unfolded choices close by Escape, which goes back to their button, and by a press anywhere else. */
export function closesByItself(bar: HTMLElement): void {
  const opened = () => bar.querySelectorAll<HTMLDetailsElement>("details.facet[open]");
  bar.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    for (const details of opened()) {
      details.open = false;
      details.querySelector("summary")?.focus();
      event.stopPropagation();
    }
  });
  addEventListener("pointerdown", ({target}) => {
    for (const details of opened())
      if (!(target instanceof Node && details.contains(target))) details.open = false;
  });
}
