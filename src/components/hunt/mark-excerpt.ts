import {html} from "../html.js";
import {logText} from "../log-text.js";
import type {Excerpt} from "./excerpt.js";

/** What was found, marked, with what stands around it. */
export function markExcerpt({before, match, after}: Excerpt): HTMLElement {
  return html`<span class="hunt-excerpt">${logText(before)}<mark>${logText(match, 400)}</mark>${logText(after)}</span>`;
}
