import {definitions} from "../../definitions.js";
import {html} from "../../html.js";

/** All keys of a replay, with what they do. */
export const replayKeys: readonly (readonly [keys: readonly string[], does: string])[] = [
  [["Space"], "play and pause; behind a card, go on"],
  [["→", "←"], "one batch on and back, paused"],
  [["PageDown", "PageUp"], "next and previous chapter, as clickers send them; ↓ and ↑ do the same"],
  [["1", "…", "9", "0"], "to that chapter; 0 is the tenth"],
  [["Home", "End"], "to the first and the last event"],
  [["A", "Shift A"], "next and previous alert"],
  [["B", "Shift B"], "next and previous burst"],
  [["F"], "full screen, with large type"],
  [["C"], "clean view, without controls"],
  [["N"], "speaker notes in a second window, where these keys work too"],
  [["K"], "lock what is on screen, and go on with it"],
  [["?"], "these keys"],
  [["Esc"], "leave the clean view, then full screen"]
];

/** The keys of a replay, in a dialog to be put on the page within what goes full screen. */
export function replayKeyHelp(): HTMLDialogElement {
  const close = html`<button type="button" class="button panel-close">Close</button>`;
  const dialog =
    html`<dialog class="replay-keys" aria-label="Keys of the replay"><div>${close}<h2>Keys</h2>${definitions(
      replayKeys.map(([names, does]) => [
        html`<span>${names.map(name => html`<kbd>${name}</kbd> `)}</span>`,
        does
      ])
    )}<p>While you type, or a slider, list or menu has the focus, its own keys go first. Up, Down, PageUp, PageDown, Home and End scroll the page until something of the replay has the focus, or it fills the screen.</p></div></dialog>` as HTMLDialogElement;
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", event => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", event => {
    if (event.key !== "?") return;
    // Else the same press would open it again.
    event.preventDefault();
    dialog.close();
  });
  return dialog;
}
