import * as Plot from "@observablehq/plot";
import {severities} from "../../engine/event.js";
import type {TimeRange} from "../../engine/selection.js";
import {dragToZoom} from "../drag-zoom.js";
import {formatCompact, formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {datasetLabel, severityLabel, severityScale, severitySymbolScale} from "../palette.js";
import {formatTimeRange, formatWall, fromWallClock, wallClock, zoneLabel} from "../time-zone.js";
import {timeTicks} from "../timeline/time-ticks.js";
import {type LaneBin, laneStep} from "./timeline-queries.js";

export interface SourceLanesOptions {
  readonly width: number;
  readonly range: TimeRange;
  readonly timeZone: string;
  readonly alerts: readonly LaneBin[];
  /** Told the stretch that a reader drags across. */
  readonly zoom: (range: TimeRange) => void;
}

const left = 44;
const right = 22;

/** A lane for each data set: events per step as bars by severity, and above them the alerts told in the step. */
export function SourceLanes(bins: readonly LaneBin[], options: SourceLanesOptions): HTMLElement {
  const datasets = [...new Set([...bins, ...options.alerts].map(({dataset}) => dataset))].sort();
  return html`<div class="source-lanes">${datasets.map((dataset, i) =>
    lane(
      dataset,
      bins.filter(bin => bin.dataset === dataset),
      {...options, alerts: options.alerts.filter(bin => bin.dataset === dataset)},
      i === datasets.length - 1
    )
  )}</div>`;
}

function lane(
  dataset: LaneBin["dataset"],
  bins: readonly LaneBin[],
  {width, range, timeZone, alerts, zoom}: SourceLanesOptions,
  isLast: boolean
): HTMLElement {
  const step = laneStep(range);
  const wall = (time: number) => wallClock(Math.min(Math.max(time, range.from), range.to), timeZone);
  const sum = (rows: readonly LaneBin[]) => rows.reduce((total, {told}) => total + told, 0);
  const counted = formatPlural(sum(bins), "event");
  const steps = new Map<number, {bins: LaneBin[]; alerts: LaneBin[]}>();
  const at = (time: number) => {
    const known = steps.get(time) ?? {bins: [], alerts: []};
    steps.set(time, known);
    return known;
  };
  for (const bin of bins) at(bin.time).bins.push(bin);
  for (const bin of alerts) at(bin.time).alerts.push(bin);
  const most = Math.max(1, ...[...steps.values()].map(({bins: own}) => sum(own)));
  const tips = [...steps].map(([time, own]) => ({
    x: wall(time + step / 2),
    y: sum(own.bins),
    text: [
      formatTimeRange(time, time + step, timeZone),
      `${formatPlural(sum(own.bins), "event")}${bySeverityText(own.bins)}`,
      ...(own.alerts.length === 0
        ? []
        : [`${formatPlural(sum(own.alerts), "alert")}${bySeverityText(own.alerts)}`])
    ].join("\n")
  }));
  // The gravest alert of a step is drawn; the tip counts all of them.
  const marked = [...steps].flatMap(([time, own]) => {
    const gravest = own.alerts.toSorted((a, b) => rank(b) - rank(a))[0];
    return gravest === undefined ? [] : [{x: wall(time + step / 2), severity: gravest.severity}];
  });
  const height = isLast ? 124 : 92;
  const figure = Plot.plot({
    width,
    height,
    marginLeft: left,
    marginRight: right,
    marginTop: 20,
    marginBottom: isLast ? 40 : 8,
    x: {
      type: "utc",
      domain: [wall(range.from), wall(range.to)],
      axis: isLast ? "bottom" : null,
      label: isLast ? zoneLabel(timeZone) : null,
      labelOffset: 38,
      ...ticksOf(width, range)
    },
    y: {domain: [0, most], grid: true, ticks: 2, tickFormat: formatCompact, label: null},
    color: severityScale,
    symbol: severitySymbolScale,
    marks: [
      Plot.rectY(
        bins.toSorted((a, b) => rank(a) - rank(b)),
        Plot.stackY({
          x1: ({time}: LaneBin) => wall(time),
          x2: ({time}: LaneBin) => wall(time + step),
          y: "told",
          fill: "severity",
          // Of a lane that is hardly ever busy the lines must still be seen.
          insetLeft: -0.4,
          insetRight: -0.4
        })
      ),
      Plot.ruleY([0], {strokeOpacity: 0.4}),
      Plot.dot(marked, {x: "x", frameAnchor: "top", dy: -9, r: 4, symbol: "severity", fill: "severity"}),
      Plot.ruleX(tips, Plot.pointerX({x: "x", stroke: "currentColor", strokeOpacity: 0.3})),
      Plot.tip(tips, Plot.pointerX({x: "x", y: "y", title: "text", anchor: "top-left"}))
    ]
  });
  if (figure instanceof SVGSVGElement) {
    const scale = figure.scale("x");
    const toTime = (pixel: number) => fromWallClock(Number(scale?.invert?.(pixel) ?? range.from), timeZone);
    dragToZoom(figure, {left, right: width - right}, (from, to) => {
      const start = Math.floor(toTime(from) / 1000) * 1000;
      zoom({from: start, to: Math.max(Math.ceil(toTime(to) / 1000) * 1000, start + 10_000)});
    });
    figure.setAttribute(
      "aria-label",
      `${datasetLabel[dataset] ?? dataset}: ${counted}, ${formatPlural(sum(alerts), "alert")}`
    );
    figure.setAttribute("role", "img");
  }
  return html`<div data-lane=${dataset} data-events=${sum(bins)} data-alerts=${sum(alerts)}>
  <p class="small-multiple"><strong>${datasetLabel[dataset] ?? dataset}</strong> ${counted}, ${formatPlural(sum(alerts), "alert")}</p>
  ${figure}
</div>`;
}

/** Below this the minutes of an axis's ticks would repeat. */
const shortest = 12 * 60_000;

/** As on every axis of time; with seconds where the stretch is short. */
function ticksOf(width: number, range: TimeRange): ReturnType<typeof timeTicks> {
  const usual = timeTicks(width, range);
  return range.to - range.from > shortest
    ? usual
    : {
        ...usual,
        tickFormat: (wall, index) =>
          `${wall.toISOString().slice(11, 19)}${index === 0 ? `\n${formatWall(Number(wall), "UTC").replace(/,.*$/, "")}` : ""}`
      };
}

const rank = ({severity}: LaneBin) => severities.indexOf(severity);

/** ": 3 high, 12 low"; the gravest first. */
function bySeverityText(bins: readonly LaneBin[]): string {
  const sums = new Map<LaneBin["severity"], number>();
  for (const {severity, told} of bins) sums.set(severity, (sums.get(severity) ?? 0) + told);
  const grave = [...sums]
    .filter(([severity]) => severity !== "none")
    .sort(([a], [b]) => severities.indexOf(b) - severities.indexOf(a));
  return grave.length === 0
    ? ""
    : `: ${grave.map(([severity, told]) => `${formatCount(told)} ${severityLabel[severity].toLowerCase()}`).join(", ")}`;
}
