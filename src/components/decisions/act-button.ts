import {html} from "../html.js";

/** The button that was pressed last, by its name: drawn anew with what it changed, it has the focus again. */
let pressed: string | null = null;

/**
 * A button that decides something. What it stands in is drawn anew by that, so that the focus moves on to the button of the same name.
 * @param name unique on its page
 */
export function actButton(name: string, label: string, onClick: () => void): HTMLElement {
  const button = html`<button type="button" class="button" data-button=${name}>${label}</button>`;
  button.addEventListener("click", () => {
    pressed = name;
    onClick();
  });
  if (pressed === name) {
    requestAnimationFrame(() => {
      if (document.activeElement === document.body || document.activeElement === null) button.focus();
    });
  }
  return button;
}
