import {capitalise} from "./format.js";
import {html} from "./html.js";

export interface PanelDialogOptions<T> {
  /** What is shown, in one word, "alert": its name in the page's address and in what is said of it. */
  readonly name: string;
  readonly idOf: (item: T) => string;
  /** The one of an id, undefined where there is none. */
  readonly find: (id: string) => Promise<T | undefined>;
  readonly draw: (item: T) => Node;
}

export interface PanelDialog<T> {
  /** To be put on the page. */
  readonly node: HTMLElement;
  open(item: T): void;
  /** Opens one by its id, for those who know no more of it. */
  openId(id: string): void;
  close(): void;
}

/** The longest id that is repeated to the reader; addresses are anybody's to write. */
const idLimit = 60;

/**
 * A panel over the page that shows one alert, incident or rule at a time. The page's address names what is open, as
 * `?alert=`, and such an address opens it, whatever else is selected.
 */
export function panelDialog<T>({name, idOf, find, draw}: PanelDialogOptions<T>): PanelDialog<T> {
  const content = html`<div></div>`;
  const closeButton = html`<button type="button" class="button panel-close" aria-label="Close">Close</button>`;
  const dialog =
    html`<dialog class=${`panel-dialog ${name}-dialog`} aria-label=${capitalise(name)}>${closeButton}${content}</dialog>` as HTMLDialogElement;
  let wanted: string | null = null;

  function show(node: Node): void {
    content.replaceChildren(node);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  }

  function open(item: T): void {
    wanted = idOf(item);
    writeAddress(name, wanted);
    show(draw(item));
  }

  async function fetchAndOpen(id: string): Promise<void> {
    wanted = id;
    show(html`<p>Fetching the ${name} …</p>`);
    try {
      const item = await find(id);
      // Meanwhile the reader may have closed it, or asked for another.
      if (wanted !== id) return;
      if (item !== undefined) open(item);
      else
        show(
          html`<p>No ${name} has the id ${JSON.stringify(id.slice(0, idLimit))}. It may come from other data.</p>`
        );
    } catch (error) {
      if (wanted !== id) return;
      show(
        html`<p>The ${name} could not be read: ${error instanceof Error ? error.message : String(error)}</p>`
      );
    }
  }

  function openId(id: string): void {
    void fetchAndOpen(id);
  }

  function close(): void {
    dialog.close();
  }

  closeButton.addEventListener("click", close);
  dialog.addEventListener("close", () => {
    wanted = null;
    writeAddress(name, null);
    content.replaceChildren();
  });
  // A click on the backdrop hits the dialog itself, not what is in it.
  dialog.addEventListener("click", event => {
    if (event.target === dialog) close();
  });
  const id = new URLSearchParams(location.search).get(name);
  // A dialog can only be shown once it is on the page.
  if (id !== null) requestAnimationFrame(() => openId(id));
  return {node: dialog, open, openId, close};
}

/** Names what is open in the page's address, or nothing. Commas and colons of the selection stay readable there. */
function writeAddress(name: string, id: string | null): void {
  const url = new URL(location.href);
  if (id === null) url.searchParams.delete(name);
  else url.searchParams.set(name, id);
  const search = url.searchParams.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  history.replaceState(history.state, "", `${url.pathname}${search === "" ? "" : `?${search}`}${url.hash}`);
}
