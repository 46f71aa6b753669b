import {formatCount} from "../../../format.js";
import {html} from "../../../html.js";
import {shownLog} from "../alerts/alert-marks.js";
import {keyedRows, type Row, setText} from "../rows.js";

/** One bar; `anomalous` is the part of it in front. */
export interface SourceBar {
  readonly name: string;
  readonly count: number;
  readonly anomalous: number;
}

/** A list of names with bars; the longest is the first's. */
export interface SourceBars {
  readonly node: HTMLElement;
  /** @param bars the longest first; their names are distinct */
  show(bars: readonly SourceBar[]): void;
}

interface DrawnBar extends SourceBar {
  readonly longest: number;
}

/** @param rows bars shown at most; the others are counted below them */
export function sourceBars(title: string, rows: number): SourceBars {
  const list = html`<ul></ul>`;
  const more = html`<p class="replay-panel-note"></p>`;
  const draw = keyedRows<DrawnBar>(list, ({name}) => name, barRow);
  return {
    node: html`<section class="replay-source-bars"><h4>${title}</h4>${list}${more}</section>`,
    show(bars) {
      const longest = bars[0]?.count ?? 1;
      draw(bars.slice(0, rows).map(bar => ({...bar, longest})));
      const rest = bars.length - rows;
      setText(more, bars.length === 0 ? "None so far." : rest > 0 ? `and ${formatCount(rest)} more` : "");
    }
  };
}

function barRow(): Row<DrawnBar> {
  const name = shownLog(48);
  const all = html`<i></i>`;
  const anomalous = html`<b></b>`;
  const count = html`<span class="replay-bar-count"></span>`;
  return {
    node: html`<li><span class="replay-bar-name">${name.node}</span><span class="replay-bar">${all}${anomalous}</span>${count}</li>`,
    fill(bar) {
      name.show(bar.name);
      all.style.width = `${((100 * bar.count) / bar.longest).toFixed(1)}%`;
      anomalous.style.width = `${((100 * bar.anomalous) / bar.longest).toFixed(1)}%`;
      setText(count, formatCount(bar.count));
    }
  };
}
