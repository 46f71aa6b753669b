import {
  type EventOrder,
  eventListQuery,
  eventOrders,
  type ListedEvent
} from "../../engine/build/event-list.js";
import {totalWithin} from "../../engine/cube/linked-counts.js";
import {chartFrame} from "../chart-frame.js";
import {dataTable} from "../data-table.js";
import {datasetName} from "../dataset-name.js";
import {deedColumns, endpointColumns} from "../event-columns.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import {severityMark} from "../severity-mark.js";
import {formatTimeRange, formatWall, timeLabel} from "../time-zone.js";
import {valueButton} from "../values/value.js";
import type {Workbench} from "../workbench/workbench.js";
import type {LinkedCharts} from "./linked/linked-charts.js";
import type {LinkedState} from "./linked/linked-state.js";
import {severityOf} from "./severity-of.js";

/** Events on a page of the list. */
export const pageSize = 20;

const orderLabel: Readonly<Record<EventOrder, string>> = {
  newest: "newest first",
  oldest: "oldest first",
  gravest: "gravest first"
};

export interface EventListOptions {
  readonly workbench: Workbench;
  readonly open: (event: ListedEvent) => void;
}

/**
 * The events that are brushed and picked, a page at a time. Rows come from DuckDB once the reader rests; how many there are is
 * known at once.
 */
export function EventList(
  linked: LinkedCharts,
  options: EventListOptions
): {readonly node: HTMLElement; refresh(): void} {
  let order: EventOrder = "newest";
  let page = 0;
  let asked = "";
  let latest: LinkedState | null = null;
  const box = html`<div class="event-list"></div>`;
  const select = html`<select aria-label="Order of the events">${eventOrders.map(
    name => html`<option value=${name}>${orderLabel[name]}</option>`
  )}</select>` as HTMLSelectElement;
  const previous = html`<button type="button" class="button">Previous</button>` as HTMLButtonElement;
  const next = html`<button type="button" class="button">Next</button>` as HTMLButtonElement;
  const place = html`<span data-testid="event-place"></span>`;
  const controls = html`<div class="row-controls">${select}${previous}${place}${next}</div>`;

  function show(): void {
    if (latest === null) return;
    const state = latest;
    const total = totalWithin(state.counts, state.shown);
    const first = page * pageSize;
    previous.disabled = page === 0;
    next.disabled = first + pageSize >= total;
    place.textContent =
      total === 0
        ? ""
        : `${formatCount(first + 1)} to ${formatCount(Math.min(total, first + pageSize))} of ${formatCount(total)}`;
    const answer = options.workbench.ask<ListedEvent>(eventListQuery(state.narrowed, order, first, pageSize));
    const frame = chartFrame<ListedEvent>({
      id: "events",
      title: `${formatPlural(total, "event")} in what is brushed and chosen, ${orderLabel[order]}`,
      subtitle: `${formatTimeRange(state.shown.from, state.shown.to, state.timeZone)}. A row opens everything known about its event, its original line included.`,
      ...answer,
      legend: controls,
      height: 560,
      total: () => total,
      empty: "No event here: brush another stretch of time, or let in more kinds.",
      draw: rows => table(rows, state.timeZone, options)
    });
    box.replaceChildren(frame);
  }

  select.addEventListener("input", event => event.stopPropagation());
  select.addEventListener("change", () => {
    order = eventOrders.find(name => name === select.value) ?? "newest";
    page = 0;
    show();
  });
  const leaf = (step: number) => () => {
    page += step;
    show();
  };
  previous.addEventListener("click", leaf(-1));
  next.addEventListener("click", leaf(1));
  const waiting = linked.ready.then(() => new Promise<readonly ListedEvent[]>(() => {}));
  box.replaceChildren(
    chartFrame<ListedEvent>({
      id: "events",
      title: "…",
      rows: waiting,
      height: 560,
      draw: () => html`<div></div>`
    })
  );
  linked.add({
    draw(state) {
      const heading = box.querySelector("h3");
      const total = totalWithin(state.counts, state.shown);
      if (heading)
        heading.textContent = `${formatPlural(total, "event")} in what is brushed and chosen, ${orderLabel[order]}`;
    },
    settle(state) {
      latest = state;
      const asking = JSON.stringify([state.narrowed, state.timeZone]);
      if (asking === asked) return;
      asked = asking;
      page = 0;
      show();
    }
  });
  return {node: box, refresh: show};
}

function table(
  rows: readonly ListedEvent[],
  timeZone: string,
  {workbench, open}: EventListOptions
): HTMLElement {
  const {site} = workbench;
  const node = dataTable(
    rows,
    [
      {
        key: "time",
        label: timeLabel("Time", timeZone),
        cell: row =>
          html`<button type="button" class="link-button" data-event=${row.event_id}>${formatWall(row.event_time, timeZone, true)}</button>`
      },
      {key: "severity", label: "Severity", cell: row => severityMark(severityOf(row.severity))},
      {
        key: "what",
        label: "What",
        cell: row =>
          html`<span>${logText(row.event_type ?? "event", 60)} <small>${datasetName(row.dataset).label}</small></span>`
      },
      ...endpointColumns<ListedEvent>(site),
      {key: "service", label: "Service", cell: row => valueButton("service", row.service)},
      ...deedColumns<ListedEvent>()
    ],
    {first: pageSize}
  );
  node.querySelectorAll("tbody tr").forEach((line, i) => {
    line.addEventListener("click", event => {
      // A value opens its own menu, and text must stay possible to select.
      if (event.target instanceof Element && event.target.closest(".value")) return;
      const row = rows[i];
      if (row && getSelection()?.isCollapsed !== false) open(row);
    });
  });
  return node;
}
