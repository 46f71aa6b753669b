import * as Plot from "@observablehq/plot";
import {formatCount, formatShare} from "../format.js";
import {html} from "../html.js";
import {bar, judges, type RecallPoint, spreadLabel} from "./beacon-figures.js";
import {judgeLooks} from "./judge-looks.js";
import {spreadOut} from "./spread-out.js";

/** Share of beacons found by how much their pauses vary: a picture for each way of varying. */
export function BeaconRecallChart(points: readonly RecallPoint[], width: number): HTMLElement {
  const spreads = [...new Set(points.map(({spread}) => spread))];
  // Lines need no zero: what matters is how far they stay from all.
  const least = Math.min(0.9, ...points.map(({recall}) => Math.floor(recall * 10) / 10));
  const columns = width < 700 ? 1 : spreads.length;
  const each = Math.floor((width - 24 * (columns - 1)) / columns);
  return html`<div class="evidence-multiples">${spreads.map(
    spread =>
      html`<div><p class="small-multiple"><strong>${spreadLabel[spread]}</strong></p>${recallPlot(
        points.filter(point => point.spread === spread),
        least,
        each
      )}</div>`
  )}</div>`;
}

function recallPlot(points: readonly RecallPoint[], least: number, width: number): Element {
  const furthest = Math.max(...points.map(({jitter}) => jitter));
  const linesOf = judges.map(({key}) => points.filter(({judge}) => judge === key));
  const ends = judges.map(
    ({key}) => points.find(point => point.judge === key && point.jitter === furthest)?.recall ?? 0
  );
  // A label takes about a fifteenth of the height.
  const places = spreadOut(ends, 0.075 * (1 - least));
  const labels = judges.map(({key, label}, i) => ({label, y: places[i] ?? 0, fill: judgeLooks[key].stroke}));
  return Plot.plot({
    width,
    height: 270,
    marginLeft: 44,
    marginRight: 108,
    marginTop: 26,
    marginBottom: 40,
    x: {
      label: "jitter (share of the pause)",
      labelOffset: 36,
      ticks: [...new Set(points.map(({jitter}) => jitter))],
      tickFormat: (x: number) => `${Math.round(100 * x)}%`
    },
    y: {
      domain: [least, 1],
      label: "↑ beacons found",
      labelArrow: "none",
      grid: true,
      tickFormat: (y: number) => `${Math.round(100 * y)}%`
    },
    marks: [
      Plot.ruleX([bar.jitter], {stroke: "currentColor", strokeOpacity: 0.4, strokeDasharray: "1,4"}),
      Plot.tickY([bar], {x: "jitter", y: "recall", stroke: "currentColor", strokeWidth: 2, inset: -10}),
      ...linesOf.flatMap((line, i) => {
        const look = judgeLooks[judges[i]?.key ?? "found"];
        return [
          Plot.line(line, {
            x: "jitter",
            y: "recall",
            stroke: look.stroke,
            strokeDasharray: look.dash,
            strokeWidth: 2.2
          }),
          Plot.dot(line, {x: "jitter", y: "recall", symbol: look.symbol, fill: look.stroke, r: 3.5})
        ];
      }),
      Plot.text([bar], {
        x: "jitter",
        y: "recall",
        text: () => `asked for: ${formatShare(bar.recall)}`,
        textAnchor: "end",
        dx: -8,
        dy: 9,
        stroke: "var(--plot-background)",
        strokeWidth: 3,
        fill: "currentColor"
      }),
      Plot.text(labels, {
        x: furthest,
        y: "y",
        text: "label",
        fill: "fill",
        textAnchor: "start",
        dx: 9,
        fontWeight: 600
      }),
      Plot.tip(
        points,
        Plot.pointer({
          x: "jitter",
          y: "recall",
          title: point =>
            `${judges.find(({key}) => key === point.judge)?.label}\n${formatCount(point.found)} of ${formatCount(point.beacons)} beacons (${formatShare(point.recall)})\nat ${formatShare(point.jitter)} jitter`
        })
      )
    ]
  });
}
