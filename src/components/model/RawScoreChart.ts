import * as Plot from "@observablehq/plot";
import type {PublishedForest} from "../../engine/published.js";
import {formatCount, formatPlural, formatShare} from "../format.js";
import {html} from "../html.js";
import {color} from "../palette.js";

/** Events whose raw score lies in [from, to). */
export interface ScoreBin {
  readonly from: number;
  readonly to: number;
  readonly reference: number;
  readonly others: number;
}

/** The score that a reader of raw scores might ask for. */
const asked = 0.95;

export function scoreBins({histogram: {bins, reference, others}}: PublishedForest): ScoreBin[] {
  return Array.from({length: bins}, (_, i) => ({
    from: i / bins,
    to: (i + 1) / bins,
    reference: reference[i] ?? 0,
    others: others[i] ?? 0
  }));
}

/** "No raw score reaches 0.95: the highest lie at 0.74". */
export function rawScoreFinding(bins: readonly ScoreBin[]): string {
  const filled = bins.filter(({reference, others}) => reference + others > 0);
  const highest = filled.at(-1);
  if (highest === undefined) return "Nothing was scored";
  const above = filled
    .filter(({from}) => from >= asked)
    .reduce((sum, bin) => sum + bin.reference + bin.others, 0);
  if (above === 0) return `No raw score reaches ${asked}: the highest is below ${highest.to.toFixed(2)}`;
  const total = filled.reduce((sum, bin) => sum + bin.reference + bin.others, 0);
  return `${formatShare(above / total)} of raw scores reach ${asked}`;
}

/** How many events have which raw score: benign references filled, all others as an outline, on a logarithmic axis. */
export function RawScoreChart(bins: readonly ScoreBin[], width: number): HTMLElement {
  const filled = bins.filter(({reference, others}) => reference + others > 0);
  const from = Math.max(0, (filled[0]?.from ?? 0.3) - 0.02);
  const most = Math.max(...filled.map(({reference, others}) => Math.max(reference, others)));
  // Of a honeypot nothing is known to be benign.
  const compared = filled.some(({reference}) => reference > 0);
  const reached = filled.some(bin => bin.from >= asked);
  // A logarithmic axis has no 0; a bar of one event still has a height.
  const floor = 0.6;
  const chart = Plot.plot({
    width,
    height: 260,
    marginLeft: 52,
    marginTop: 26,
    marginBottom: 40,
    x: {
      domain: [from, 1],
      label: "raw score (0 to 1)",
      labelOffset: 36,
      ticks: Math.max(4, Math.round(width / 90))
    },
    y: {
      type: "log",
      domain: [floor, most * 1.5],
      label: "↑ events",
      labelArrow: "none",
      grid: true,
      ticks: [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7].filter(tick => tick < most * 1.5),
      tickFormat: (value: number) => formatCount(value)
    },
    marks: [
      Plot.rectY(
        bins.filter(({reference}) => reference > 0),
        {x1: "from", x2: "to", y1: floor, y2: "reference", fill: color("series-main"), fillOpacity: 0.75}
      ),
      Plot.rectY(
        bins.filter(({others}) => others > 0),
        {
          x1: "from",
          x2: "to",
          y1: floor,
          y2: "others",
          fill: "none",
          stroke: color("series-anomaly"),
          strokeWidth: 1.5
        }
      ),
      Plot.ruleX([asked], {stroke: "currentColor", strokeDasharray: "4,3"}),
      Plot.text([asked], {
        x: d => d,
        frameAnchor: "top",
        dy: 4,
        dx: -6,
        textAnchor: "end",
        text: () => (reached ? String(asked) : `${asked}: nothing gets here`),
        fontWeight: 600
      }),
      Plot.tip(
        filled,
        Plot.pointerX({
          x: d => (d.from + d.to) / 2,
          y: d => Math.max(d.reference, d.others),
          title: d =>
            `raw score ${d.from.toFixed(2)} to ${d.to.toFixed(2)}\n${compared ? `${formatCount(d.reference)} benign references\n${formatCount(d.others)} others` : formatPlural(d.others, "event")}`
        })
      )
    ]
  });
  return html`<div><div class="drawn-legend">
  ${compared ? html`<span><i style=${{background: color("series-main")}}></i> benign references</span>` : null}
  <span><i style=${{border: `1.5px solid ${color("series-anomaly")}`}}></i> ${compared ? "all other events" : "events"}</span>
</div>${chart}</div>`;
}
