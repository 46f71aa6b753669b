import {logBytesQuery, originalLinesQuery} from "../../engine/hunt/original-lines.js";
import type {Term} from "../../engine/hunt/term.js";
import {rawShards} from "../../engine/tables.js";
import {chartFrame} from "../chart-frame.js";
import {dataTable} from "../data-table.js";
import {formatBytes, formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {maskAddresses} from "../mask.js";
import {openDatabase} from "../workbench/database.js";
import {files} from "../workbench/files.js";
import type {Workbench} from "../workbench/workbench.js";
import {excerptOf, hidePassword} from "./excerpt.js";
import {markExcerpt} from "./mark-excerpt.js";

interface RawLine {
  readonly event_id: string;
  readonly source_file: string;
  readonly record: number;
  readonly raw: string;
  /** Of all lines of the shard that hold the text. */
  readonly lines: number;
}

/**
 * Offers to search the original lines for a term, as it is written, whatever the case: one shard after the other, in a
 * database of its own that holds no more than one of them at a time. A search can be stopped.
 */
export function OriginalLines(term: Term, workbench: Workbench): HTMLElement {
  const start =
    html`<button type="button" class="button">Search the original lines too</button>` as HTMLButtonElement;
  const stop = html`<button type="button" class="button" hidden>Stop</button>`;
  const progress = html`<progress max=${rawShards} value="0" hidden aria-label="Original lines searched"></progress>`;
  const said = html`<span role="status" data-testid="hunt-lines-status"></span>`;
  const result = html`<div></div>`;
  const node = html`<section class="hunt-lines" data-testid="hunt-lines">${start} ${stop} ${progress} ${said}${result}</section>`;
  const wanted = term.text;
  Promise.resolve(workbench.ask<{bytes: number}>(logBytesQuery).rows).then(
    ([row]) => {
      if (row !== undefined)
        start.textContent = `Search the original lines too: ${formatBytes(row.bytes)} of logs`;
    },
    () => {}
  );
  let stopped = false;
  let end = () => {};

  async function search(): Promise<void> {
    const found: RawLine[] = [];
    let lines = 0;
    const shards = Object.keys(files.rawShards());
    const database = openDatabase(files.rawShards());
    const halted = new Promise<null>(resolve => {
      end = () => resolve(null);
    });
    try {
      for (const [shard, name] of shards.entries()) {
        said.textContent = `Searching part ${shard + 1} of ${shards.length}; ${formatPlural(lines, "line")} so far`;
        const {sql, params = []} = originalLinesQuery(shard, wanted);
        const rows = await Promise.race([database.query(sql, params), halted]);
        if (rows === null) break;
        found.push(...(rows as unknown as RawLine[]));
        lines += Number(rows[0]?.lines ?? 0);
        await database.query(`DROP TABLE ${name}`);
        progress.setAttribute("value", String(shard + 1));
      }
    } finally {
      database.close();
    }
    said.textContent = `${stopped ? "Stopped; until then " : ""}${lines === 0 ? "no original line holds it" : `${formatPlural(lines, "original line")} ${lines === 1 ? "holds" : "hold"} it`}.`;
    if (found.length > 0)
      result.replaceChildren(lineFrame(await withoutPasswords(found, workbench), lines, wanted, workbench));
  }

  start.addEventListener("click", async () => {
    start.disabled = true;
    stopped = false;
    progress.hidden = false;
    stop.hidden = false;
    node.dataset.state = "loading";
    try {
      await search();
    } catch (error) {
      said.textContent = `The original lines could not be searched: ${error instanceof Error ? error.message : String(error)}`;
    }
    progress.hidden = true;
    stop.hidden = true;
    start.disabled = false;
    node.dataset.state = "ready";
  });
  stop.addEventListener("click", () => {
    stopped = true;
    end();
  });
  return node;
}

/** The lines without the passwords that their events have. */
async function withoutPasswords(lines: readonly RawLine[], workbench: Workbench): Promise<RawLine[]> {
  const {rows} = workbench.ask<{event_id: string; password: string}>({
    sql: "SELECT event_id, password FROM details WHERE password IS NOT NULL AND event_id IN (SELECT unnest(string_split(?, ' ')))",
    params: [lines.map(({event_id}) => event_id).join(" ")]
  });
  const passwords = new Map((await rows).map(({event_id, password}) => [event_id, password]));
  return lines.map(line => ({...line, raw: hidePassword(line.raw, passwords.get(line.event_id) ?? null)}));
}

function lineFrame(found: readonly RawLine[], lines: number, wanted: string, {site}: Workbench): HTMLElement {
  return chartFrame<Omit<RawLine, "lines">>({
    id: "hunt-original-lines",
    title: `${formatPlural(lines, "original line")} ${lines === 1 ? "holds" : "hold"} it`,
    ...(found.length < lines ? {subtitle: `The first ${formatCount(found.length)} are shown.`} : {}),
    rows: found.map(({lines: _, ...line}) => line),
    total: () => lines,
    query: originalLinesQuery(0, wanted),
    note: "The SQL is that of the first of eight parts; the others are alike. A line is searched as it stands in its file, so that an address is found in a longer one too.",
    height: 200,
    draw: rows =>
      dataTable(
        rows,
        [
          {
            key: "file",
            label: "File, record",
            cell: ({source_file, record}) =>
              html`<span>${logText(source_file, 60)}, ${formatCount(record)}</span>`
          },
          {
            key: "raw",
            label: "Line",
            cell: ({raw}) => {
              const masked = maskAddresses(raw, site);
              const excerpt = excerptOf(masked, wanted) ?? {
                before: "",
                match: "",
                after: masked.slice(0, 160)
              };
              return html`<div class="wide">${markExcerpt(excerpt)}</div>`;
            }
          }
        ],
        {stacks: true, first: 10}
      )
  });
}
