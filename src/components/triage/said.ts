import {decisions} from "../decisions/decisions.js";
import {html} from "../html.js";

export interface Said {
  readonly node: HTMLElement;
  /** Says what was just decided, by decisions of these ids, beside a button that undoes it. */
  say(words: string, ids: readonly string[]): void;
}

/** What was decided last, for as long as it can be undone at a press. */
export function said(): Said {
  const words = html`<span></span>`;
  const button = html`<button type="button" class="button">Undo</button>`;
  const node = html`<div class="triage-said" role="status" data-testid="triage-said" hidden>${words}${button}</div>`;
  let made: readonly string[] = [];
  button.addEventListener("click", () => {
    decisions.undoAll(made);
    made = [];
    node.hidden = true;
  });
  return {
    node,
    say(text, ids) {
      words.textContent = text;
      made = ids;
      node.hidden = false;
    }
  };
}
