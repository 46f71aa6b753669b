import {formatCount, formatShare} from "../format.js";
import {html} from "../html.js";

export interface RankedBar {
  readonly key: string;
  readonly label: string | Node;
  readonly value: number;
  /** CSS colour. */
  readonly color: string;
  /** Where a click on the label leads. */
  readonly href?: string;
}

/** Values as bars with their numbers and their shares of a total, in the order given. */
export function RankedBars(bars: readonly RankedBar[], total: number): HTMLElement {
  const most = Math.max(1, ...bars.map(({value}) => value));
  return html`<table class="ranked-bars"><tbody>${bars.map(
    ({key, label, value, color, href}) => html`<tr data-key=${key} data-value=${value}>
  <th scope="row">${href === undefined ? label : html`<a href=${href}>${label}</a>`}</th>
  <td class="ranked-bar"><div style=${{width: `${(100 * value) / most}%`, background: color}}></div></td>
  <td class="numeric">${formatCount(value)}</td>
  <td class="numeric">${formatShare(total === 0 ? null : value / total)}</td>
</tr>`
  )}</tbody></table>`;
}
