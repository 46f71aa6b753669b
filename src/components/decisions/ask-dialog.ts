import {html} from "../html.js";
import {defaultReader, givenName, readerName, rememberName} from "./reader-name.js";

/** One question of a dialog: an element with a value of its own. */
export interface AskField {
  readonly name: string;
  readonly label: string;
  /** Below the field, in a few words. */
  readonly hint?: string;
  readonly input: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
}

export interface AskOptions {
  readonly title: string;
  /** What is being decided about, and what follows from it. */
  readonly about?: string | Node;
  readonly fields: readonly (AskField | HTMLElement)[];
  /** On the button that decides. */
  readonly decide: string;
  /** Does it. A RangeError keeps the dialog open, with its message in it. */
  readonly onDecide: () => void;
}

let dialogs = 0;

/** Asks in a small dialog, beside it for the reader's name where that is not known yet. Escape, or Cancel, decides nothing. */
export function askDialog({title, about, fields, decide, onDecide}: AskOptions): void {
  const number = ++dialogs;
  const problem = html`<p class="ask-problem" role="alert" hidden></p>`;
  const name = nameField(number);
  const cancel = html`<button type="button" class="button">Cancel</button>`;
  const form = html`<form method="dialog" novalidate>
  <h2 id=${`ask-${number}`}>${title}</h2>
  ${about === undefined ? null : html`<div class="ask-about">${about}</div>`}
  ${fields.map((field, i) => (field instanceof HTMLElement ? field : fieldRow(field, `ask-${number}-${i}`)))}
  ${name.node}
  ${problem}
  <div class="ask-buttons">${cancel}<button type="submit" class="button ask-decide">${decide}</button></div>
</form>`;
  const dialog =
    html`<dialog class="ask-dialog" aria-labelledby=${`ask-${number}`}>${form}</dialog>` as HTMLDialogElement;
  form.addEventListener("submit", event => {
    event.preventDefault();
    try {
      name.remember();
      onDecide();
      dialog.close();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      problem.textContent = `${error.message}.`;
      problem.hidden = false;
    }
  });
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", event => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  form.querySelector<HTMLElement>("input, textarea, select")?.focus();
}

function fieldRow({label, hint, input}: AskField, id: string): HTMLElement {
  input.id = id;
  if (hint !== undefined) input.setAttribute("aria-describedby", `${id}-hint`);
  return html`<div class="ask-field"><label for=${id}>${label}</label>${input}${
    hint === undefined ? null : html`<small id=${`${id}-hint`}>${hint}</small>`
  }</div>`;
}

/** The name that the decision is written down under: asked for once, then said, with a button to change it. */
function nameField(number: number): {readonly node: HTMLElement; remember(): void} {
  const input = html`<input type="text" autocomplete="nickname" maxlength="100">` as HTMLInputElement;
  input.placeholder = defaultReader;
  const row = fieldRow(
    {
      name: "by",
      label: "Your name",
      hint: "Stands beside your decisions; asked once, kept in this browser.",
      input
    },
    `ask-${number}-by`
  );
  if (givenName() === null) return {node: row, remember: () => rememberName(input.value)};
  input.value = readerName();
  row.hidden = true;
  const change = html`<button type="button" class="link-button">change</button>`;
  const said = html`<p class="ask-by">Written down as ${html`<bdi>${readerName()}</bdi>`} (${change})</p>`;
  change.addEventListener("click", () => {
    row.hidden = false;
    said.hidden = true;
    input.focus();
  });
  return {node: html`<div>${said}${row}</div>`, remember: () => rememberName(input.value)};
}

/** A field for one line. */
export function lineInput(limit: number, value = ""): HTMLInputElement {
  const input = html`<input type="text" maxlength=${limit} spellcheck="false">` as HTMLInputElement;
  input.value = value;
  return input;
}

/** A field for a few lines; Enter makes a new one, Ctrl+Enter decides. */
export function textInput(limit: number, value = ""): HTMLTextAreaElement {
  const area = html`<textarea rows="3" maxlength=${limit}></textarea>` as HTMLTextAreaElement;
  area.value = value;
  area.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) area.form?.requestSubmit();
  });
  return area;
}

/** A field for the day that something ends with, none when it is left empty. */
export function dayInput(now = Date.now()): HTMLInputElement {
  const input = html`<input type="date">` as HTMLInputElement;
  input.min = new Date(now).toISOString().slice(0, 10);
  return input;
}
