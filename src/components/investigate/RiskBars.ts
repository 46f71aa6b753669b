import {html} from "../html.js";
import type {SourceRisk} from "../incidents/risk.js";
import {partWords, riskParts} from "../incidents/risk-words.js";
import {logText} from "../log-text.js";

/**
 * A risk as bars, one a line, each beginning where the one above ends, so that the last ends at the total.
 * @param source its parts with their points, in the order they are to stand
 */
export function RiskBars({risk, parts}: Pick<SourceRisk, "risk" | "parts">): HTMLElement {
  const order = Object.keys(riskParts);
  const sorted = parts.toSorted((a, b) => order.indexOf(a.part) - order.indexOf(b.part));
  let before = 0;
  const lines = sorted.map(part => {
    const start = before;
    before += part.points;
    const {label, fill} = riskParts[part.part] ?? {label: part.part, fill: "var(--severity-none)"};
    return html`<tr data-part=${part.part} data-points=${part.points}>
  <th scope="row">${label}<small>${logText(partWords(part), 200)}</small></th>
  <td class="risk-lane"><i style=${{left: `${start}%`, width: `${part.points}%`, background: fill}}></i></td>
  <td class="numeric">${part.points.toFixed(1)}</td>
</tr>`;
  });
  return html`<table class="risk-bars" data-testid="risk-bars">
  <caption>Points of 100; each bar begins where the one above ends</caption>
  <tbody>${lines}</tbody>
  <tfoot><tr data-total=${risk}>
    <th scope="row">Risk</th>
    <td class="risk-lane"><i style=${{left: "0%", width: `${risk}%`, background: "currentColor"}}></i></td>
    <td class="numeric">${risk.toFixed(1)}</td>
  </tr></tfoot>
</table>`;
}
