import * as Plot from "@observablehq/plot";
import {html, svg} from "../html.js";
import {intervalText} from "../model/evaluation.js";
import {color} from "../palette.js";
import {modelLabel, type SequencePoint} from "./sequence-figures.js";

const looks = {
  ngram: {stroke: color("series-main"), symbol: "circle"},
  gru: {stroke: color("series-anomaly"), symbol: "diamond"}
} as const satisfies Record<SequencePoint["model"], {readonly stroke: string; readonly symbol: string}>;

/** PR-AUC of both models with their intervals, kind by kind; the one that is used is filled, the dashed tick is guessing. */
export function SequenceChart(judged: readonly SequencePoint[], width: number): HTMLElement {
  const narrow = width < 560;
  const points = judged.map(point => ({
    ...point,
    ...looks[point.model],
    fill: point.chosen ? looks[point.model].stroke : "var(--plot-background)",
    text: narrow ? point.value.toFixed(2) : intervalText(point)
  }));
  const kinds = [...new Set(points.map(({kind}) => kind))];
  const chart = Plot.plot({
    width,
    height: 54 + kinds.length * 62,
    marginLeft: 84,
    marginRight: narrow ? 44 : 150,
    marginTop: 8,
    marginBottom: 40,
    x: {
      domain: [0, 1],
      label: "PR-AUC, with 95% interval",
      labelOffset: 36,
      grid: true,
      ticks: narrow ? 3 : 6
    },
    y: {domain: ["ngram", "gru"], axis: null, padding: 0.6},
    fy: {domain: kinds, label: null, axis: "left", padding: 0.1},
    marks: [
      Plot.tickX(points, {
        fy: "kind",
        x: "guess",
        y: "model",
        stroke: "currentColor",
        strokeDasharray: "2,2",
        inset: -4
      }),
      Plot.ruleY(points, {
        fy: "kind",
        y: "model",
        x1: "low",
        x2: "high",
        stroke: "stroke",
        strokeWidth: 2
      }),
      Plot.dot(points, {
        fy: "kind",
        x: "value",
        y: "model",
        r: 5,
        symbol: "symbol",
        stroke: "stroke",
        strokeWidth: 2,
        fill: "fill"
      }),
      ...[true, false].map(chosen =>
        Plot.text(
          points.filter(point => point.chosen === chosen),
          {
            fy: "kind",
            y: "model",
            text: "text",
            frameAnchor: "right",
            textAnchor: "start",
            dx: 8,
            fontVariant: "tabular-nums",
            fontWeight: chosen ? 700 : 400
          }
        )
      )
    ]
  });
  const sample = (path: string, stroke: string) =>
    svg`<svg width="14" height="14" aria-hidden="true"><path d=${path} fill=${stroke}></path></svg>`;
  return html`<div><div class="drawn-legend">
  <span>${sample("M7 2A5 5 0 1 0 7 12A5 5 0 1 0 7 2Z", looks.ngram.stroke)} ${modelLabel.ngram}</span>
  <span>${sample("M7 1.500L12.500 7L7 12.500L1.500 7Z", looks.gru.stroke)} ${modelLabel.gru}</span>
  <span>filled: the one to use</span>
  <span>dashed: guessing</span>
</div>${chart}</div>`;
}
