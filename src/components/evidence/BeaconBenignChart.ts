import * as Plot from "@observablehq/plot";
import {formatCount} from "../format.js";
import {html, svg} from "../html.js";
import {type BenignPoint, bar, judges, rateText} from "./beacon-figures.js";
import {judgeLooks} from "./judge-looks.js";

const shapes = {
  diamond: "M7 1.500L12.500 7L7 12.500L1.500 7Z",
  circle: "M7 2.500A4.500 4.500 0 1 0 7 11.500A4.500 4.500 0 1 0 7 2.500Z",
  square: "M3 3H11V11H3Z"
} as const;

/** False positives per thousand pairs of each kind of benign traffic, by judge; the dashed line is what is allowed. */
export function BeaconBenignChart(points: readonly BenignPoint[], width: number): HTMLElement {
  const narrow = width < 560;
  const kinds = [...new Set(points.map(({kind}) => kind))];
  // Where judges agree their marks would hide each other.
  const lift: Readonly<Record<string, number>> = {found: 5, ritaLow: -5, ritaMedium: 0};
  const chart = Plot.plot({
    width,
    height: 50 + kinds.length * 32,
    marginLeft: Math.min(width * 0.42, 16 + 6.6 * Math.max(...kinds.map(kind => kind.length))),
    marginRight: narrow ? 44 : 120,
    marginTop: 18,
    marginBottom: 40,
    x: {
      type: "symlog",
      constant: 1,
      domain: [0, 1000],
      label: "false positives per thousand pairs",
      labelOffset: 36,
      ticks: narrow ? [0, 1, 10, 100, 1000] : [0, 1, 3, 10, 30, 100, 300, 1000],
      tickFormat: (x: number) => formatCount(x),
      grid: true
    },
    y: {domain: kinds, label: null, tickSize: 0},
    marks: [
      Plot.ruleX([bar.perThousand], {stroke: "currentColor", strokeDasharray: "4,3"}),
      Plot.text(["allowed"], {x: bar.perThousand, frameAnchor: "top", dy: -9, fill: "currentColor"}),
      ...judges.map(({key}) =>
        Plot.dot(
          points.filter(({judge}) => judge === key),
          {
            x: "perThousand",
            y: "kind",
            symbol: judgeLooks[key].symbol,
            fill: judgeLooks[key].stroke,
            r: 4.5,
            dy: lift[key] ?? 0
          }
        )
      ),
      Plot.text(kinds, {
        y: kind => kind,
        text: kind => ratesOf(points, kind, narrow ? judges.slice(0, 1) : judges),
        frameAnchor: "right",
        textAnchor: "start",
        dx: 10,
        fontVariant: "tabular-nums"
      }),
      Plot.tip(
        points,
        Plot.pointer({
          x: "perThousand",
          y: "kind",
          title: point =>
            `${point.kind}\n${judges.find(({key}) => key === point.judge)?.label}\n${formatCount(point.found)} of ${formatCount(point.pairs)} pairs, ${rateText(point.perThousand)} per thousand`
        })
      )
    ]
  });
  return html`<div><div class="drawn-legend">${judges.map(
    ({key, label}) =>
      html`<span>${svg`<svg width="14" height="14" aria-hidden="true"><path d=${shapes[judgeLooks[key].symbol]} fill=${judgeLooks[key].stroke}></path></svg>`} ${label}</span>`
  )}<span>right: ${narrow ? judges[0].label : "the three, in this order"}</span></div>${chart}</div>`;
}

function ratesOf(
  points: readonly BenignPoint[],
  kind: string,
  shown: readonly (typeof judges)[number][]
): string {
  return shown
    .map(({key}) => points.find(point => point.kind === kind && point.judge === key)?.perThousand ?? 0)
    .map(rateText)
    .join(" · ");
}
