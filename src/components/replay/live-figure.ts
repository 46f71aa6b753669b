import {formatCount, notMeasured} from "../format.js";
import {html} from "../html.js";

export interface LiveFigure extends HTMLElement {
  /** Null reads "not measured". */
  show(value: number | null, note?: string): void;
}

/** A key figure that changes as a replay goes; looks and is read like a `kpiCard`. */
export function liveFigure(id: string, label: string): LiveFigure {
  const output = html`<div class="kpi-value" aria-labelledby=${`kpi-${id}`}></div>`;
  const under = html`<div class="kpi-change"></div>`;
  const card = html`<section class="frame kpi" data-kpi=${id} data-testid=${`kpi-${id}`}>
  <div class="kpi-label" id=${`kpi-${id}`}>${label}</div>
  ${output}
  ${under}
</section>`;
  return Object.assign(card, {
    show(value: number | null, note = ""): void {
      card.dataset.value = value === null ? "" : String(value);
      output.dataset.measured = String(value !== null);
      output.textContent = value === null ? notMeasured : formatCount(value);
      under.textContent = note;
    }
  });
}
