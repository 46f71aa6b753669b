import {columnKind} from "../../engine/notebook/chart.js";
import {type Result, resultLimits} from "../../engine/notebook/result.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {type Showing, valueCell} from "./shown-value.js";

const pageRows = 10;
/** Characters of a value that stand on one line; longer ones are wrapped. */
const lineLength = 40;

/** A result as a table: typed, a page at a time, every value as text. */
export function ResultTable(result: Result, showing: Showing): HTMLElement {
  const {columns, rows} = result;
  const body = html`<tbody></tbody>`;
  const head = columns.map(column => {
    const isNumeric = columnKind(column.type) === "number";
    return html`<th scope="col" data-column=${column.name} class=${isNumeric ? "numeric" : null}>${logText(column.name, 60)}<small>${typeWord(column.type)}</small></th>`;
  });
  const status = html`<span role="status"></span>`;
  const previous = html`<button type="button" class="button">Previous</button>` as HTMLButtonElement;
  const next = html`<button type="button" class="button">Next</button>` as HTMLButtonElement;
  let first = 0;

  function draw(): void {
    body.replaceChildren(
      ...rows.slice(first, first + pageRows).map(
        row =>
          html`<tr>${columns.map((column, i) => {
            const value = row[i] ?? null;
            const isNumeric = columnKind(column.type) === "number";
            return html`<td data-column=${column.name} data-value=${isNumeric ? value : null} class=${isNumeric ? "numeric" : (value?.length ?? 0) > lineLength ? "nb-long" : null}>${valueCell(value, column, showing)}</td>`;
          })}</tr>`
      )
    );
    const last = Math.min(rows.length, first + pageRows);
    status.textContent = `${formatCount(first + 1)} to ${formatCount(last)} of ${formatCount(rows.length)}${
      rows.length < result.total
        ? ` shown; ${result.isCut ? "there are more" : `the result has ${formatCount(result.total)}`}`
        : ""
    }`;
    previous.disabled = first === 0;
    next.disabled = last >= rows.length;
  }

  previous.addEventListener("click", () => {
    first = Math.max(0, first - pageRows);
    draw();
  });
  next.addEventListener("click", () => {
    first += pageRows;
    draw();
  });
  draw();
  const pager = html`<div class="nb-pager">${previous}${next}${status}</div>`;
  pager.hidden = rows.length <= pageRows && result.total <= resultLimits.shown;
  return html`<div class="nb-result">
  <div class="data-table" tabindex="0" role="region" aria-label="Result, scrolls sideways">
    <table><thead><tr>${head}</tr></thead>${body}</table>
  </div>
  ${pager}
</div>`;
}

/** A type in a word that says something to who does not know DuckDB. */
export function typeWord(type: string): string {
  if (/^TIMESTAMP/i.test(type)) return "time (UTC)";
  if (/^VARCHAR$/i.test(type)) return "text";
  if (/^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/i.test(type)) return "integer";
  if (/^(DOUBLE|FLOAT|DECIMAL.*)$/i.test(type)) return "number";
  if (/^BOOLEAN$/i.test(type)) return "true or false";
  return type.toLowerCase().slice(0, 40);
}
