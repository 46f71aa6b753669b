import {formatCount, notMeasured} from "../../../format.js";
import {html} from "../../../html.js";
import type {FigureId, FigureValue} from "./figure-values.js";

export interface FigureCard {
  readonly node: HTMLElement;
  show(figure: FigureValue): void;
  /** What the scene leaves out of the figure; null where it tells of everything. */
  showScope(words: string | null): void;
}

/** A key figure that changes as a replay goes: its exact number stands in `data-value`, and is read like a `kpiCard`'s. */
export function figureCard(id: FigureId, label: string): FigureCard {
  const value = document.createTextNode("");
  const note = document.createTextNode("");
  const scope = document.createTextNode("");
  const output = html`<div class="kpi-value" aria-labelledby=${`kpi-${id}`} data-measured="true">${value}</div>`;
  const left = html`<div class="figure-scope" hidden>${scope}</div>`;
  const node = html`<section class="frame kpi" data-kpi=${id} data-testid=${`kpi-${id}`}>
    <div class="kpi-label" id=${`kpi-${id}`}>${label}</div>
    ${output}
    <div class="kpi-change">${note}</div>
    ${left}
  </section>`;

  return {
    node,
    show(figure) {
      const exact = figure.value === null ? "" : String(figure.value);
      if (node.dataset.value !== exact) {
        node.dataset.value = exact;
        output.dataset.measured = String(figure.value !== null);
        value.data = figure.value === null ? notMeasured : formatCount(figure.value);
      }
      if (note.data !== figure.note) note.data = figure.note;
    },
    showScope(words) {
      left.hidden = words === null;
      if (scope.data !== (words ?? "")) scope.data = words ?? "";
    }
  };
}
