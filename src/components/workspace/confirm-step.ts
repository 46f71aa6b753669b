import type {DroppedFile} from "../../workspace/opening.js";
import {capitalise, formatBytes, formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import type {Step} from "./logs-dialog.js";
import {nameLimit} from "./words.js";

export interface ConfirmOptions {
  /** What to know before they are opened, one sentence each: of their size, or of what was left out. */
  readonly advice: readonly string[];
  /** Whether this tab shows logs already. */
  readonly canAdd: boolean;
  /** Whether they come together with the published data; null where that is settled. */
  readonly beside: HTMLElement | null;
  readonly open: (add: boolean) => void;
  readonly back: () => void;
}

/** Files listed by name; the rest is counted. */
const listed = 6;

/** What is about to be opened, and whether it comes beside what is open. */
export function confirmStep(
  files: readonly DroppedFile[],
  {advice, canAdd, beside, open, back}: ConfirmOptions
): Step {
  const bytes = files.reduce((sum, {blob}) => sum + blob.size, 0);
  const names = files
    .slice(0, listed)
    .map(
      ({name, blob}) => html`<li>${logText(name, nameLimit)} <span>· ${formatBytes(blob.size)}</span></li>`
    );
  const rest =
    files.length > listed ? html`<li>and ${formatPlural(files.length - listed, "other")}</li>` : null;
  const told = advice
    .slice(0, listed)
    .map(sentence => html`<li>${logText(capitalise(sentence), 4 * nameLimit)}</li>`);
  if (advice.length > listed) told.push(html`<li>and ${formatPlural(advice.length - listed, "other")}</li>`);
  const add = button(canAdd ? "Add to your logs" : "Open", () => open(canAdd));
  const node = html`<div>
  <p>${formatPlural(files.length, "file")}, ${formatBytes(bytes)}.</p>
  <ul class="logs-files">${names}${rest}</ul>
  ${advice.length === 0 ? null : html`<ul class="logs-advice" role="alert">${told}</ul>`}
  ${beside}
  <div class="logs-buttons">
    ${add}${canAdd ? button("Open instead of your logs", () => open(false)) : null}${button("Choose others", back)}
  </div>
</div>`;
  return {name: "confirm", node, focus: add};
}

function button(text: string, act: () => void): HTMLElement {
  const node = html`<button type="button" class="button">${text}</button>`;
  node.addEventListener("click", act);
  return node;
}
