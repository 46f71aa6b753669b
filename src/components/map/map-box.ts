import {html} from "../html.js";

export interface MapBox {
  readonly node: HTMLElement;
  /** Says over the map that places are counted; null once they are. */
  count(words: string | null): void;
}

/** The map with what lies over it: buttons to zoom, and what is being counted. */
export function mapBox(stage: HTMLElement, zoomBy: (factor: number) => void): MapBox {
  const counting = html`<p class="map-counting" role="status" hidden></p>`;
  const button = (label: string, name: string, factor: number): HTMLElement => {
    const made = html`<button type="button" class="button" aria-label=${name} title=${name}>${label}</button>`;
    made.addEventListener("click", () => zoomBy(factor));
    return made;
  };
  return {
    node: html`<div class="map-box">${stage}${counting}<div class="map-zoom">${button("+", "Zoom in", 2)}${button("−", "Zoom out", 0.5)}</div>
    <p class="map-touch">Two fingers move the map and zoom. A tap tells about a place, a second one goes into it.</p></div>`,
    count(words) {
      counting.textContent = words ?? "";
      counting.hidden = words === null;
    }
  };
}
