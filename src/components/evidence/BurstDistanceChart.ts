import * as Plot from "@observablehq/plot";
import {formatPlural} from "../format.js";
import {color} from "../palette.js";
import type {DistanceBin} from "./burst-figures.js";

/** How far the begins that were found are from the true ones; beyond the dashed line they are further than one window. */
export function BurstDistanceChart(bins: readonly DistanceBin[], width: number): Element {
  const end = bins.at(-1)?.to ?? 1;
  const range = ({from, to, open}: DistanceBin) =>
    open
      ? `more than ${from} windows`
      : from === 0
        ? `at most ${to} of a window`
        : `more than ${from}, at most ${to} windows`;
  return Plot.plot({
    width,
    height: 240,
    marginLeft: 44,
    marginRight: 16,
    marginTop: 28,
    marginBottom: 40,
    x: {
      domain: [0, end],
      label: "distance of the found begin from the true one, in windows",
      labelOffset: 36,
      ticks: end > 2 ? Math.ceil(end) : 4 * end
    },
    y: {label: "↑ bursts found", labelArrow: "none", grid: true, ticks: 5},
    marks: [
      Plot.rectY(bins, {
        x1: "from",
        x2: "to",
        y: "bursts",
        inset: 1,
        fill: ({late}) => color(late ? "series-anomaly" : "series-main"),
        title: (bin: DistanceBin) => `${range(bin)}\n${formatPlural(bin.bursts, "burst")}`,
        tip: true
      }),
      Plot.text(
        bins.filter(({bursts}) => bursts > 0),
        {x: ({from, to}) => (from + to) / 2, y: "bursts", text: "bursts", dy: -8, fill: "currentColor"}
      ),
      Plot.ruleY([0]),
      Plot.ruleX([1], {stroke: "currentColor", strokeDasharray: "4,3"}),
      Plot.text(["one window"], {
        x: 1,
        frameAnchor: "top",
        textAnchor: "start",
        dx: 6,
        dy: -4,
        fill: "currentColor"
      })
    ]
  });
}
