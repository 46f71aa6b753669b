import {tables} from "../../engine/tables.js";
import {formatCount} from "../format.js";
import {html} from "../html.js";
import {typeWord} from "./ResultTable.js";

export interface SchemaBrowserOptions {
  /** Writes a name where the reader is typing. */
  readonly insert: (name: string) => void;
  /** Makes a cell with a query. */
  readonly preview: (sql: string) => void;
  /** Rows of tables, as far as they are known before a table is fetched. */
  readonly counts: ReadonlyMap<string, number>;
}

/** All tables that there are to select from: what each is, its columns, their types and what they mean. */
export function schemaBrowser({insert, preview, counts}: SchemaBrowserOptions): HTMLElement {
  const field =
    html`<input type="search" placeholder="Find a table or column" aria-label="Find a table or column" spellcheck="false">` as HTMLInputElement;
  const entries = tables.map(table => {
    const count = counts.get(table.name);
    const columns = table.columns.map(({name, type, about}) => {
      const button = html`<button type="button" class="nb-name" title=${`Write ${name}`}>${name}</button>`;
      button.addEventListener("click", () => insert(name));
      return {
        text: `${name} ${about}`.toLowerCase(),
        node: html`<li>${button} <i>${typeWord(type)}</i><span>${about}</span></li>`
      };
    });
    const name = html`<button type="button" class="button">Insert name</button>`;
    name.addEventListener("click", () => insert(table.name));
    const look = html`<button type="button" class="button">Preview</button>`;
    look.addEventListener("click", () => preview(`SELECT *\nFROM ${table.name}\nLIMIT 100`));
    const node = html`<details class="nb-table" data-table=${table.name}>
  <summary><code>${table.name}</code>${count === undefined ? null : html`<i>${formatCount(count)}</i>`}<span>${table.about}</span></summary>
  <div class="nb-buttons">${look}${name}</div>
  <ul>${columns.map(column => column.node)}</ul>
</details>` as HTMLDetailsElement;
    return {node, columns, text: `${table.name} ${table.about}`.toLowerCase()};
  });

  field.addEventListener("input", event => {
    event.stopPropagation();
    const wanted = field.value.trim().toLowerCase();
    for (const {node, columns, text} of entries) {
      const isTable = text.includes(wanted);
      const found = columns.filter(column => column.text.includes(wanted));
      node.hidden = !isTable && found.length === 0;
      for (const column of columns) column.node.hidden = wanted !== "" && !isTable && !found.includes(column);
      node.open = wanted !== "" && !isTable && found.length > 0;
    }
  });
  return html`<div class="nb-schema">${field}${entries.map(({node}) => node)}</div>`;
}
