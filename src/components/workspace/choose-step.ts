import {html} from "../html.js";
import type {Step} from "./logs-dialog.js";
import {formats, privacy} from "./words.js";

export interface ChooseOptions {
  readonly take: (list: FileList) => void;
  readonly takeText: (text: string) => void;
  /** Whether they come together with the published data; null where that is asked later. */
  readonly beside: Promise<HTMLElement> | null;
  /** Goes on to the simulator. */
  readonly simulate: () => void;
}

/** What to open: files, a folder, pasted text or a simulated attack; and what can be. */
export function chooseStep({take, takeText, beside, simulate}: ChooseOptions): Step {
  const files = picker("Choose files", false, take);
  const folder = picker("Choose a folder", true, take);
  const text =
    html`<textarea rows="5" spellcheck="false" aria-label="Lines of a log" placeholder="Lines of a log"></textarea>` as HTMLTextAreaElement;
  const openText =
    html`<button type="button" class="button" disabled>Open this text</button>` as HTMLButtonElement;
  text.addEventListener("input", () => {
    openText.disabled = text.value.trim() === "";
  });
  openText.addEventListener("click", () => takeText(text.value));
  const attack = html`<button type="button" class="button">Simulate an attack</button>`;
  attack.addEventListener("click", simulate);
  const choice = html`<div></div>`;
  // Without it, which the reader would see elsewhere, logs can be opened all the same.
  beside?.then(node => choice.append(node)).catch(() => undefined);
  const node = html`<div>
  <div class="logs-target">
    <p>Drop files or folders anywhere on this page, or</p>
    <div class="logs-buttons">${files}${folder}${attack}</div>
    ${choice}
  </div>
  <details class="logs-paste"><summary>Paste text</summary>${text}${openText}</details>
  <p class="logs-privacy">${privacy}</p>
  <h3>What can be opened</h3>
  <ul class="logs-formats">${formats.map(({name, about}) => html`<li><strong>${name}</strong> ${about}</li>`)}</ul>
  <p>Plain or gzip, in any mix. Files are recognised by what is in them, whatever they are called.</p>
</div>`;
  return {name: "choose", node, focus: files.querySelector("button") ?? undefined};
}

/** A button for a file input, which itself looks different in every browser and says the wrong thing. */
function picker(text: string, folder: boolean, take: (list: FileList) => void): HTMLElement {
  const input = html`<input type="file" multiple hidden>` as HTMLInputElement;
  input.webkitdirectory = folder;
  input.dataset.testid = folder ? "choose-folder" : "choose-files";
  const button = html`<button type="button" class="button">${text}</button>`;
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    if (input.files?.length) take(input.files);
  });
  return html`<span>${button}${input}</span>`;
}
