import * as Plot from "@observablehq/plot";
import {formatPlural, formatSpan} from "../format.js";
import {html} from "../html.js";
import {color} from "../palette.js";
import {formatTime} from "../time-zone.js";
import type {Beacon} from "./beacon.js";
import {jsonList} from "./json-list.js";

export interface BeaconHistogramsOptions {
  readonly width: number;
  readonly timeZone: string;
}

interface Bar {
  readonly x1: number;
  readonly x2: number;
  readonly count: number;
  readonly words: string;
}

/** Pixels from which on both stand beside each other. */
const besideFrom = 640;

/** How far apart a pair's calls are, and how many there were in each hour of the day it was scored on. */
export function BeaconHistograms(
  {
    intervals,
    histogram,
    period,
    scored_from
  }: Pick<Beacon, "intervals" | "histogram" | "period" | "scored_from">,
  {width, timeZone}: BeaconHistogramsOptions
): HTMLElement {
  const each = width >= besideFrom ? Math.floor((width - 24) / 2) : width;
  const gaps = intervalBars(jsonList<number>(intervals), period);
  const hours = jsonList<number>(histogram).map((count, i) => ({
    x1: i,
    x2: i + 1,
    count,
    words: `hour ${i + 1} of 24: ${formatPlural(count, "connection")}`
  }));
  const begin =
    scored_from === null
      ? "the day it was scored on"
      : `the 24 hours from ${formatTime(scored_from, timeZone)}`;
  return html`<div class="beacon-histograms">
  <figure><p class="histogram-title">Intervals between calls</p>${
    gaps.length === 0
      ? html`<p>Its intervals are not recorded.</p>`
      : bars(gaps, each, "interval, times the median", "calls")
  }</figure>
  <figure><p class="histogram-title">Connections in ${begin}</p>${
    hours.length === 0 ? html`<p>Its hours are not recorded.</p>` : bars(hours, each, "hour", "connections")
  }</figure>
</div>`;
}

/** Thirty bins of a tenth of the median, and one of everything longer. */
export function intervalBars(counts: readonly number[], period: number | null): Bar[] {
  const span = (tenths: number) =>
    period === null ? `${tenths / 10} of the median` : formatSpan((period * 1000 * tenths) / 10);
  return counts.map((count, i) => ({
    x1: i / 10,
    x2: (i + 1) / 10,
    count,
    words: `${i === counts.length - 1 ? `${span(i)} or longer` : `${span(i)} to ${span(i + 1)}`}: ${formatPlural(count, "interval")}`
  }));
}

function bars(data: readonly Bar[], width: number, label: string, count: string): Node {
  return Plot.plot({
    width,
    height: 150,
    marginLeft: 44,
    marginBottom: 36,
    marginTop: 22,
    x: {label, ticks: 6},
    y: {label: count, grid: true, ticks: 3, zero: true},
    marks: [
      Plot.rectY(data, {
        x1: "x1",
        x2: "x2",
        y: "count",
        fill: color("series-main"),
        inset: 0.5,
        title: "words",
        tip: true
      }),
      Plot.ruleY([0])
    ]
  });
}
