import * as Plot from "@observablehq/plot";
import type {BurstRow} from "../../engine/build/selected-bursts.js";
import type {TimelineRow} from "../../engine/build/timeline.js";
import type {Mark} from "../../engine/decisions/fold-decisions.js";
import type {TimeRange} from "../../engine/selection.js";
import {dragToZoom} from "../drag-zoom.js";
import {formatPlural} from "../format.js";
import {html} from "../html.js";
import {visibleText} from "../log-text.js";
import {color} from "../palette.js";
import {formatTimeRange, fromWallClock, wallClock, zoneLabel} from "../time-zone.js";
import {windowAddress, zoomsHere, zoomTo} from "../zoom.js";
import {fillBins, type TimeBin} from "./time-bins.js";
import {timeTicks} from "./time-ticks.js";

/** What every chart over time is drawn against. */
export interface TimePlotOptions {
  readonly width: number;
  /** The window shown: all of it, also where nothing happened. */
  readonly range: TimeRange;
  readonly timeZone: string;
  /** Minutes that a row stands for. */
  readonly minutes: number;
  /** Minutes of a step as drawn, a multiple of `minutes`. */
  readonly drawn: number;
  /** Marked behind the drawing; choosing one zooms to it. @default none */
  readonly bursts?: readonly BurstRow[];
  /** A reader's own, as bands with their text. @default none */
  readonly readerMarks?: readonly Mark[];
}

export interface TimePlotParts extends TimePlotOptions {
  readonly height: number;
  readonly y: Plot.ScaleOptions;
  readonly marks: (bins: readonly DrawnBin[]) => Plot.Markish[];
  /** What the pointer reads off a step. */
  readonly tip: (bin: TimeBin) => {readonly y: number; readonly text: string} | null;
  /** Whether it has an axis of time; of plots in a column only the last does. @default true */
  readonly axis?: boolean;
}

/** A step with its ends on the clock of the zone it is drawn in. */
export interface DrawnBin extends TimeBin {
  readonly x1: Date;
  readonly x2: Date;
}

/** Rows of steps of time as a plot: gaps filled, steps merged where there is no room, zoomed by dragging across. */
export function timePlot(rows: readonly TimelineRow[], parts: TimePlotParts): HTMLElement {
  const {
    width,
    range,
    timeZone,
    minutes,
    drawn,
    height,
    y,
    marks,
    tip,
    axis = true,
    bursts = [],
    readerMarks = []
  } = parts;
  const left = 48;
  const right = 20;
  const wall = (time: number | Date) => wallClock(time, timeZone);
  const bins = fillBins(rows, range, drawn).map(bin => ({...bin, x1: wall(bin.time), x2: wall(bin.end)}));
  const tips = bins.flatMap(bin => {
    const read = tip(bin);
    return read
      ? [{...read, x: wall((bin.time + bin.end) / 2), when: formatTimeRange(bin.time, bin.end, timeZone)}]
      : [];
  });
  const figure = Plot.plot({
    width,
    height,
    marginLeft: left,
    marginRight: right,
    // The label stands at the top, the heads of bursts below it.
    marginTop: y.label === null ? 20 : 34,
    marginBottom: axis ? 40 : 8,
    x: {
      type: "utc",
      domain: [wall(range.from), wall(range.to)],
      label: axis ? zoneLabel(timeZone) : null,
      labelOffset: 38,
      axis: axis ? "bottom" : null,
      ...timeTicks(width, range)
    },
    y: {grid: true, ticks: Math.max(2, Math.round(height / 50)), ...y},
    marks: [
      ...burstMarks(bursts, range, timeZone),
      ...marks(bins),
      ...readerBands(readerMarks, range, timeZone),
      burstTargets(bursts, range, timeZone),
      Plot.ruleX(tips, Plot.pointerX({x: "x", stroke: "currentColor", strokeOpacity: 0.3})),
      Plot.tip(tips, Plot.pointerX({x: "x", y: "y", title: d => `${d.when}\n${d.text}`}))
    ]
  });
  linkBursts(figure, bursts);
  const scale = figure.scale("x");
  const toTime = (pixel: number) => fromWallClock(Number(scale?.invert?.(pixel) ?? range.from), timeZone);
  if (figure instanceof SVGSVGElement) {
    dragToZoom(figure, {left, right: width - right}, (from, to) =>
      zoomTo(wholeSteps(toTime(from), toTime(to), minutes))
    );
  }
  return html`<div>${figure}</div>`;
}

function wholeSteps(from: number, to: number, minutes: number): TimeRange {
  const step = minutes * 60_000;
  return {
    from: Math.floor(from / step) * step,
    to: Math.max(Math.ceil(to / step), Math.floor(from / step) + 1) * step
  };
}

/** A line for each burst where it begins, thin so that it hides no bar, under an arrowhead that tells it from the grid. */
function burstMarks(bursts: readonly BurstRow[], range: TimeRange, timeZone: string): Plot.Markish[] {
  const x = (burst: BurstRow) => wallClock(Math.max(Number(burst.start_time), range.from), timeZone);
  return [
    Plot.ruleX(bursts, {x, stroke: color("series-burst"), strokeOpacity: 0.6, strokeWidth: 1}),
    Plot.text(bursts, {
      x,
      text: () => "▼",
      frameAnchor: "top",
      dy: -10,
      fontSize: 11,
      fill: color("series-burst"),
      pointerEvents: "none"
    })
  ];
}

/** What a reader marked, with its comment as far as there is room. */
function readerBands(marks: readonly Mark[], range: TimeRange, timeZone: string): Plot.Markish[] {
  const within = marks.filter(({from, to}) => to > range.from && from < range.to);
  const x1 = ({from}: Mark) => wallClock(Math.max(from, range.from), timeZone);
  const x2 = ({to}: Mark) => wallClock(Math.min(to, range.to), timeZone);
  return [
    Plot.rect(within, {x1, x2, fill: color("series-main"), fillOpacity: 0.13}),
    Plot.text(within, {
      x: x1,
      text: ({text}: Mark) => visibleText(text.length > 24 ? `${text.slice(0, 23)}…` : text),
      frameAnchor: "top-left",
      textAnchor: "start",
      dx: 4,
      dy: 4,
      fontWeight: 600
    })
  ];
}

/** Each burst from begin to end, unseen, and wide enough to hit: a link that zooms to it. */
function burstTargets(bursts: readonly BurstRow[], range: TimeRange, timeZone: string): Plot.Markish {
  return Plot.rect(bursts, {
    x1: burst => wallClock(Math.max(Number(burst.start_time), range.from), timeZone),
    x2: burst => wallClock(Math.min(Number(burst.end_time), range.to), timeZone),
    insetTop: -20,
    insetLeft: -4,
    insetRight: -4,
    fill: "transparent",
    className: "burst-targets",
    href: burst => windowAddress("", aroundBurst(burst), location.search),
    ariaLabel: burst =>
      `Burst of ${formatPlural(burst.events, "event")}, ${formatTimeRange(Number(burst.start_time), Number(burst.end_time), timeZone)}: zoom in`
  });
}

/** A burst with as much before and after it as shows what it rose from: its own length, and an hour at least. */
export function aroundBurst({start_time, end_time}: Pick<BurstRow, "start_time" | "end_time">): TimeRange {
  const hour = 3_600_000;
  const margin = Math.max(hour, Number(end_time) - Number(start_time));
  return {
    from: Math.floor((Number(start_time) - margin) / hour) * hour,
    to: Math.ceil((Number(end_time) + margin) / hour) * hour
  };
}

function linkBursts(figure: Element, bursts: readonly BurstRow[]): void {
  figure.querySelectorAll(".burst-targets a").forEach((link, i) => {
    const burst = bursts[i];
    if (burst) zoomsHere(link, aroundBurst(burst));
  });
}
