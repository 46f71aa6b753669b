import * as Plot from "@observablehq/plot";
import type {CalibrationPoint} from "../../engine/evaluate/calibration-check.js";
import {formatCount} from "../format.js";
import {color} from "../palette.js";

/** "Claimed and observed agree within chance at 9 of 11 rates". */
export function checkFinding(points: readonly CalibrationPoint[]): string {
  const agree = points.filter(({implied, low, high}) => implied >= low && implied <= high).length;
  return `What is claimed lies within what chance allows at ${agree} of ${points.length} rates`;
}

const rate = (value: number) =>
  value >= 1 ? "all" : `1 in ${Math.round(1 / value).toLocaleString("en-US", {notation: "compact"})}`;

/** Claimed against observed rates of false alarms, on days that the calibration did not see: on the diagonal they are the same. */
export function CalibrationCheckChart(points: readonly CalibrationPoint[], width: number): Element {
  const least = 1e-7;
  const drawn = points.map(point => ({
    ...point,
    // A count of none has no place on a logarithmic axis but at its end.
    y: Math.max(least, point.observed),
    y1: Math.max(least, point.low),
    y2: Math.max(least, point.high),
    symbol: point.count === 0 ? "triangle2" : "circle"
  }));
  return Plot.plot({
    width,
    height: 300,
    marginLeft: 60,
    marginTop: 26,
    marginBottom: 40,
    x: {
      type: "log",
      domain: [5e-7, 0.2],
      label: "claimed: benign events as unusual, or more",
      labelOffset: 36,
      ticks: width < 480 ? [1e-6, 1e-4, 1e-2] : [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1],
      tickFormat: rate,
      grid: true
    },
    y: {
      type: "log",
      domain: [least, 1],
      label: "↑ observed on unseen days, with 99% interval",
      labelArrow: "none",
      ticks: [1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1],
      tickFormat: rate,
      grid: true
    },
    marks: [
      Plot.line([5e-7, 0.2], {x: d => d, y: d => d, stroke: "currentColor", strokeDasharray: "4,3"}),
      Plot.ruleX(drawn, {x: "implied", y1: "y1", y2: "y2", stroke: color("series-main"), strokeWidth: 1.5}),
      Plot.dot(drawn, {x: "implied", y: "y", r: 4, symbol: "symbol", fill: color("series-main")}),
      Plot.tip(
        drawn,
        Plot.pointerX({
          x: "implied",
          y: "y",
          title: d =>
            `claimed ${rate(d.implied)}\n${d.count === 0 ? "none" : `${formatCount(d.count)}, ${rate(d.observed)}`} observed\n99% interval up to ${rate(d.high)}`
        })
      )
    ]
  });
}
