import type {Selection, SelectionBounds} from "../../../engine/selection.js";
import {html} from "../../html.js";
import {reloadAt} from "../../workspace/go.js";
import {returnAddress} from "./return-address.js";

export interface InjectButtonOptions {
  readonly selection: Selection;
  readonly bounds: SelectionBounds;
  /** Where the replay stands, milliseconds in UTC. */
  readonly time: () => number;
  /** Stops the replay, so that it stays there. */
  readonly pause: () => void;
}

/** Lets the reader inject a simulated attack where the replay stands; the page is read anew with it, at the same moment. */
export function injectButton({selection, bounds, time, pause}: InjectButtonOptions): HTMLElement {
  const button = html`<button type="button" class="button" data-testid="replay-inject" title="Simulate an attack that begins at this moment, and see which detectors notice it">Inject an attack here</button>`;
  button.addEventListener("click", async () => {
    pause();
    const at = time();
    const {logsDialog} = await import("../../workspace/logs-dialog.js");
    logsDialog().simulate({
      from: at,
      comeBack: to => reloadAt(returnAddress(location.href, {selection, bounds, at, to}))
    });
  });
  return button;
}
