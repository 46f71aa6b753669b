import {html, svg} from "../../../html.js";
import {legendItem} from "../../../map/action-legend.js";
import {color} from "../../../palette.js";

/** What the colours of a chart of events over time mean. */
export function timeLegend(): HTMLElement {
  const square = (fill: string) =>
    svg`<svg width="12" height="12" aria-hidden="true"><rect width="12" height="12" rx="2" fill=${fill}></rect></svg>`;
  const band = svg`<svg width="14" height="12" aria-hidden="true"><rect width="14" height="12" fill="currentColor" opacity="0.18"></rect><rect width="14" height="3" fill="currentColor"></rect></svg>`;
  return html`<div class="legend">
    ${legendItem(square(color("series-main")), "all events")}
    ${legendItem(square(color("series-anomaly")), "anomalous, in front")}
    ${legendItem(band, "burst, by dataset")}
  </div>`;
}
