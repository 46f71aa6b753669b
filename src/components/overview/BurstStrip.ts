import * as Plot from "@observablehq/plot";
import type {Dataset} from "../../engine/event.js";
import {formatPlural} from "../format.js";
import {color, datasetColor, datasetLabel} from "../palette.js";
import {formatTimeRange, wallClock, zoneLabel} from "../time-zone.js";
import {timeTicks} from "../timeline/time-ticks.js";

// The bursts that the Timeline lists too, by one definition.
export {burstsQuery} from "../../engine/build/selected-bursts.js";

/** As much of a `BurstRow` as is drawn. */
export interface Burst {
  readonly dataset: Dataset;
  readonly start_time: Date;
  readonly end_time: Date;
  readonly events: number;
  /** Events to be expected in it. */
  readonly expected: number;
}

export interface BurstStripOptions {
  readonly width: number;
  /** @default 150 */
  readonly height?: number;
  readonly window: {readonly from: number; readonly to: number};
  readonly timeZone: string;
}

/** How many bursts, and the one that stands out most in the drawing, in a sentence. */
export function burstFinding(bursts: readonly Burst[], timeZone: string): string {
  const [first] = bursts;
  if (first === undefined) return "No bursts";
  const tallest = bursts.reduce((a, b) => (strength(b) > strength(a) ? b : a), first);
  const count = bursts.length === 1 ? "One burst" : `${formatPlural(bursts.length, "burst")}; the tallest`;
  return `${count}: ${burstText(tallest, timeZone)}`;
}

function burstText(burst: Burst, timeZone: string): string {
  const {dataset, start_time, end_time, events, expected} = burst;
  const when = formatTimeRange(Number(start_time), Number(end_time), timeZone);
  return `${datasetLabel[dataset]}, ${when}, ${formatPlural(events, "event")} where ${formatExpected(expected)} expected`;
}

/** "none were", "about 1 was", "about 2.5 were": fewer than ten are told to a tenth. */
function formatExpected(expected: number): string {
  const rounded = expected < 10 ? Math.round(expected * 10) / 10 : Math.round(expected);
  return rounded === 0
    ? "none were"
    : `about ${rounded.toLocaleString("en-US")} ${rounded === 1 ? "was" : "were"}`;
}

const strength = (burst: Burst) => burst.events / Math.max(1, burst.expected);

/** One stem per burst: when it began, and how many times the expected events it had. */
export function BurstStrip(
  bursts: readonly Burst[],
  {width, height = 150, window, timeZone}: BurstStripOptions
): Node {
  const wall = (time: number | Date) => wallClock(time, timeZone);
  const begin = ({start_time}: Burst) => wall(Math.max(Number(start_time), window.from));
  const name = ({dataset}: Burst) => datasetLabel[dataset];
  const present = [...new Set(bursts.map(({dataset}) => dataset))];
  return Plot.plot({
    width,
    height,
    marginLeft: 52,
    marginBottom: 44,
    marginRight: 24,
    x: {
      type: "utc",
      domain: [wall(window.from), wall(window.to)],
      label: zoneLabel(timeZone),
      ...timeTicks(width, window)
    },
    y: {
      type: "log",
      label: "times the expected",
      domain: [1, Math.max(10, ...bursts.map(strength))],
      ticks: [1, 10, 100, 1000],
      tickFormat: "~s",
      grid: true
    },
    symbol: {domain: present.map(name => datasetLabel[name]), legend: present.length > 1},
    color: {domain: present.map(name => datasetLabel[name]), range: present.map(name => datasetColor[name])},
    marks: [
      Plot.ruleX(bursts, {x: begin, y1: 1, y2: strength, stroke: name, strokeOpacity: 0.6}),
      Plot.dot(bursts, {x: begin, y: strength, fill: name, symbol: name, r: 3.5}),
      Plot.tip(
        bursts,
        Plot.pointer({x: begin, y: strength, title: (burst: Burst) => burstText(burst, timeZone)})
      ),
      Plot.ruleY([1], {stroke: color("action-unknown")})
    ]
  });
}
