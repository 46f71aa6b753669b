import {formatPlural} from "../format.js";
import {html} from "../html.js";
import {formatTime} from "../time-zone.js";
import {forgetNotebook, listNotebooks} from "./notebook-store.js";
import type {NotebookOrigin} from "./open-notebook.js";
import {shipped} from "./shipped.js";

export interface ShelfOptions {
  readonly openKept: (id: string) => void;
  readonly openShipped: (name: string) => void;
  /** Called when a notebook is no longer kept. */
  readonly forgotten: (id: string) => void;
}

export interface Shelf {
  readonly node: HTMLElement;
  /** Reads again what the browser keeps, and marks what is open. */
  update(origin: NotebookOrigin): Promise<void>;
}

/** The notebooks that there are: those of the site, and the reader's own. */
export function Shelf({openKept, openShipped, forgotten}: ShelfOptions): Shelf {
  const own = html`<ul></ul>`;
  const words = html`<p class="nb-hint" role="status" data-testid="kept-count"></p>`;
  const site = Object.entries(shipped).map(([name, {title}]) => {
    const button = html`<button type="button" class="nb-open" data-shipped=${name}>${title}</button>`;
    button.addEventListener("click", () => openShipped(name));
    return {name, button};
  });
  const node = html`<div class="nb-shelf"><ul>${site.map(({button}) => html`<li>${button}</li>`)}</ul>${words}${own}</div>`;

  async function update(origin: NotebookOrigin): Promise<void> {
    const mark = (button: HTMLElement, isOpen: boolean) => {
      if (isOpen) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    };
    for (const {name, button} of site) mark(button, origin.kind === "shipped" && origin.name === name);
    try {
      const kept = await listNotebooks();
      words.textContent =
        kept.length === 0
          ? "What you change is kept in this browser, as a copy of yours."
          : `This browser keeps ${formatPlural(kept.length, "notebook")} of yours.`;
      own.replaceChildren(
        ...kept.map(({id, title, changed}) => {
          const open = html`<button type="button" class="nb-open" title=${`Changed ${formatTime(changed, "UTC")}`}>${title}</button>`;
          open.addEventListener("click", () => openKept(id));
          mark(open, origin.kind === "kept" && origin.id === id);
          const remove = html`<button type="button" class="nb-remove" aria-label=${`Delete the notebook ${title}`} title="Delete">×</button>`;
          remove.addEventListener("click", async () => {
            // Pressed twice it is meant.
            if (remove.dataset.sure !== "yes") {
              remove.dataset.sure = "yes";
              remove.textContent = "Delete?";
              return;
            }
            await forgetNotebook(id);
            forgotten(id);
          });
          remove.addEventListener("blur", () => {
            delete remove.dataset.sure;
            remove.textContent = "×";
          });
          return html`<li>${open}${remove}</li>`;
        })
      );
    } catch (error) {
      words.textContent = `This browser keeps no notebooks: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  return {node, update};
}
