import type {Query} from "../engine/sql.js";
import {inlineParams} from "../engine/sql.js";
import {formatCount} from "./format.js";
import {html} from "./html.js";
import {logText} from "./log-text.js";
import type {Row} from "./workbench/arrow-rows.js";

/** Rows shown; the rest is counted. */
const shownRows = 50;

export interface HowMadeOptions {
  /** What to read beside the SQL, such as "counted by npm run data". */
  readonly note?: string;
  readonly query?: Query;
  /** What the notebook calls the query. */
  readonly title?: () => string;
  /** The rows behind the picture; called when the reader opens the box. */
  readonly rows?: () => readonly object[] | Promise<readonly object[]>;
}

/** "How this was made": a closed box with the SQL and, once opened, the rows behind a chart or figure. */
export function howMade({note, query, title, rows}: HowMadeOptions): HTMLElement {
  const box = html`<details class="frame-made">
  <summary>How this was made</summary>
  ${note ? html`<p>${note}</p>` : null}
  ${query ? sqlBlock(query, title) : null}
  <div class="frame-rows"></div>
</details>`;
  const target = box.querySelector(".frame-rows");
  let opened = false;
  box.addEventListener("toggle", async () => {
    if (opened || rows === undefined || target === null) return;
    opened = true;
    try {
      target.replaceChildren(rowTable(await rows()));
    } catch (error) {
      target.replaceChildren(
        `the rows could not be read: ${error instanceof Error ? error.message : String(error)}`
      );
    }
  });
  return box;
}

function sqlBlock(query: Query, title: () => string = () => "Query"): HTMLElement {
  const sql = inlineParams(query);
  const code = html`<code>${sql}</code>`;
  const button = html`<button type="button" class="button">Copy SQL</button>`;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(sql);
      button.textContent = "Copied";
    } catch {
      // Without the permission (or HTTPS), selecting the text is the next best thing.
      getSelection()?.selectAllChildren(code);
    }
  });
  // data-copy keeps Framework from adding a copy button of its own.
  const open = html`<button type="button" class="button" data-testid="open-in-notebook">Open in notebook</button>`;
  open.addEventListener("click", async () => {
    const {notebookAddress} = await import("./notebook/notebook-link.js");
    location.assign(await notebookAddress({title: title(), sql}));
  });
  return html`<div><pre data-copy="none" data-testid="sql">${code}</pre><div class="made-buttons">${button}${open}</div></div>`;
}

function rowTable(objects: readonly object[]): HTMLElement {
  const rows: readonly Row[] = objects.map(object => ({...object}));
  const names = Object.keys(rows[0] ?? {});
  const count = `${formatCount(rows.length)} row${rows.length === 1 ? "" : "s"}`;
  const part = rows.length > shownRows ? `, the first ${shownRows} of which are shown` : "";
  return html`<div>
  <p>${count}${part}.</p>
  <table>
    <thead><tr>${names.map(name => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${rows.slice(0, shownRows).map(row => html`<tr>${names.map(name => html`<td>${cellText(row[name])}</td>`)}</tr>`)}</tbody>
  </table>
</div>`;
}

/** Values from logs are attacker-written, and show their control characters. */
function cellText(value: unknown): string | HTMLElement {
  if (value === null || value === undefined) return "null";
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "string") return logText(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
