import type {Notebook} from "../../engine/notebook/document.js";
import {formatPlural} from "../format.js";
import {html} from "../html.js";
import {notebookFragment} from "./notebook-link.js";

/** The link of a notebook, to be copied; or why there is none. */
export async function shareBox(notebook: Notebook): Promise<HTMLElement> {
  const {encodeNotebook, linkLimit} = await import("../../engine/notebook/share.js");
  const text = encodeNotebook(notebook);
  if (text.length > linkLimit)
    return html`<p>This notebook would make a link of ${formatPlural(text.length, "character")}; beyond ${formatPlural(linkLimit, "character")} links get cut on their way. Download it and send the file.</p>`;
  const address = `${location.origin}${location.pathname}${notebookFragment}${text}`;
  const field =
    html`<input type="text" readonly aria-label="Link to this notebook" value=${address}>` as HTMLInputElement;
  const copy = html`<button type="button" class="button">Copy</button>`;
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(address);
      copy.textContent = "Copied";
    } catch {
      // Without the permission (or HTTPS), selecting the text is the next best thing.
      field.select();
    }
  });
  return html`<div class="nb-link"><p>The link holds the whole notebook, ${formatPlural(text.length, "character")}: its text and queries, no rows. Nothing is sent anywhere.</p>
  <div class="nb-buttons">${field}${copy}</div></div>`;
}
