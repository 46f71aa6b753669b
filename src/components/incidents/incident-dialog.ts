import {html} from "../html.js";
import {readTimeZone} from "../time-zone.js";
import type {Workbench} from "../workbench/workbench.js";
import {IncidentPanel} from "./IncidentPanel.js";
import {type Incident, incidentQuery} from "./incident.js";

export interface IncidentDialog {
  /** To be put on the page. */
  readonly node: HTMLElement;
  /** Opens one by its id, for those who know no more of it. */
  openId(incidentId: string): void;
  open(incident: Incident): void;
}

/**
 * The panel that one incident opens in, over the page. The page's address names the open incident as `?incident=`, and
 * opening such an address opens the incident, whatever else is selected.
 */
export function incidentDialog(workbench: Workbench): IncidentDialog {
  const content = html`<div></div>`;
  const close = html`<button type="button" class="alert-close" aria-label="Close">Close</button>`;
  const dialog =
    html`<dialog class="alert-dialog incident-dialog" aria-label="Incident">${close}${content}</dialog>` as HTMLDialogElement;
  let wanted: string | null = null;

  function show(node: Node): void {
    content.replaceChildren(node);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  }

  function open(incident: Incident): void {
    wanted = incident.incident_id;
    writeAddress(incident.incident_id);
    const timeZone = readTimeZone(workbench.site.time_zone);
    show(IncidentPanel(incident, {workbench, timeZone, open: openId}));
  }

  async function find(id: string): Promise<void> {
    wanted = id;
    show(html`<p>Fetching the incident …</p>`);
    try {
      const [incident] = await workbench.ask<Incident>(incidentQuery(id)).rows;
      // Meanwhile the reader may have closed it, or asked for another.
      if (wanted !== id) return;
      if (incident !== undefined) open(incident);
      else
        show(
          html`<p>No incident has the id ${JSON.stringify(id.slice(0, 40))}. It may come from other data.</p>`
        );
    } catch (error) {
      if (wanted !== id) return;
      show(
        html`<p>The incident could not be read: ${error instanceof Error ? error.message : String(error)}</p>`
      );
    }
  }

  function openId(incidentId: string): void {
    void find(incidentId);
  }

  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    wanted = null;
    writeAddress(null);
  });
  // A click on the backdrop hits the dialog itself, not what is in it.
  dialog.addEventListener("click", event => {
    if (event.target === dialog) dialog.close();
  });
  const id = new URLSearchParams(location.search).get("incident");
  // A dialog can only be shown once it is on the page.
  if (id !== null) requestAnimationFrame(() => openId(id));
  return {node: dialog, openId, open};
}

function writeAddress(incidentId: string | null): void {
  const url = new URL(location.href);
  if (incidentId === null) url.searchParams.delete("incident");
  else url.searchParams.set("incident", incidentId);
  const search = url.searchParams.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  history.replaceState(history.state, "", `${url.pathname}${search === "" ? "" : `?${search}`}${url.hash}`);
}
