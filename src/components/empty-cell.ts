import {notMeasured} from "./format.js";
import {html} from "./html.js";

/** What a table's cell shows where there is nothing, said aloud. */
export function emptyCell(words = notMeasured): HTMLElement {
  return html`<span class="not-measured" title=${words} aria-label=${words}>–</span>`;
}
