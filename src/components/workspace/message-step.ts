import {capitalise} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import type {Step} from "./logs-dialog.js";

/** Characters of a message that are shown: it may repeat what stands in a file. */
const messageLimit = 600;

/** That logs could not be opened, and why. */
export function messageStep(message: string, back: () => void): Step {
  const again = html`<button type="button" class="button">Choose others</button>`;
  again.addEventListener("click", back);
  const node = html`<div>
  <p role="alert" data-testid="logs-message">${logText(capitalise(message), messageLimit)}</p>
  <div class="logs-buttons">${again}</div>
</div>`;
  return {name: "message", node, focus: again};
}
