import {formatCompact} from "../format.js";
import {html, svg} from "../html.js";
import {legendItem, targetLegend} from "./action-legend.js";
import type {Look} from "./map-state.js";
import {shareColor} from "./place-words.js";
import {heatColors, shadeColors} from "./stage/map-colors.js";

export interface MapLegendOptions {
  readonly look: Look;
  readonly isPoints: boolean;
  readonly hasTargets: boolean;
  /** The scale of heat. */
  readonly heat: HTMLElement;
  /** Where each step of a choropleth begins, in events. */
  readonly steps: readonly number[];
}

/** What sizes, colours and shapes on the map mean. */
export function mapLegend({look, isPoints, hasTargets, heat, steps}: MapLegendOptions): HTMLElement {
  const target = hasTargets ? targetLegend() : null;
  if (look === "choropleth")
    return html`<div class="legend"><span class="legend-item">events per country:</span>${shades(steps)}${target}</div>`;
  if (look === "heat") return html`<div class="legend">${heat}${target}</div>`;
  if (isPoints) return html`<div class="legend">${pointItems()}${target}</div>`;
  const ramp = [0, 0.25, 0.5, 0.75, 1].map(shareColor);
  return html`<div class="legend">
    <span class="legend-item">all allowed (got through) <span class="map-ramp" style=${{background: `linear-gradient(to right, ${ramp.join(", ")})`}}></span> all blocked (stopped)</span>
    ${legendItem(dot("var(--action-unknown)"), "outcome not recorded")}
    <span class="legend-item">area: number of events</span>
    ${target}
  </div>`;
}

/** The scale of heat: from one event to as many as there are near the hottest spot in view, which moving the map changes. */
export function heatScale(): {readonly node: HTMLElement; show(most: number): void} {
  const end = html`<span data-testid="heat-most">…</span>`;
  const ramp = html`<span class="map-ramp" style=${{background: `linear-gradient(to right, ${heatColors.join(", ")})`}}></span>`;
  return {
    node: html`<span class="legend-item">events near a spot: 1 ${ramp} ${end} (logarithmic)</span>`,
    show(most) {
      end.textContent = formatCompact(Math.max(1, Math.round(most)));
      end.dataset.most = String(Math.round(most));
    }
  };
}

function dot(fill: string): SVGElement {
  return svg`<svg width="12" height="12" aria-hidden="true"><circle cx="6" cy="6" r="5.5" fill=${fill}></circle></svg>`;
}

function pointItems(): HTMLElement[] {
  const sign = (shape: SVGElement) => svg`<svg width="12" height="12" aria-hidden="true">${shape}</svg>`;
  return [
    legendItem(
      sign(svg`<rect x="1" y="1" width="10" height="10" fill="var(--action-blocked)"></rect>`),
      "mostly blocked (stopped)"
    ),
    legendItem(
      sign(svg`<circle cx="6" cy="6" r="5.5" fill="var(--map-point-allowed)"></circle>`),
      "mostly allowed (got through)"
    ),
    legendItem(
      sign(svg`<path d="M2,2L10,10M10,2L2,10" stroke="var(--action-unknown)" stroke-width="3"></path>`),
      "outcome not recorded"
    )
  ];
}

function shades(steps: readonly number[]): HTMLElement[] {
  return steps.map((from, i) => {
    const next = steps[i + 1];
    const words =
      next === undefined
        ? `${formatCompact(from)} and more`
        : `${formatCompact(from)} to ${formatCompact(next)}`;
    return legendItem(
      svg`<svg width="16" height="12" aria-hidden="true"><rect width="16" height="12" fill=${shadeColors[i] ?? "none"}></rect></svg>`,
      words
    );
  });
}

/**
 * Where the steps of a choropleth begin, as round numbers: each the same multiple of the one before, so that a few busy
 * countries do not pale all the others.
 * @param least events of the country with the fewest, 1 or more
 */
export function shadeSteps(least: number, most: number, count: number): number[] {
  const steps = Array.from({length: count}, (_, i) => niceBelow(least * (most / least) ** (i / count)));
  return steps.filter((step, i) => i === 0 || step > (steps[i - 1] ?? 0));
}

/** 1, 2 or 5 times a power of ten, at most a value of 1 or more. */
function niceBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  const digit = Math.max(1, value) / power;
  return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
}
