import * as Plot from "@observablehq/plot";
import type {TimelineRow} from "../../engine/build/timeline.js";
import {formatCount, formatPlural} from "../format.js";
import {color} from "../palette.js";
import {meanScore, stepName} from "./time-bins.js";
import {type TimePlotOptions, timePlot} from "./time-plot.js";

/** Anomalous events per step of time, as steps of an area: one path, however long the window is. */
export function AnomalyChart(rows: readonly TimelineRow[], options: TimePlotOptions): Node {
  return timePlot(rows, {
    ...options,
    height: 240,
    y: {label: `anomalous events per ${stepName(options.drawn)}`, nice: true},
    marks: bins => [
      Plot.areaY(
        steps(bins, bin => bin.anomalous),
        {
          x: "x",
          y: "y",
          curve: "step-after",
          fill: color("series-anomaly"),
          fillOpacity: 0.85
        }
      ),
      Plot.ruleY([0])
    ],
    tip: bin =>
      bin.events === 0
        ? null
        : {
            y: bin.anomalous,
            text: `${formatCount(bin.anomalous)} of ${formatPlural(bin.events, "event")} anomalous\nmean score ${meanScore(bin)?.toFixed(3) ?? "not measured"}`
          }
  });
}

/** The corners of steps: each begin with its height, and the last end. */
export function steps<B extends {readonly x1: Date; readonly x2: Date}>(
  bins: readonly B[],
  height: (bin: B) => number
): {readonly x: Date; readonly y: number}[] {
  const corners = bins.map(bin => ({x: bin.x1, y: height(bin)}));
  const last = bins.at(-1);
  return last ? [...corners, {x: last.x2, y: height(last)}] : corners;
}
