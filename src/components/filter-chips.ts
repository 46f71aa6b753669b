import {campus} from "../engine/build/country.js";
import type {Filter} from "../engine/filters.js";
import {html} from "./html.js";
import {logText} from "./log-text.js";

export interface FilterChips {
  readonly node: HTMLElement;
  /** Shows the filters there are. */
  update(filters: readonly Filter[]): void;
}

const longestShown = 40;

/**
 * Each filter as words with a button that takes it away, beside one that turns it round.
 * @param choose called with the filters that are to be instead
 */
export function filterChips(choose: (filters: readonly Filter[]) => void): FilterChips {
  const node = html`<ul class="filter-chips" aria-label="Filters" data-testid="filter-chips" hidden></ul>`;
  return {
    node,
    update(filters) {
      node.hidden = filters.length === 0;
      node.replaceChildren(
        ...filters.map((filter, index) => {
          const others = (next: readonly Filter[]) => filters.flatMap((f, i) => (i === index ? next : [f]));
          const turn = html`<button type="button" class="filter-turn" title=${
            filter.out ? "Show only these instead" : "Leave these out instead"
          }>${filter.field} ${filter.out ? "is not" : "is"} ${valueText(filter)}</button>`;
          const remove = html`<button type="button" class="filter-remove" aria-label=${`Remove the filter: ${filter.field} ${filter.value}`}>×</button>`;
          turn.addEventListener("click", () => choose(others([{...filter, out: !filter.out}])));
          remove.addEventListener("click", () => choose(others([])));
          return html`<li class="filter-chip" data-field=${filter.field} data-out=${filter.out ? "" : null}>${turn}${remove}</li>`;
        })
      );
    }
  };
}

let names: Intl.DisplayNames | undefined;

function valueText({field, value}: Filter): string | HTMLElement {
  if (field !== "country") return logText(value, longestShown);
  names ??= new Intl.DisplayNames(["en"], {type: "region"});
  return value === campus ? "the campus" : (names.of(value) ?? value);
}
