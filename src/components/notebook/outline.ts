import type {Cell} from "../../engine/notebook/document.js";
import {html} from "../html.js";
import {headings} from "./notebook-text.js";

/** What is in the notebook: headings, and names. Choosing one leads there. */
export function outline(cells: readonly Cell[]): HTMLElement {
  const entries = cells.flatMap(({id, kind, name, source}) => {
    if (kind === "markdown") return headings(source).map(text => ({id, text, isName: false}));
    return name === null ? [] : [{id, text: name, isName: true}];
  });
  if (entries.length === 0) return html`<p class="nb-hint">Headings and named cells are listed here.</p>`;
  return html`<ul class="nb-outline">${entries.map(({id, text, isName}) => {
    const button = html`<button type="button" class="nb-open">${isName ? html`<code>${text}</code>` : text}</button>`;
    button.addEventListener("click", () => {
      const cell = document.querySelector<HTMLElement>(`#nb-${CSS.escape(id)}`);
      cell?.focus({preventScroll: true});
      cell?.scrollIntoView({block: "start", behavior: "instant"});
    });
    return html`<li class=${isName ? "nb-named" : null}>${button}</li>`;
  })}</ul>`;
}
