import * as Plot from "@observablehq/plot";
import type {Bin} from "../../engine/replay/density.js";
import {html} from "../html.js";
import {color} from "../palette.js";
import {fromWallClock, wallClock} from "../time-zone.js";
import {stepName} from "../timeline/time-bins.js";
import {timeTicks} from "../timeline/time-ticks.js";

export interface ReplayChartOptions {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly timeZone: string;
  /** Told the time that the reader points at, milliseconds in UTC. */
  readonly onSeek: (time: number) => void;
}

export interface ReplayChartElement extends HTMLElement {
  /** Moves the playhead; what lies after it is dimmed, what lies before `from` a little. */
  update(time: number, from: number): void;
}

const margin = {left: 48, right: 20, top: 26, bottom: 32};

/** The whole tape as events and anomalous events per bin, with a playhead over it that a pointer can drag. */
export function ReplayChart(bins: readonly Bin[], options: ReplayChartOptions): ReplayChartElement {
  const {width, height, timeZone, onSeek} = options;
  const wall = (time: number) => wallClock(time, timeZone);
  const [first, last] = [bins[0], bins.at(-1)];
  const ends = {from: first?.from ?? 0, to: last?.to ?? 1};
  const length = stepName(first === undefined ? 0 : (first.to - first.from) / 60_000);
  const bars = (value: (bin: Bin) => number, fill: string) =>
    Plot.rectY(bins, {
      x1: bin => wall(bin.from),
      x2: bin => wall(bin.to),
      y: value,
      fill,
      inset: 0,
      insetRight: 0.5
    });
  const figure = Plot.plot({
    width,
    height,
    marginLeft: margin.left,
    marginRight: margin.right,
    marginTop: margin.top,
    marginBottom: margin.bottom,
    x: {
      type: "utc",
      domain: [wall(ends.from), wall(ends.to)],
      label: null,
      ...timeTicks(width, ends)
    },
    y: {grid: true, nice: true, ticks: 4, label: `events per ${length}`},
    marks: [
      bars(bin => bin.events, color("series-main")),
      bars(bin => bin.anomalous, color("series-anomaly")),
      Plot.ruleY([0])
    ]
  });
  const scale = figure.scale("x");
  const future = html`<div class="replay-future"></div>`;
  const past = html`<div class="replay-past"></div>`;
  const head = html`<div class="replay-head"></div>`;
  const chart = html`<div class="replay-chart">${figure}${past}${future}${head}</div>`;
  const bottom = `${margin.bottom}px`;
  for (const layer of [future, past, head]) Object.assign(layer.style, {top: `${margin.top}px`, bottom});

  const pixel = (time: number) =>
    Math.max(margin.left, Math.min(width - margin.right, Number(scale?.apply(wall(time)) ?? margin.left)));

  function seek(event: PointerEvent): void {
    const x = event.clientX - chart.getBoundingClientRect().left;
    const clamped = Math.max(margin.left, Math.min(width - margin.right, x));
    onSeek(fromWallClock(Number(scale?.invert?.(clamped) ?? ends.from), timeZone));
  }
  chart.addEventListener("pointerdown", event => {
    chart.setPointerCapture(event.pointerId);
    seek(event);
  });
  chart.addEventListener("pointermove", event => {
    if (event.buttons === 1) seek(event);
  });

  return Object.assign(chart, {
    update(time: number, from: number): void {
      const x = pixel(time);
      const start = Math.min(x, pixel(from));
      head.style.left = `${x}px`;
      Object.assign(future.style, {left: `${x}px`, width: `${width - margin.right - x}px`});
      Object.assign(past.style, {left: `${margin.left}px`, width: `${start - margin.left}px`});
    }
  });
}
