import type {TimeRange} from "../../engine/selection.js";
import {chartFrame} from "../chart-frame.js";
import {dataTable} from "../data-table.js";
import {emptyCell} from "../empty-cell.js";
import {deedColumns, endpointColumns} from "../event-columns.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {datasetLabel} from "../palette.js";
import {severityMark} from "../severity-mark.js";
import {formatWall, timeLabel} from "../time-zone.js";
import type {TabOptions} from "./part.js";
import {severityBasis} from "./severity-basis.js";
import {eventPage, eventPageQuery, type ListedEvent} from "./timeline-queries.js";

/** The events of a stretch of time, a page at a time; only the page that is looked at is fetched. */
export function EventPages(range: TimeRange, options: TabOptions): HTMLElement {
  const box = html`<div class="event-pages"></div>`;
  const show = (page: number) => box.replaceChildren(eventFrame(range, page, options, show));
  show(0);
  return box;
}

function eventFrame(
  range: TimeRange,
  page: number,
  {workbench, scope, timeZone}: TabOptions,
  show: (page: number) => void
): HTMLElement {
  const {site} = workbench;
  const answer = workbench.ask<ListedEvent>(eventPageQuery(scope, range, page));
  const previous =
    html`<button type="button" class="button" disabled=${page === 0}>Previous</button>` as HTMLButtonElement;
  const next = html`<button type="button" class="button">Next</button>` as HTMLButtonElement;
  previous.addEventListener("click", () => show(page - 1));
  next.addEventListener("click", () => show(page + 1));
  return chartFrame<ListedEvent>({
    id: "scope-events",
    title: "The events themselves, in order of time",
    subtitle:
      "Severity is the gravest of what the score, the rules and the patterns say: the score alone may say less. “Given by” says which it was.",
    ...answer,
    total: rows => rows.length,
    height: 420,
    empty: page === 0 ? "No events in this stretch of time." : "There are no further events.",
    legend: html`<div class="row-controls">${previous}<span data-testid="event-page">Page ${page + 1}</span>${next}</div>`,
    draw: rows => {
      next.disabled = rows.length < eventPage;
      return dataTable(
        rows,
        [
          {
            key: "time",
            label: timeLabel("Time", timeZone),
            cell: row => formatWall(row.event_time, timeZone, true)
          },
          {key: "severity", label: "Severity", cell: ({severity}) => severityMark(severity)},
          {
            key: "basis",
            label: "Given by",
            title: "What gave the severity: the model's score, a rule or a pattern",
            cell: row => severityBasis(row) || emptyCell("not flagged")
          },
          {
            key: "what",
            label: "What",
            cell: row =>
              html`<span>${logText(row.event_type, 60)} <small>${datasetLabel[row.dataset] ?? row.dataset}</small></span>`
          },
          ...endpointColumns<ListedEvent>(site),
          {
            key: "protocol",
            label: "Protocol",
            cell: row => (row.app_protocol === null ? emptyCell() : logText(row.app_protocol, 20))
          },
          ...deedColumns<ListedEvent>()
        ],
        {first: eventPage}
      );
    }
  });
}
