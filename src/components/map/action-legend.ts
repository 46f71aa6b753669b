import {html, svg} from "../html.js";
import {actionColor} from "../palette.js";

const words = {
  blocked: "blocked (stopped)",
  allowed: "allowed (got through)",
  unknown: "outcome not recorded"
} as const;

/** What the sectors of a bubble mean, in the order they follow each other clockwise from the top. */
export function actionLegend(): HTMLElement {
  const items = (["blocked", "allowed", "unknown"] as const).map(action =>
    legendItem(
      svg`<svg width="12" height="12" aria-hidden="true"><circle cx="6" cy="6" r="5.5" fill=${actionColor[action]}></circle></svg>`,
      words[action]
    )
  );
  return html`<div class="legend">${items}</div>`;
}

/** What the cross hairs on a map mean. */
export function targetLegend(): HTMLElement {
  const mark = svg`<svg class="map-target" width="18" height="18" viewBox="-9 -9 18 18" aria-hidden="true"><path d="M-9,0H9M0,-9V9"></path><circle r="5"></circle></svg>`;
  return legendItem(mark, "campus");
}

/** A sign and its word, for a legend. */
export function legendItem(sign: Node, word: string): HTMLElement {
  return html`<span class="legend-item">${sign} ${word}</span>`;
}
