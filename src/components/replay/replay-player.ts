import type {BurstRow} from "../../engine/build/selected-bursts.js";
import {
  configure,
  createClock,
  type Moment,
  pause,
  play,
  read,
  seek,
  step
} from "../../engine/replay/clock.js";
import {binTape} from "../../engine/replay/density.js";
import {type Frame, frameAt, mostAnomalous} from "../../engine/replay/frame.js";
import {findOpening, type Opening, defaults as openings} from "../../engine/replay/opening.js";
import {figuresQuery} from "../../engine/replay/queries.js";
import {positionAt, timeAt} from "../../engine/replay/tape.js";
import {datasetName} from "../dataset-name.js";
import {formatShare} from "../format.js";
import {howMade} from "../how-made.js";
import {html, svg} from "../html.js";
import {actionLegend, legendItem} from "../map/action-legend.js";
import type {CountryCounts} from "../map/country-counts.js";
import {targetsQuery} from "../map/targets.js";
import {type Target, WorldMap, type WorldMapElement} from "../map/WorldMap.js";
import type {World} from "../map/world.js";
import {color} from "../palette.js";
import type {SelectionValue} from "../selection-bar.js";
import {formatTime, zoneLabel} from "../time-zone.js";
import type {Workbench} from "../workbench/workbench.js";
import {latestEvents} from "./latest-events.js";
import {liveFigure} from "./live-figure.js";
import type {LoadedReplay} from "./load-replay.js";
import {ReplayChart, type ReplayChartElement} from "./ReplayChart.js";
import {replayControls} from "./replay-controls.js";
import {replayLoop} from "./replay-loop.js";

export interface ReplayPlayerOptions {
  readonly workbench: Workbench;
  readonly selection: SelectionValue;
  readonly world: World;
}

/** Pixels of a bin of the chart, at least. */
const binWidth = 5;
const chartHeight = 200;

/**
 * A replay with its controls: key figures, chart, map and table that follow one clock. Opens paused, at a moment that
 * shows something, and says which.
 */
export function replayPlayer(
  {replay, bursts}: LoadedReplay,
  {workbench, selection, world}: ReplayPlayerOptions
): HTMLElement {
  const {tape} = replay;
  const {timeZone} = selection;
  if (tape.length === 0)
    return html`<p class="frame-message">Nothing in this selection, so nothing to replay.</p>`;

  const whole = frameAt(replay, tape.length, Number.POSITIVE_INFINITY);
  const isActionMeasured = whole.all.allowed + whole.all.blocked > 0;
  const opening = findOpening(tape, bursts);
  const targets = Promise.resolve(workbench.ask<Target>(targetsQuery).rows);
  let span = Number.POSITIVE_INFINITY;
  let most = mostAnomalous(replay, span);
  let drawn: Frame | undefined;

  const controls = replayControls(tape.length, {
    toggle: () =>
      loop.change((clock, now) => (read(clock, now).playing ? pause(clock, now) : play(clock, now))),
    step: batches => loop.change((clock, now) => step(clock, batches, now)),
    seek: position => loop.change((clock, now) => seek(clock, position, now)),
    configure: settings => loop.change((clock, now) => configure(clock, settings, now)),
    look: next => {
      span = next;
      most = mostAnomalous(replay, span);
      drawn = undefined;
      loop.change(clock => clock);
    }
  });
  const events = liveFigure("events", "Events");
  const anomalous = liveFigure("anomalous", "Anomalous events");
  const blocked = liveFigure("blocked", "Blocked events");
  const addresses = liveFigure("addresses", "Source addresses");
  const table = latestEvents(replay, workbench, selection);
  const chartBox = html`<div class="replay-chart-box" style=${{minHeight: `${chartHeight}px`}}></div>`;
  const mapBox = html`<div class="replay-map-box"></div>`;
  const made = html`<div></div>`;
  let chart: ReplayChartElement | undefined;
  let map: WorldMapElement | undefined;

  const root = html`<div class="replay" data-testid="replay">
  ${controls}
  <p class="replay-opening" data-testid="replay-opening">${openingText(opening, formatTime(timeAt(tape, opening.position), timeZone, true))}</p>
  <div class="kpi-grid">${[events, anomalous, blocked, addresses]}</div>
  ${section("replay-chart", "Events over time", `Each bar is a stretch of time, in ${zoneLabel(timeZone)}. Drag across it to move the playhead.`, html`<div>${seriesLegend()}${chartBox}</div>`)}
  <div class="replay-halves">
    ${section("replay-map", "Anomalous events by country", null, html`<div>${actionLegend()}${mapBox}</div>`)}
    ${section("replay-latest", "Latest anomalous events", null, table)}
  </div>
  ${made}
</div>`;

  function draw({position, playing}: Moment): void {
    const isMoved = drawn?.position !== position;
    root.dataset.position = String(position);
    if (isMoved) drawn = frameAt(replay, position, span);
    if (drawn === undefined) return;
    controls.update({position, playing, clock: formatTime(drawn.time, timeZone, true)});
    if (isMoved) drawFrame(drawn);
    if (!playing && (isMoved || root.dataset.playing !== "false")) showMade(drawn);
    made.hidden = playing;
    root.dataset.playing = String(playing);
  }

  function drawFrame(frame: Frame): void {
    events.show(frame.all.events);
    anomalous.show(frame.anomalous.events, share(frame.anomalous.events, frame.all.events, "of events"));
    const acted = frame.all.allowed + frame.all.blocked;
    blocked.show(
      isActionMeasured ? frame.all.blocked : null,
      share(frame.all.blocked, acted, "of known outcomes")
    );
    addresses.show(frame.addresses);
    chart?.update(frame.time, tape.clock[frame.from] ?? frame.time);
    map?.update(frame.countries.map(countryCounts), most);
    table.show(frame);
  }

  /** How the figures on screen are counted in SQL; renewed whenever the replay comes to rest. */
  function showMade(frame: Frame): void {
    const query = figuresQuery(selection, frame.position, span);
    const note =
      "The key figures of this moment, counted anew by DuckDB. A replay keeps the same events in memory.";
    made.replaceChildren(howMade({note, query, rows: () => workbench.ask(query).rows}));
  }

  function layOut(): void {
    let isRebuilt = false;
    const width = chartBox.clientWidth;
    if (width > 0 && chart?.dataset.width !== String(width)) {
      const bins = binTape(replay, Math.max(20, Math.floor(width / binWidth)));
      chart = ReplayChart(bins, {
        width,
        height: chartHeight,
        timeZone,
        onSeek: time => loop.change((clock, now) => seek(clock, positionAt(tape, time), now))
      });
      chart.dataset.width = String(width);
      chartBox.replaceChildren(chart);
      isRebuilt = true;
    }
    const mapWidth = mapBox.clientWidth;
    if (mapWidth > 0 && map?.dataset.width !== String(mapWidth)) {
      map = WorldMap([], {width: mapWidth, world, targets});
      map.dataset.width = String(mapWidth);
      mapBox.replaceChildren(map);
      isRebuilt = true;
    }
    if (isRebuilt && drawn) drawFrame(drawn);
  }

  const loop = replayLoop(root, createClock(tape), draw);
  loop.change((clock, now) => seek(clock, opening.position, now));
  new ResizeObserver(layOut).observe(root);
  return root;
}

/** Says where a replay opens, and how to go to its beginning. */
function openingText({burst}: Opening<BurstRow>, when: string): string {
  const place =
    burst === null
      ? `after ${formatShare(openings.least)} of the events`
      : `where a strong burst begins (${datasetName(burst.dataset).label})`;
  return `Opens ${place}, ${when}, so that there is something to see. The first button, or Home on the slider, goes back to the first event.`;
}

function section(id: string, title: string, subtitle: string | null, body: Node): HTMLElement {
  return html`<figure class="frame" data-chart=${id} aria-labelledby=${`chart-${id}`}>
  <figcaption><h3 id=${`chart-${id}`}>${title}</h3>${subtitle === null ? null : html`<p class="frame-subtitle">${subtitle}</p>`}</figcaption>
  <div class="frame-body">${body}</div>
</figure>`;
}

function seriesLegend(): HTMLElement {
  const item = (label: string, fill: string) =>
    legendItem(
      svg`<svg width="12" height="12" aria-hidden="true"><rect width="12" height="12" rx="2" fill=${fill}></rect></svg>`,
      label
    );
  return html`<div class="legend">${item("all events", color("series-main"))}${item("anomalous events, in front", color("series-anomaly"))}</div>`;
}

function countryCounts({country, anomalous}: Frame["countries"][number]): CountryCounts {
  return {country, ...anomalous, anomalous: anomalous.events, alerts: null};
}

function share(part: number, whole: number, of: string): string {
  return whole === 0 ? "" : `${formatShare(part / whole)} ${of}`;
}
