import type {OriginalLine} from "../alerts/alert-evidence.js";
import {fillLater} from "../fill-later.js";
import {formatCount, formatPlural} from "../format.js";
import {holdsPassword, passwordDots} from "../hidden-password.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {maskAddresses} from "../mask.js";
import {severityMark} from "../severity-mark.js";
import {formatTime} from "../time-zone.js";
import type {TabOptions} from "./part.js";
import {passwordsQuery, type RawEvent, rawEventsQuery, rawLinesQueries, rawPage} from "./raw-queries.js";

const longest = 20_000;

interface Line extends OriginalLine {
  readonly event_id: string;
}

/** The lines as they stand in the files, the strongest first, a page at a time; only the shards that hold them are fetched. */
export function RawTab(options: TabOptions): HTMLElement {
  const box = html`<div data-testid="raw-tab"></div>`;
  const show = (page: number) => box.replaceChildren(rawPageOf(page, options, show));
  show(0);
  return box;
}

function rawPageOf(page: number, options: TabOptions, show: (page: number) => void): HTMLElement {
  const {workbench, scope} = options;
  const box = html`<div class="frame" data-state="loading"><div class="frame-skeleton investigate-skeleton"></div></div>`;
  void fillLater(
    box,
    Promise.resolve(workbench.ask<RawEvent>(rawEventsQuery(scope, page)).rows),
    "The original lines",
    events => {
      const all = events[0]?.in_all ?? 0;
      if (all === 0 && page === 0)
        return ["No event of these data is its own, so that there is no line of it."];
      const previous = html`<button type="button" class="button" disabled=${page === 0}>Previous</button>`;
      const next = html`<button type="button" class="button" disabled=${(page + 1) * rawPage >= all}>Next</button>`;
      previous.addEventListener("click", () => show(page - 1));
      next.addEventListener("click", () => show(page + 1));
      const pages = Math.max(1, Math.ceil(all / rawPage));
      return [
        html`<h3 data-total=${all}>${formatPlural(all, "original line")}, the strongest first</h3>`,
        html`<div class="row-controls">${previous}<span>Page ${formatCount(page + 1)} of ${formatCount(pages)}</span>${next}</div>`,
        lineList(events, options)
      ];
    }
  );
  return box;
}

function lineList(events: readonly RawEvent[], {workbench, timeZone}: TabOptions): HTMLElement {
  const ids = events.map(({event_id}) => event_id);
  const passwords = Promise.resolve(
    workbench.ask<{readonly event_id: string; readonly password: string}>(passwordsQuery(ids)).rows
  ).then(rows => new Map(rows.map(row => [row.event_id, row.password])));
  const lines = new Map<string, Promise<Line | undefined>>();
  for (const query of rawLinesQueries(ids)) {
    // Each shard is shown as it arrives.
    const rows = Promise.resolve(workbench.ask<Line>(query).rows);
    for (const id of query.params ?? [])
      lines.set(
        String(id),
        rows.then(found => found.find(({event_id}) => event_id === id))
      );
  }
  return html`<ol class="raw-lines">${events.map(event => {
    const content = html`<div data-state="loading"><p>Fetching the line …</p></div>`;
    const read = Promise.all([lines.get(event.event_id), passwords]);
    void fillLater(content, read, "The line", ([line, secrets]) =>
      line === undefined
        ? ["It is not among the published data."]
        : [rawLine(line, secrets.get(event.event_id) ?? "", text => maskAddresses(text, workbench.site))]
    );
    return html`<li data-event=${event.event_id}>
  <p>${severityMark(event.severity)} <strong>${logText(event.event_type, 60)}</strong> <small>${formatTime(event.event_time, timeZone, true)}${event.anomaly_score === null ? "" : `, score ${event.anomaly_score.toFixed(2)}`}</small></p>
  ${content}
</li>`;
  })}</ol>`;
}

function rawLine(
  {source_file, record, raw}: Line,
  password: string,
  mask: (text: string) => string
): HTMLElement {
  const isSecret = holdsPassword(raw, password);
  let shown = !isSecret;
  const pre = html`<pre class="raw-text" data-copy="none" data-testid="raw-line"></pre>`;
  const copy = html`<button type="button" class="button">Copy</button>` as HTMLButtonElement;
  const show = html`<button type="button" class="button">Show the password</button>`;
  function render(): void {
    pre.replaceChildren(
      shown
        ? logText(mask(raw), longest)
        : html`<span class="masked">${passwordDots} (holds a password)</span>`
    );
    copy.disabled = !shown;
    show.textContent = shown ? "Hide the password" : "Show the password";
  }
  show.addEventListener("click", () => {
    shown = !shown;
    render();
  });
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(mask(raw));
      copy.textContent = "Copied";
    } catch {
      // Without the permission (or HTTPS), selecting the text is the next best thing.
      getSelection()?.selectAllChildren(pre);
    }
  });
  render();
  return html`<div><p><small>Record ${formatCount(record)} of ${logText(source_file)}</small> ${copy} ${isSecret ? show : null}</p>${pre}</div>`;
}
