import {html} from "./html.js";

/** Terms, each with what it is, below each other. */
export function definitions(
  pairs: readonly (readonly [term: string | Node, value: string | Node])[]
): HTMLElement {
  return html`<dl class="definitions">${pairs.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}
