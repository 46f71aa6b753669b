import type {Bins} from "../../../engine/cube/linked-counts.js";
import type {Mark} from "../../../engine/decisions/fold-decisions.js";
import type {TimeRange} from "../../../engine/selection.js";
import type {Zone} from "../../../engine/time-zone.js";
import {formatCount} from "../../format.js";
import {html, svg} from "../../html.js";
import {visibleText} from "../../log-text.js";
import {color} from "../../palette.js";
import {formatTimeRange, zoneLabel} from "../../time-zone.js";
import {countAxis, margin, type TimeScale, timeAxis, timeScale} from "./scales.js";
import {svgElement} from "./svg-element.js";
import {tooltip} from "./tooltip.js";

export interface StepSeries {
  readonly label: string;
  readonly fill: string;
  /** Events per bin. */
  readonly values: Float64Array;
}

export interface StepChartData {
  readonly range: TimeRange;
  readonly bins: Bins;
  /** Stacked, the first at the bottom. */
  readonly series: readonly StepSeries[];
  readonly zone: Zone;
  readonly timeZone: string;
  readonly marks: readonly Mark[];
}

export interface StepChartOptions {
  readonly height: number;
  /** Whether an axis of time stands below it. @default true */
  readonly axis?: boolean;
  /** What stands above the vertical axis; asked for at every drawing. */
  readonly label?: (bins: Bins) => string;
  /** Pixels above the plot. @default 26 */
  readonly top?: number;
}

export interface StepChart {
  readonly node: HTMLElement;
  readonly picture: SVGSVGElement;
  /** Upper and lower end of the plot, pixels. */
  readonly plot: {readonly top: number; readonly bottom: number};
  resize(width: number): void;
  draw(data: StepChartData): void;
  scale(): TimeScale | null;
}

/** Counts over time as stacked steps that are redrawn in place: one path for each series, however many bins. */
export function stepChart({height, axis = true, label, top = 26}: StepChartOptions): StepChart {
  const bottom = height - (axis ? 44 : 6);
  let width = 640;
  let scale: TimeScale | null = null;
  let drawn: StepChartData | null = null;
  const axes = svg`<g class="step-axes"></g>`;
  const bands = svg`<g class="mark-bands"></g>`;
  const areas = svg`<g></g>`;
  const cross = svg`<line class="step-cross" y1=${top} y2=${bottom} stroke="currentColor" stroke-opacity="0.4" visibility="hidden"></line>`;
  const picture =
    svg`<svg class="step-chart" height=${height} aria-hidden="true">${axes}${areas}${bands}${cross}</svg>` as SVGSVGElement;
  const tip = tooltip();
  const node = html`<div class="chart-box">${picture}${tip.node}</div>`;
  const paths: SVGElement[] = [];

  function draw(data: StepChartData): void {
    drawn = data;
    const {range, bins, series, zone, timeZone, marks} = data;
    const now = timeScale(range, zone, width);
    scale = now;
    const edges = Array.from({length: bins.count + 1}, (_, i) => now.x(bins.start + i * bins.length));
    const tops = new Float64Array(bins.count);
    for (const {values} of series)
      for (let i = 0; i < bins.count; i++) tops[i] = (tops[i] ?? 0) + (values[i] ?? 0);
    const most = tops.reduce((a, b) => Math.max(a, b), 0);
    const {y, marks: grid} = countAxis(most, {
      top,
      bottom,
      width,
      ticks: Math.max(2, Math.round((bottom - top) / 40))
    });
    const title = label && svgElement("text", {x: margin.left - 40, y: 11}, `↑ ${label(bins)}`);
    axes.replaceChildren(
      ...grid,
      ...(title ? [title] : []),
      ...(axis ? timeAxis(range, zone, width, bottom, zoneLabel(timeZone)) : [])
    );
    const below = new Float64Array(bins.count);
    series.forEach(({fill, values}, s) => {
      const path = paths[s] ?? svgElement("path");
      paths[s] = path;
      if (path.parentNode === null) areas.append(path);
      path.setAttribute("fill", fill);
      path.setAttribute("d", stepPath(values, below, edges, y));
    });
    for (const path of paths.splice(series.length)) path.remove();
    bands.replaceChildren(...marks.flatMap(mark => band(mark, range, now, {top, bottom}) ?? []));
  }

  node.addEventListener("pointermove", event => {
    if (drawn === null || scale === null || event.buttons !== 0) return tip.hide();
    const {bins, series, timeZone} = drawn;
    const x = event.clientX - picture.getBoundingClientRect().left;
    const bin = Math.floor((scale.time(x) - bins.start) / bins.length);
    if (bin < 0 || bin >= bins.count) return tip.hide();
    const begin = bins.start + bin * bins.length;
    const middle = (scale.x(begin) + scale.x(begin + bins.length)) / 2;
    const lines = series
      .filter(({values}) => (values[bin] ?? 0) > 0)
      .map(({label: name, values}) => `${name}: ${formatCount(values[bin])}`);
    tip.show(
      middle,
      width,
      [
        formatTimeRange(begin, begin + bins.length, timeZone),
        ...(lines.length ? lines.toReversed() : ["no event"])
      ].join("\n")
    );
    cross.setAttribute("x1", String(middle));
    cross.setAttribute("x2", String(middle));
    cross.setAttribute("visibility", "visible");
  });
  const leave = () => {
    tip.hide();
    cross.setAttribute("visibility", "hidden");
  };
  node.addEventListener("pointerleave", leave);
  node.addEventListener("pointerdown", leave);

  return {
    node,
    picture,
    plot: {top, bottom},
    resize(next) {
      width = next;
      picture.setAttribute("width", String(next));
      picture.setAttribute("viewBox", `0 0 ${next} ${height}`);
    },
    draw,
    scale: () => scale
  };
}

/** The outline of steps on top of what lies below them, which it raises. */
function stepPath(
  values: Float64Array,
  below: Float64Array,
  edges: readonly number[],
  y: (count: number) => number
): string {
  let path = "";
  let i = 0;
  const {length} = values;
  while (i < length) {
    // Stretches without any count have no outline.
    while (i < length && values[i] === 0) i++;
    if (i === length) break;
    let end = i;
    while (end < length && values[end] !== 0) end++;
    path += `M${round(edges[i])} ${round(y(below[i] ?? 0))}`;
    for (let at = i; at < end; at++)
      path += `V${round(y((below[at] ?? 0) + (values[at] ?? 0)))}H${round(edges[at + 1])}`;
    for (let at = end - 1; at >= i; at--) path += `V${round(y(below[at] ?? 0))}H${round(edges[at])}`;
    path += "Z";
    i = end;
  }
  for (let at = 0; at < length; at++) below[at] = (below[at] ?? 0) + (values[at] ?? 0);
  return path;
}

const round = (value = 0) => Math.round(value * 10) / 10;

/** A reader's mark as a band with its text; null outside of what is shown. */
function band(
  {from, to, text, decision}: Mark,
  range: TimeRange,
  {x}: TimeScale,
  {top, bottom}: {readonly top: number; readonly bottom: number}
): SVGElement | null {
  if (to <= range.from || from >= range.to) return null;
  const left = x(from);
  const wide = Math.max(2, x(to) - left);
  // A letter takes about six pixels; what does not fit is in the list of marks.
  const room = Math.floor((wide - 6) / 6);
  const words = visibleText(text);
  const shown = words.length <= room ? words : room > 3 ? `${words.slice(0, room - 1)}…` : "";
  const edge = {y1: top, y2: bottom, stroke: color("series-main"), "stroke-dasharray": "3 2"};
  const area = {x: left, y: top, width: wide, height: bottom - top};
  return svgElement(
    "g",
    {class: "mark-band", "data-mark": decision},
    svgElement("rect", {...area, fill: color("series-main"), "fill-opacity": 0.13}),
    svgElement("line", {...edge, x1: left, x2: left}),
    svgElement("line", {...edge, x1: left + wide, x2: left + wide}),
    svgElement("text", {x: left + 4, y: top + 11, class: "mark-text"}, shown)
  );
}
