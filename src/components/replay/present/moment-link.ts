import {html} from "../../html.js";

export interface MomentLinkOptions {
  /** The query of the address that opens here, "?…": see `momentSearch`. */
  readonly search: () => string;
}

/** "Copy link to this moment"; where the browser lets nothing be copied, the link in a field, selected. */
export function momentLink({search}: MomentLinkOptions): HTMLElement {
  const button = html`<button type="button" class="button" data-testid="moment-link">Copy link to this moment</button>`;
  const field =
    html`<input type="text" readonly hidden class="replay-link-field" aria-label="Link to this moment">` as HTMLInputElement;
  const status = html`<span class="replay-link-status" role="status"></span>`;
  let shownFor: ReturnType<typeof setTimeout> | undefined;
  button.addEventListener("click", async () => {
    const address = new URL(location.href);
    address.search = search();
    address.hash = "";
    // Copied from `href`, whose commas and colons stay as they were written.
    const text = address.href;
    clearTimeout(shownFor);
    try {
      await navigator.clipboard.writeText(text);
      field.hidden = true;
      status.textContent = "Copied.";
      shownFor = setTimeout(() => {
        status.textContent = "";
      }, 4000);
    } catch {
      // Without the permission (or HTTPS), selecting the text is the next best thing.
      field.value = text;
      field.hidden = false;
      field.focus();
      field.select();
      status.textContent = "The browser does not let this page copy: copy it from here.";
    }
  });
  return html`<span class="replay-link">${button}${field}${status}</span>`;
}
