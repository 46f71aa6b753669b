import {html} from "../html.js";
import type {MaskedSite} from "../mask.js";
import {chosenOf, type Facet, type Narrowed, toggleValue} from "./facet.js";
import {facetLabel, facetValue} from "./facet-words.js";
import {type Toggle, toggles} from "./triage-state.js";

/** What each switch leaves, as its chip says it. */
export const toggleLabel: Readonly<Record<Toggle, string>> = {
  suspicious: "Suspicious only",
  fresh: "New since my last visit",
  starred: "Starred only",
  listed: "On my blocklist only",
  all: "With closed and expected"
};

/** Facets that the selection bar shows no chips for. */
const chipped: readonly Facet[] = [
  ...(["severity", "dataset", "source", "technique", "action", "status", "tag", "finding", "site"] as const)
];

/** Everything that narrows the rows, each as words with a button that takes it away. */
export function triageChips(
  narrowed: Narrowed,
  site: MaskedSite,
  choose: (next: Narrowed) => void
): HTMLElement {
  const {state, selection} = narrowed;
  const chips = [
    ...(state.search === ""
      ? []
      : [
          chip("search", html`<span>contains <q>${state.search}</q></span>`, {...state, search: "", page: 0})
        ]),
    ...chipped.flatMap(facet =>
      chosenOf(facet, narrowed).map(value =>
        chip(
          facet,
          html`<span>${facetLabel[facet]}: ${facetValue(facet, value, site)}</span>`,
          toggleValue(facet, value, narrowed)
        )
      )
    ),
    ...toggles
      .filter(name => state.on[name])
      .map(name => chip(name, toggleLabel[name], {...state, on: {...state.on, [name]: false}, page: 0})),
    ...(state.investigated === null
      ? []
      : [
          chip("investigated", state.investigated ? "Investigated" : "Not investigated", {
            ...state,
            investigated: null,
            page: 0
          })
        ])
  ];
  const node = html`<ul class="filter-chips triage-chips" aria-label="What the table is narrowed by" data-testid="triage-chips">${chips}</ul>`;
  node.hidden = chips.length === 0;
  return node;

  function chip(name: string, words: string | Node, next: Narrowed | Narrowed["state"]): HTMLElement {
    const remove = html`<button type="button" class="filter-remove" aria-label=${`Remove: ${name}`}>×</button>`;
    remove.addEventListener("click", () => choose("state" in next ? next : {state: next, selection}));
    return html`<li class="filter-chip" data-chip=${name}><span class="triage-chip">${words}</span>${remove}</li>`;
  }
}
