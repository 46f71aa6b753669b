import type {Query} from "../../engine/sql.js";
import type {Table} from "../../engine/tables.js";
import {dataTable} from "../data-table.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import type {Answer} from "../workbench/workbench.js";

/**
 * Every published table, to open one by one: what it is, its key and its columns. Rows are counted when a box is opened,
 * since the largest tables are fetched for nothing else.
 */
export function TableList(
  tables: readonly Table[],
  ask: (query: Query) => Answer<{readonly rows: number}>
): HTMLElement {
  return html`<div class="table-list frame">${tables.map(table => {
    const count = html`<output data-rows-of=${table.name}>counting the rows…</output>`;
    const box = html`<details>
      <summary><code>${table.name}</code> <span>${table.about}</span></summary>
      <p>${count} Key: ${table.key.join(", ")}.</p>
      ${dataTable(
        table.columns,
        [
          {key: "name", label: "Column", cell: column => html`<code>${column.name}</code>`},
          {key: "type", label: "Type", cell: column => column.type},
          {
            key: "about",
            label: "What it holds",
            cell: column => html`<span class="wide">${column.about}</span>`
          }
        ],
        {stacks: true, first: Number.POSITIVE_INFINITY}
      )}
    </details>`;
    let asked = false;
    box.addEventListener("toggle", async () => {
      if (asked) return;
      asked = true;
      try {
        const [row] = await ask({sql: `SELECT count(*) AS rows FROM ${table.name}`}).rows;
        const rows = row?.rows ?? 0;
        count.dataset.value = String(rows);
        count.textContent = rows === 0 ? "No rows." : `${formatCount(rows)} row${rows === 1 ? "" : "s"}.`;
      } catch (error) {
        count.textContent = `The rows could not be counted: ${error instanceof Error ? error.message : String(error)}.`;
      }
    });
    return box;
  })}</div>`;
}
