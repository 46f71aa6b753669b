import type {TimeRange} from "../../engine/selection.js";
import {chartFrame} from "../chart-frame.js";
import {fillLater} from "../fill-later.js";
import {formatCount, formatSpan} from "../format.js";
import {html} from "../html.js";
import {severityLabel, severityScale} from "../palette.js";
import {formatTimeRange} from "../time-zone.js";
import {EventPages} from "./EventPages.js";
import type {TabOptions} from "./part.js";
import {SourceLanes} from "./SourceLanes.js";
import {
  gravestTimeQuery,
  type LaneBin,
  laneAlertsQuery,
  laneStep,
  lanesQuery,
  spanQuery
} from "./timeline-queries.js";

const minute = 60_000;
const hour = 60 * minute;

/** What its sources did over time in every log, zoomed by dragging or by steps, and the events themselves below. */
export function TimelineTab(options: TabOptions): HTMLElement {
  const {workbench, scope} = options;
  const box = html`<div data-state="loading"><div class="frame-skeleton investigate-skeleton"></div></div>`;
  const read = Promise.all([
    workbench.ask<{readonly first_time: Date | null; readonly last_time: Date | null}>(spanQuery(scope)).rows,
    workbench.ask<{readonly event_time: Date}>(gravestTimeQuery(scope)).rows
  ]);
  void fillLater(box, read, "Its time", ([[span], [gravest]]) => {
    if (span?.first_time == null || span.last_time === null)
      return [html`<p>No event of these data is its own, so that there is nothing to draw over time.</p>`];
    const all = {
      from: Math.floor(Number(span.first_time) / minute) * minute,
      to: (Math.floor(Number(span.last_time) / minute) + 1) * minute
    };
    return [zoomed(all, gravest === undefined ? null : Number(gravest.event_time), options)];
  });
  return box;
}

function zoomed(all: TimeRange, gravest: number | null, options: TabOptions): HTMLElement {
  const {timeZone} = options;
  const past: TimeRange[] = [];
  let range = all;
  const content = html`<div></div>`;
  const where = html`<span role="status" data-testid="timeline-range"></span>`;
  const button = (text: string, act: () => void) => {
    const node = html`<button type="button" class="button">${text}</button>` as HTMLButtonElement;
    node.addEventListener("click", act);
    return node;
  };
  const around = (middle: number, half: number) => ({
    from: Math.max(all.from, Math.floor((middle - half) / minute) * minute),
    to: Math.min(all.to, Math.ceil((middle + half) / minute) * minute)
  });
  const presets = [
    button("All", () => zoom(all)),
    ...(gravest === null
      ? []
      : [
          button("A day around the gravest alert", () => zoom(around(gravest, 12 * hour))),
          button("An hour around it", () => zoom(around(gravest, hour / 2)))
        ]),
    button("Last day", () => zoom({from: Math.max(all.from, all.to - 24 * hour), to: all.to}))
  ];
  const back = button("Back", () => {
    range = past.pop() ?? all;
    render();
  });

  function zoom(next: TimeRange): void {
    past.push(range);
    range = next;
    render();
  }

  function render(): void {
    back.disabled = past.length === 0;
    where.textContent = `${formatTimeRange(range.from, range.to, timeZone)}, ${formatSpan(range.to - range.from)}`;
    content.replaceChildren(lanes(range, zoom, options), EventPages(range, options));
  }

  render();
  return html`<div>
  <div class="row-controls" role="group" aria-label="Stretch of time">${presets}${back}${where}</div>
  ${content}
</div>`;
}

function lanes(
  range: TimeRange,
  zoom: (range: TimeRange) => void,
  {workbench, scope, timeZone}: TabOptions
): HTMLElement {
  const bins = workbench.ask<LaneBin>(lanesQuery(scope, range));
  const told = workbench.ask<LaneBin>(laneAlertsQuery(scope, range));
  let alerts: readonly LaneBin[] = [];
  const rows = Promise.all([bins.rows, told.rows]).then(([events, marks]) => {
    alerts = marks;
    return events;
  });
  const legend = html`<div class="drawn-legend investigate-legend">${severityScale.domain.map(severity => html`<span><i style=${{background: `var(--severity-${severity})`}}></i>${severity === "none" ? "Not flagged" : severityLabel[severity]}</span>`)}<span>marks above: alerts</span></div>`;
  return chartFrame<LaneBin>({
    id: "source-lanes",
    title: found => {
      const events = found.reduce((sum, {told: count}) => sum + count, 0);
      const datasets = new Set(found.map(({dataset}) => dataset)).size;
      return `${formatCount(events)} ${events === 1 ? "event" : "events"} in ${datasets === 1 ? "one dataset" : `${datasets} datasets`}`;
    },
    subtitle: `Events per ${formatSpan(laneStep(range))}, by severity; each lane has a scale of its own. Drag across to zoom.`,
    query: bins.query,
    rows,
    note: "Alerts are counted the same way, from the table alerts, by the time of their strongest event.",
    legend,
    total: found => found.reduce((sum, {told: count}) => sum + count, 0),
    height: 260,
    empty: "Nothing happened in this stretch of time.",
    draw: (found, {width}) => SourceLanes(found, {width, range, timeZone, alerts, zoom})
  });
}
