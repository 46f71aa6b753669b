import {formatCount} from "../../../format.js";
import {html, svg} from "../../../html.js";
import {actionLegend, legendItem, targetLegend} from "../../../map/action-legend.js";
import {latest} from "./map-countries.js";

export interface MapKey {
  readonly node: HTMLElement;
  /** How many events the largest bubble stands for. */
  show(most: number): void;
}

/** What sizes, colours and lines on the replay's map mean. */
export function mapKey(hasTargets: boolean): MapKey {
  const largest = document.createTextNode("");
  const line = svg`<svg class="map-streams" width="18" height="12" viewBox="0 0 18 12" aria-hidden="true"><path d="M1,10Q9,-2 17,8" stroke-width="2" stroke-opacity="0.7"></path></svg>`;
  return {
    node: html`<div class="legend">
      <span class="legend-item">area: anomalous events, ${largest} at most</span>
      ${[...actionLegend().children]}
      ${hasTargets ? legendItem(line, `from where the latest ${formatCount(latest.events)} of them came`) : null}
      ${hasTargets ? targetLegend() : null}
    </div>`,
    show(most) {
      const text = formatCount(most);
      if (largest.data !== text) largest.data = text;
    }
  };
}
