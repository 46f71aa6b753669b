import * as Plot from "@observablehq/plot";
import type {Calibration} from "../../engine/detect/calibration/calibration.js";
import {formatCompact} from "../format.js";
import {html} from "../html.js";
import {color, severityColor, severityLabel} from "../palette.js";
import {type CurvePoint, severityStarts} from "./calibration-curve.js";

/**
 * How rare each raw score is among benign events: what was counted, what was fitted beyond, and where severities begin.
 * @param label of the axis of raw scores
 */
export function CalibrationChart(
  points: readonly CurvePoint[],
  calibration: Calibration,
  {label, width}: {readonly label: string; readonly width: number}
): HTMLElement {
  const narrow = width < 480;
  const starts = severityStarts(calibration).map(({severity, perMillion}) => ({
    y: perMillion / 1e6,
    stroke: severityColor[severity],
    text: narrow
      ? severityLabel[severity]
      : `${severityLabel[severity]}: ${formatCompact(Math.round(perMillion))} in a million`
  }));
  const counted = points.filter(({part}) => part === "counted");
  // The fitted line begins where the counted one ends.
  const fitted = [...counted.slice(-1), ...points.filter(({part}) => part === "fitted")];
  const chart = Plot.plot({
    width,
    height: 330,
    marginLeft: 60,
    marginRight: narrow ? 12 : 20,
    marginTop: 24,
    marginBottom: 40,
    x: {
      label,
      labelOffset: 36,
      nice: true,
      ticks: Math.max(4, Math.round(width / 90))
    },
    y: {
      type: "log",
      domain: [1e-7, 1],
      label: "↑ benign events that score as high or higher",
      labelArrow: "none",
      grid: true,
      ticks: 7,
      tickFormat: share
    },
    marks: [
      Plot.ruleY(starts, {y: "y", stroke: "stroke", strokeDasharray: "2,3", strokeWidth: 1.5}),
      Plot.text(starts, {
        y: "y",
        text: "text",
        frameAnchor: "left",
        textAnchor: "start",
        dx: 4,
        dy: 7,
        fill: "currentColor",
        stroke: "var(--plot-background)",
        strokeWidth: 3
      }),
      Plot.line(counted, {x: "raw", y: "probability", stroke: color("series-main"), strokeWidth: 2}),
      Plot.dot(counted, {x: "raw", y: "probability", r: 2, fill: color("series-main")}),
      Plot.line(fitted, {
        x: "raw",
        y: "probability",
        stroke: color("series-anomaly"),
        strokeWidth: 2,
        strokeDasharray: "6,3"
      }),
      Plot.tip(
        points,
        Plot.pointerX({
          x: "raw",
          y: "probability",
          title: d =>
            `raw score ${d.raw.toFixed(3)}\nreached by ${share(d.probability)} benign events (${d.part})`
        })
      )
    ]
  });
  return html`<div><div class="drawn-legend">
  <span><svg width="26" height="8" aria-hidden="true"><line x1="0" x2="26" y1="4" y2="4" stroke=${color("series-main")} stroke-width="2"></line><circle cx="13" cy="4" r="3" fill=${color("series-main")}></circle></svg> counted among benign events</span>
  <span><svg width="26" height="8" aria-hidden="true"><line x1="0" x2="26" y1="4" y2="4" stroke=${color("series-anomaly")} stroke-width="2" stroke-dasharray="6,3"></line></svg> fitted tail (generalised Pareto)</span>
  <span>dotted: where a severity begins</span>
</div>${chart}</div>`;
}

/** 1 -> "all", 0.01 -> "1 in 100". */
function share(probability: number): string {
  if (probability >= 1) return "all";
  const times = 1 / probability;
  return `1 in ${formatCompact(Number(times.toPrecision(2)))}`;
}
