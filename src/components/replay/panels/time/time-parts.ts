import {html} from "../../../html.js";

/** A part of the stage with a title that says what it shows now. */
export interface TimePart {
  readonly node: HTMLElement;
  /** Writes the title, where it changed. */
  title(text: string): void;
}

/**
 * @param name what style sheets and tests call it
 * @param note what a reader must know to read it
 */
export function timePart(name: string, note: string, body: Node): TimePart {
  const heading = html`<h3 id=${`${name}-title`}></h3>`;
  const text = heading.appendChild(document.createTextNode(""));
  const node = html`<figure class="frame replay-time" data-chart=${name} data-testid=${name} aria-labelledby=${`${name}-title`}>
  <figcaption>${heading}<p class="frame-subtitle">${note}</p></figcaption>
  ${body}
</figure>`;
  return {
    node,
    title(next) {
      if (text.data !== next) text.data = next;
    }
  };
}
