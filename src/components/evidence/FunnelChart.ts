import * as Plot from "@observablehq/plot";
import {formatCompact, formatCount} from "../format.js";
import {html} from "../html.js";
import {color} from "../palette.js";
import type {FunnelStep} from "./incident-figures.js";

/** How many events, alerts, incidents and campaigns there are, on a logarithmic axis; ticks are the most that is asked for. */
export function FunnelChart(steps: readonly FunnelStep[], width: number): HTMLElement {
  const narrow = width < 560;
  const most = Math.max(10, ...steps.map(({count}) => count));
  // A count of none has no place on a logarithmic axis but at its end.
  const drawn = steps.map(step => ({...step, x: Math.max(1, step.count), text: wordsOf(step, narrow)}));
  const chart = Plot.plot({
    width,
    height: 54 + steps.length * 40,
    marginLeft: 84,
    marginRight: narrow ? 104 : 190,
    marginTop: 8,
    marginBottom: 40,
    x: {
      type: "log",
      domain: [1, most],
      label: "count (logarithmic)",
      labelOffset: 36,
      grid: true,
      ticks: Array.from({length: Math.floor(Math.log10(most)) + 1}, (_, power) => 10 ** power).filter(
        (_, power) => !narrow || power % 2 === 0
      ),
      tickFormat: (x: number) => formatCompact(x)
    },
    y: {domain: steps.map(({name}) => name), label: null, tickSize: 0, padding: 0.35},
    marks: [
      Plot.barX(drawn, {x1: 1, x2: "x", y: "name", fill: color("series-main"), fillOpacity: 0.85}),
      Plot.tickX(
        drawn.filter(({most: limit}) => limit !== null),
        {
          x: "most",
          y: "name",
          stroke: color("series-anomaly"),
          strokeWidth: 2.5,
          strokeDasharray: "3,2",
          inset: -5
        }
      ),
      Plot.text(drawn, {
        y: "name",
        text: "text",
        frameAnchor: "right",
        textAnchor: "start",
        dx: 8,
        fontVariant: "tabular-nums"
      })
    ]
  });
  return html`<div><div class="drawn-legend">
  <span><i style=${{background: color("series-main"), opacity: 0.85}}></i> counted</span>
  <span><i style=${{background: color("series-anomaly"), width: "3px", height: "1em"}}></i> at most, as asked for</span>
</div>${chart}</div>`;
}

function wordsOf({count, oneIn}: FunnelStep, narrow: boolean): string {
  const own = formatCount(count);
  if (oneIn === null) return own;
  return narrow ? `${own}, 1 in ${formatCompact(oneIn)}` : `${own}, one for ${formatCount(oneIn)} events`;
}
