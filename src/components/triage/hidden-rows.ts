import {formatCount} from "../format.js";
import {html} from "../html.js";

export interface HiddenRows {
  readonly node: HTMLElement;
  update(hidden: number, noun: string): void;
}

/** How many rows stand back because they are closed or expected, beside a button that shows them. */
export function hiddenRows(show: () => void): HiddenRows {
  const words = html`<span></span>`;
  const button = html`<button type="button" class="button" data-testid="triage-show-hidden">Show them</button>`;
  button.addEventListener("click", show);
  const node = html`<span class="triage-hidden" hidden>${words} ${button}</span>`;
  return {
    node,
    update(hidden, noun) {
      node.hidden = hidden === 0;
      words.textContent = `${formatCount(hidden)} closed or expected ${noun}${hidden === 1 ? " is" : "s are"} hidden.`;
    }
  };
}
