import * as Plot from "@observablehq/plot";
import {severityThresholds} from "../../../engine/detect/calibration/calibration.js";
import {type GridCell, gridStep} from "../../../engine/retrain/score-grid.js";
import {formatPlural} from "../../format.js";
import {color} from "../../palette.js";

/** Events by the anomaly scores of both forests: on the diagonal they agree. */
export function ScoreGridChart(cells: readonly GridCell[], width: number, promised: boolean): Node {
  const side = Math.min(width, 460);
  const most = Math.max(...cells.map(({rows}) => rows));
  const {low} = severityThresholds;
  const ends = [
    [0, 0],
    [1, 1]
  ] as const;
  return Plot.plot({
    width: side,
    height: side * 0.86,
    marginLeft: 48,
    marginTop: 26,
    marginBottom: 40,
    x: {domain: [0, 1], label: "anomaly score, forest in use", labelOffset: 36, labelArrow: "none", ticks: 5},
    y: {domain: [0, 1], label: "↑ anomaly score, retrained", labelArrow: "none", grid: true, ticks: 5},
    marks: [
      Plot.line(ends, {stroke: "currentColor", strokeOpacity: 0.35}),
      Plot.rect(cells, {
        x1: "published",
        x2: d => d.published + gridStep,
        y1: "retrained",
        y2: d => d.retrained + gridStep,
        fill: d =>
          color(Math.abs(d.published - d.retrained) > 2 * gridStep ? "series-anomaly" : "series-main"),
        // By the logarithm, so that single events show beside thousands.
        fillOpacity: d => 0.3 + (0.7 * Math.log1p(d.rows)) / Math.log1p(most)
      }),
      ...(promised
        ? [
            Plot.ruleX([low], {stroke: "currentColor", strokeDasharray: "4,3"}),
            Plot.ruleY([low], {stroke: "currentColor", strokeDasharray: "4,3"}),
            Plot.text([[low, 1]], {
              x: d => d[0],
              y: d => d[1],
              text: () => "flagged from here",
              textAnchor: "start",
              dx: 4,
              dy: -8
            })
          ]
        : []),
      Plot.tip(
        cells,
        Plot.pointer({
          x: d => d.published + gridStep / 2,
          y: d => d.retrained + gridStep / 2,
          title: d =>
            `${formatPlural(d.rows, "event")}\nin use ${d.published.toFixed(3)} to ${(d.published + gridStep).toFixed(3)}\nretrained ${d.retrained.toFixed(3)} to ${(d.retrained + gridStep).toFixed(3)}`
        })
      )
    ]
  });
}

/** "96% of events have nearly the same score by both". */
export function gridFinding(cells: readonly GridCell[]): string {
  const all = cells.reduce((sum, {rows}) => sum + rows, 0);
  const near = cells
    .filter(({published, retrained}) => Math.abs(published - retrained) < 2.5 * gridStep)
    .reduce((sum, {rows}) => sum + rows, 0);
  if (all === 0) return "No scores to compare";
  const share = Math.floor((1000 * near) / all) / 10;
  return `${share}% of events have nearly the same score by both`;
}
