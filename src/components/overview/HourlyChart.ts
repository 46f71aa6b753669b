import * as Plot from "@observablehq/plot";
import type {AttentionMeasure} from "../../engine/attention.js";
import type {CubeRow} from "../../engine/cube.js";
import {datasets, severities} from "../../engine/event.js";
import type {TimeRange} from "../../engine/selection.js";
import {formatCompact, formatCount, formatPlural, formatSpan} from "../format.js";
import {html} from "../html.js";
import {color, datasetColor, datasetLabel, severityColor, severityLabel} from "../palette.js";
import {formatTimeRange, wallClock, zoneLabel} from "../time-zone.js";
import {timeTicks} from "../timeline/time-ticks.js";

export interface HourlyChartOptions {
  readonly width: number;
  /** Of both charts together. @default 320 */
  readonly height?: number;
  readonly window: TimeRange;
  readonly timeZone: string;
  /** What the bars are stacked by. */
  readonly by: "severity" | "dataset";
  /** Stretches to point at, each in the chart of what was unusual in it. */
  readonly marks?: readonly (TimeRange & {readonly measure: AttentionMeasure})[];
}

interface Bar {
  readonly start: number;
  /** What it is coloured by; `all` where everything is one colour. */
  readonly group: string;
  events: number;
}

const hour = 3_600_000;
/** Lengths of a bar in hours, the shortest that leaves each bar some pixels wins. */
const barHours = [1, 2, 3, 6, 12, 24, 48, 168, 720];
const pixelsPerBar = 1.8;

/** Hours that one bar stands for at a width. */
export function hoursPerBar({from, to}: TimeRange, width: number): number {
  const hours = (to - from) / hour;
  return barHours.find(length => (hours / length) * pixelsPerBar <= width) ?? barHours.at(-1) ?? 1;
}

/**
 * Events per hour as two charts above each other: all of them, and those that are anomalous on a scale of their own,
 * since a few grave events would not show among the traffic.
 */
export function HourlyChart(rows: readonly CubeRow[], options: HourlyChartOptions): Node {
  const {height = 320, by} = options;
  const step = hoursPerBar(options.window, options.width) * hour;
  const anomalous = rows.filter(row => row.severity !== "none");
  return html`<div>
  ${panel(toBars(rows, by === "severity" ? "all" : by, step), "events", step, {...options, height: height * 0.45})}
  ${
    anomalous.length === 0
      ? html`<p class="frame-footnote">None of these events is anomalous.</p>`
      : panel(toBars(anomalous, by, step), "anomalous", step, {...options, height: height * 0.55})
  }
</div>`;
}

function panel(
  bars: readonly Bar[],
  measure: AttentionMeasure,
  step: number,
  {width, height = 160, window, timeZone, by, marks = []}: HourlyChartOptions
): Node {
  const {names, colors, labels} = scaleOf(by);
  const present = names.filter(name => bars.some(bar => bar.group === name));
  const wall = (time: number) => wallClock(time, timeZone);
  const steps = toSteps(bars);
  const top = new Map(steps.map(({start, events}) => [start, events]));
  const what = measure === "anomalous" ? "anomalous events" : "all events";
  // The axis of time stands once, under the lower of the two.
  const isLower = measure === "anomalous";
  return Plot.plot({
    width,
    height,
    marginLeft: 52,
    marginTop: 30,
    marginBottom: isLower ? 44 : 20,
    marginRight: 24,
    x: {
      type: "utc",
      domain: [wall(window.from), wall(window.to)],
      label: isLower ? zoneLabel(timeZone) : null,
      ...timeTicks(width, window)
    },
    y: {
      label: step === hour ? `${what} per hour` : `${what} per ${formatSpan(step)}`,
      grid: true,
      ticks: Math.max(2, Math.round(height / 45)),
      tickFormat: formatCompact,
      nice: true,
      zero: true
    },
    color: {
      domain: [...present, "all"],
      range: [...present.map(name => colors[name] ?? ""), severityColor.none]
    },
    marks: [
      Plot.rectY(bars, {
        x1: bar => wall(bar.start),
        x2: bar => wall(bar.start + step),
        y: "events",
        fill: "group",
        order: (bar: Bar) => names.indexOf(bar.group),
        inset: 0.25
      }),
      Plot.ruleY([0]),
      Plot.dot(
        marks.filter(mark => mark.measure === measure),
        {
          x: ({from, to}) => wall((from + to) / 2),
          y: ({from}) => top.get(Math.floor(from / step) * step) ?? 0,
          dy: -9,
          symbol: "triangle",
          rotate: 180,
          r: 4,
          fill: color("series-anomaly"),
          clip: false
        }
      ),
      Plot.tip(
        steps,
        Plot.pointerX({
          x: (bin: Step) => wall(bin.start + step / 2),
          y: "events",
          title: (bin: Step) => tooltip(bin, step, timeZone, labels, measure)
        })
      )
    ]
  });
}

function scaleOf(by: "severity" | "dataset"): {
  readonly names: readonly string[];
  readonly colors: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
} {
  return by === "severity"
    ? {names: severities.toReversed().filter(s => s !== "none"), colors: severityColor, labels: severityLabel}
    : {names: datasets, colors: datasetColor, labels: datasetLabel};
}

/** The names and colours of the bars, as Plot's legend. */
export function hourlyLegend(by: "severity" | "dataset"): HTMLElement | SVGElement {
  const {names, colors, labels} = scaleOf(by);
  return Plot.legend({
    color: {
      type: "categorical",
      domain: names.map(n => labels[n] ?? n),
      range: names.map(n => colors[n] ?? "")
    }
  });
}

function toBars(rows: readonly CubeRow[], by: "severity" | "dataset" | "all", step: number): Bar[] {
  const bars = new Map<string, Bar>();
  for (const row of rows) {
    const start = Math.floor((row.hour ?? 0) / step) * step;
    const group = by === "all" ? "all" : (row[by] ?? "unknown");
    const key = `${start} ${group}`;
    const bar = bars.get(key);
    if (bar) bar.events += row.events;
    else bars.set(key, {start, group, events: row.events});
  }
  return [...bars.values()].sort((a, b) => a.start - b.start);
}

interface Step {
  readonly start: number;
  events: number;
  readonly groups: Map<string, number>;
}

/** What stands above each other, for the tooltip. */
function toSteps(bars: readonly Bar[]): Step[] {
  const steps = new Map<number, Step>();
  for (const {start, group, events} of bars) {
    const bin = steps.get(start) ?? {start, events: 0, groups: new Map<string, number>()};
    steps.set(start, bin);
    bin.events += events;
    bin.groups.set(group, events);
  }
  return [...steps.values()];
}

function tooltip(
  {start, events, groups}: Step,
  step: number,
  timeZone: string,
  labels: Readonly<Record<string, string>>,
  measure: AttentionMeasure
): string {
  return [
    formatTimeRange(start, start + step, timeZone),
    formatPlural(events, measure === "anomalous" ? "anomalous event" : "event"),
    ...[...groups].flatMap(([group, count]) =>
      group === "all" ? [] : [`${labels[group] ?? group}: ${formatCount(count)}`]
    )
  ].join("\n");
}
