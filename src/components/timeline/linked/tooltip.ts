import {html} from "../../html.js";

export interface Tooltip {
  readonly node: HTMLElement;
  /** @param x pixels from the left of the drawing, @param width of the drawing, @param text one line each */
  show(x: number, width: number, text: string): void;
  hide(): void;
}

/** A box that follows the pointer across a drawing. What it says can be read from the rows too. */
export function tooltip(): Tooltip {
  const node = html`<div class="chart-tip" aria-hidden="true" hidden></div>`;
  return {
    node,
    show(x, width, text) {
      node.textContent = text;
      node.hidden = false;
      const isRight = x > width / 2;
      node.style.left = isRight ? "" : `${x + 12}px`;
      node.style.right = isRight ? `${width - x + 12}px` : "";
    },
    hide() {
      node.hidden = true;
    }
  };
}
