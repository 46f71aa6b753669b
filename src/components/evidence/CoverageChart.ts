import * as Plot from "@observablehq/plot";
import {formatCount, formatPlural, formatShare} from "../format.js";
import {html, svg} from "../html.js";
import {visibleText} from "../log-text.js";
import {color} from "../palette.js";
import type {CoverageRow} from "./attack-coverage.js";

const any = {stroke: color("series-main"), symbol: "circle"} as const;
const high = {stroke: color("series-anomaly"), symbol: "diamond"} as const;

/** Where the numbers of a line stand. */
const beside = {y: "label", text: "text", frameAnchor: "right", textAnchor: "start", dx: 12} as const;

/** Of the parties behind each type of attack, the share that any evidence is about (ring), and any at high and above (diamond). */
export function CoverageChart(rows: readonly CoverageRow[], width: number): HTMLElement {
  const narrow = width < 560;
  const lines = rows.map(row => {
    const label = visibleText(row.type);
    const share = (count: number) => (row.attackers === 0 ? 0 : count / row.attackers);
    return {
      ...row,
      label,
      known: row.attackers > 0,
      found: share(row.found),
      high: share(row.foundHigh),
      text: wordsOf(row, narrow),
      tip: `${label}\n${formatPlural(row.events, "event")} of ${formatPlural(row.attackers, "attacker")}\n${formatCount(row.found)} (${formatShare(share(row.found))}) found at any level\n${formatCount(row.foundHigh)} (${formatShare(share(row.foundHigh))}) at high and above`
    };
  });
  const known = lines.filter(line => line.known);
  const chart = Plot.plot({
    width,
    height: 46 + lines.length * 25,
    marginLeft: Math.min(width * 0.42, 16 + 6.6 * Math.max(...lines.map(({label}) => label.length))),
    marginRight: narrow ? 78 : 210,
    marginTop: 6,
    marginBottom: 40,
    x: {
      domain: [0, 1],
      label: "share of the attackers",
      labelOffset: 36,
      grid: true,
      tickFormat: (x: number) => `${Math.round(100 * x)}%`,
      ticks: narrow ? [0, 0.5, 1] : [0, 0.25, 0.5, 0.75, 1]
    },
    y: {domain: lines.map(({label}) => label), label: null, tickSize: 0},
    marks: [
      Plot.ruleY(known, {
        y: "label",
        x1: "high",
        x2: "found",
        stroke: color("severity-none"),
        strokeWidth: 2
      }),
      Plot.dot(known, {
        x: "found",
        y: "label",
        r: 5,
        stroke: any.stroke,
        strokeWidth: 2,
        fill: "var(--plot-background)"
      }),
      Plot.dot(known, {x: "high", y: "label", r: 3.5, symbol: high.symbol, fill: high.stroke}),
      // Font weights are no channel of Plot's: what stands out is a mark of its own.
      Plot.text(
        lines.filter(({state}) => state === "seen" || state === "nobody"),
        {...beside, fill: "currentColor"}
      ),
      Plot.text(
        lines.filter(({state}) => state === "quiet"),
        {...beside, fill: "currentColor", fontWeight: 700}
      ),
      Plot.text(
        lines.filter(({state}) => state === "blind"),
        {...beside, fill: color("severity-critical"), fontWeight: 700}
      ),
      Plot.tip(known, Plot.pointerY({x: "found", y: "label", title: "tip"}))
    ]
  });
  return html`<div><div class="drawn-legend">
  <span>${svg`<svg width="14" height="14" aria-hidden="true"><circle cx="7" cy="7" r="5" fill="none" stroke=${any.stroke} stroke-width="2"></circle></svg>`} found at any level</span>
  <span>${svg`<svg width="14" height="14" aria-hidden="true"><path d="M7 1.500L12 7L7 12.500L2 7Z" fill=${high.stroke}></path></svg>`} found at high and above</span>
  ${narrow ? html`<span>right: at high and above</span>` : null}
</div>${chart}</div>`;
}

function wordsOf({state, attackers, found, foundHigh}: CoverageRow, narrow: boolean): string {
  const of = formatCount(attackers);
  if (state === "nobody") return narrow ? "nobody named" : "the logs name no attacker";
  if (state === "blind") return narrow ? `blind: 0 of ${of}` : `blind: none of ${of} is found`;
  if (narrow) return `${formatCount(foundHigh)} of ${of}`;
  return `${formatCount(found)} of ${of}, ${foundHigh === 0 ? "none" : formatCount(foundHigh)} at high`;
}
