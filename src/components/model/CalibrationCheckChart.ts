import * as Plot from "@observablehq/plot";
import type {CalibrationPoint} from "../../engine/evaluate/calibration-check.js";
import type {FamilyEvaluation} from "../../engine/evaluate/published-evaluation.js";
import {formatCount} from "../format.js";
import {color} from "../palette.js";

/** At how many rates there are fewer, or more, false alarms than claimed, beyond chance. */
function departures(points: readonly CalibrationPoint[]): {readonly fewer: number; readonly more: number} {
  return {
    fewer: points.filter(({implied, high}) => high < implied).length,
    more: points.filter(({implied, low}) => low > implied).length
  };
}

/** "False alarms are fewer than claimed at 7 of 11 rates, more at none". */
export function checkFinding(points: readonly CalibrationPoint[]): string {
  const {fewer, more} = departures(points);
  if (fewer === 0 && more === 0)
    return `False alarms are as many as claimed, within chance, at all ${points.length} rates`;
  return fewer >= more
    ? `False alarms are fewer than claimed at ${fewer} of ${points.length} rates, more at ${more === 0 ? "none" : more}`
    : `False alarms are more than claimed at ${more} of ${points.length} rates, fewer at ${fewer === 0 ? "none" : fewer}`;
}

/** Why there are fewer than claimed, and what that costs; nothing to say where there are not. */
export function checkReason(
  points: readonly CalibrationPoint[],
  {references, contaminated}: Pick<FamilyEvaluation, "references" | "contaminated">
): string {
  const {fewer, more} = departures(points);
  if (fewer === 0 || more > fewer) return "";
  const among =
    contaminated === 0
      ? ""
      : `, and ${formatCount(contaminated)} of the ${formatCount(references)} events taken for benign are attacks in truth`;
  return `Fewer, because benign scores for the calibration come from models that learnt from fewer days, often further away, than the model that judges${among}. The cost is recall: an attack has to look odder than the promise asks.`;
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
