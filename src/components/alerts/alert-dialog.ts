import {html} from "../html.js";
import {readTimeZone} from "../time-zone.js";
import type {Workbench} from "../workbench/workbench.js";
import {AlertPanel} from "./AlertPanel.js";
import type {Alert} from "./alert.js";
import {alertQuery} from "./alert.js";

export interface AlertDialog {
  /** To be put on the page. */
  readonly node: HTMLElement;
  open(alert: Alert, timeZone: string): void;
}

/**
 * The panel that one alert opens in, over the page. The page's address names the open alert as `?alert=`, and opening
 * such an address opens the alert, whatever else is selected.
 */
export function alertDialog(workbench: Workbench): AlertDialog {
  const content = html`<div></div>`;
  const close = html`<button type="button" class="alert-close" aria-label="Close">Close</button>`;
  const dialog =
    html`<dialog class="alert-dialog" aria-label="Alert">${close}${content}</dialog>` as HTMLDialogElement;

  function show(node: Node): void {
    content.replaceChildren(node);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  }

  function open(alert: Alert, timeZone: string): void {
    writeAddress(alert.alert_id);
    show(AlertPanel(alert, workbench, timeZone));
  }

  async function openFromAddress(id: string): Promise<void> {
    show(html`<p>Fetching the alert …</p>`);
    try {
      const [alert] = await workbench.ask<Alert>(alertQuery(id)).rows;
      show(
        alert === undefined
          ? html`<p>No alert has the id ${JSON.stringify(id.slice(0, 40))}. It may come from other data.</p>`
          : AlertPanel(alert, workbench, readTimeZone(workbench.site.time_zone))
      );
    } catch (error) {
      show(
        html`<p>The alert could not be read: ${error instanceof Error ? error.message : String(error)}</p>`
      );
    }
  }

  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => writeAddress(null));
  // A click on the backdrop hits the dialog itself, not what is in it.
  dialog.addEventListener("click", event => {
    if (event.target === dialog) dialog.close();
  });
  const id = new URLSearchParams(location.search).get("alert");
  // A dialog can only be shown once it is on the page.
  if (id !== null) requestAnimationFrame(() => void openFromAddress(id));
  return {node: dialog, open};
}

function writeAddress(alertId: string | null): void {
  const url = new URL(location.href);
  if (alertId === null) url.searchParams.delete("alert");
  else url.searchParams.set("alert", alertId);
  const search = url.searchParams.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  history.replaceState(history.state, "", `${url.pathname}${search === "" ? "" : `?${search}`}${url.hash}`);
}
