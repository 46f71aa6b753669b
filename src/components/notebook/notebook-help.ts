import {marks, scales, sorts} from "../../engine/notebook/chart-spec.js";
import {inputTypes} from "../../engine/notebook/input.js";
import {html} from "../html.js";
import {keyHelp} from "./cell-keys.js";

const entry = (term: string, meaning: string) =>
  html`<div><dt><code>${term}</code></dt><dd>${meaning}</dd></div>`;

/** What can be written into cells, and what the keys do. */
export function notebookHelp(): HTMLElement {
  return html`<div class="nb-help">
  <h3>Keys</h3>
  <dl>${keyHelp.map(({keys, does}) => html`<div><dt><kbd>${keys}</kbd></dt><dd>${does}</dd></div>`)}</dl>
  <h3>Queries</h3>
  <dl>
    ${entry("FROM name", "selects from the result of the query of that name; it runs first, and again whenever it changes")}
    ${entry(":name", "the value of an input, bound to the query and never written into it; days are :name_from and :name_to")}
    ${entry("SUMMARIZE events", "a quick look at every column of a table; DESCRIBE, SHOW TABLES and EXPLAIN work too, and nothing that writes")}
  </dl>
  <h3>Text</h3>
  <dl>${entry("{{name}}", "the value of an input, or of a query's first row and column; {{name.column}} for another column")}</dl>
  <h3>Inputs</h3>
  <dl>
    ${entry('"type"', `${inputTypes.join(", ")}; each may have a "label" and a "value"`)}
    ${entry('"min", "max", "step"', "of numbers and sliders")}
    ${entry('"options"', 'of a select: a list; or "from" and "column", for the values in a query\'s result')}
  </dl>
  <h3>Charts</h3>
  <dl>
    ${entry('"mark"', marks.join(", "))}
    ${entry('"data"', "the name of a query")}
    ${entry('"x", "y", "fill"', 'a column\'s name, or {"field", "scale", "label", "sort"}')}
    ${entry('"scale"', `${scales.join(", ")}; without it what fits the column`)}
    ${entry('"sort"', `of an axis of categories: ${sorts.join(", ")}; without it as the rows come`)}
    ${entry('"facet"', "a column: one small chart for each of its values")}
    ${entry('"size", "text"', "a column: of dots, and of the mark text")}
    ${entry('"title", "height"', "the title, and the height in pixels")}
  </dl>
</div>`;
}
