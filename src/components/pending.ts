import {html} from "./html.js";

/** Says what is awaited until it is there, then draws it; says what went wrong if it fails. */
export function pending<T>(value: Promise<T>, text: string | Node, draw: (value: T) => Node): HTMLElement {
  const message = html`<p class="frame-message">${text}</p>`;
  const box = html`<div class="pending" data-state="loading" aria-busy="true">${message}</div>`;
  value
    .then(result => {
      box.replaceChildren(draw(result));
      box.dataset.state = "ready";
    })
    .catch((error: unknown) => {
      console.error(error);
      message.textContent = `This could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
      box.replaceChildren(message);
      box.dataset.state = "error";
    })
    .finally(() => box.removeAttribute("aria-busy"));
  return box;
}
