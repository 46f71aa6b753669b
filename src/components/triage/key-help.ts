import {definitions} from "../definitions.js";
import {html} from "../html.js";

const keys: readonly (readonly [keys: readonly string[], does: string])[] = [
  [["j", "k"], "next and previous row, over the ends of a page too; arrows do the same within the table"],
  [["→", "←"], "through the values and buttons of a row"],
  [["Enter"], "details of the row"],
  [["i"], "investigate it"],
  [["a"], "acknowledge it, or all that are selected"],
  [["c"], "close it with a note, or all that are selected"],
  [["s"], "star it"],
  [["b"], "block its source, or take it off the blocklist"],
  [["x"], "select it; Shift and a press on a box selects all between"],
  [["/"], "search"],
  [["?"], "these keys"],
  [["Esc"], "close what is open, or leave the search"]
];

/** The keys of the table, in a dialog. */
export function keyHelp(): HTMLDialogElement {
  const close = html`<button type="button" class="button panel-close">Close</button>`;
  const dialog = html`<dialog class="triage-keys" aria-label="Keys"><div>${close}<h2>Keys</h2>${definitions(
    keys.map(([names, does]) => [html`<span>${names.map(name => html`<kbd>${name}</kbd> `)}</span>`, does])
  )}</div></dialog>` as HTMLDialogElement;
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", event => {
    if (event.target === dialog) dialog.close();
  });
  return dialog;
}
