import {formatCount} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";

/** A text from a log, cut where it is long, with a button that shows all of it. */
export function longText(text: string, limit: number): HTMLElement {
  if (text.length <= limit) return logText(text);
  const box = html`<span></span>`;
  const button = html`<button type="button" class="button">Show all ${formatCount(text.length)} characters</button>`;
  button.addEventListener("click", () => box.replaceChildren(logText(text)));
  box.append(logText(text.slice(0, limit)), "… ", button);
  return box;
}
