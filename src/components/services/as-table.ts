import {html} from "../html.js";

/** A chart's numbers as a table in a closed box below it, for who reads better than they see, and for acting on values. */
export function withTable(chart: Node, table: () => Node): HTMLElement {
  const box = html`<details class="as-table"><summary>As a table</summary></details>`;
  box.addEventListener("toggle", () => box.append(table()), {once: true});
  return html`<div>${chart}${box}</div>`;
}
