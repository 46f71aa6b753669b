import * as Plot from "@observablehq/plot";
import type {KnownAttackEvaluation} from "../../engine/evaluate/published-evaluation.js";
import {formatCount, formatShare} from "../format.js";
import {html} from "../html.js";
import {visibleText} from "../log-text.js";
import {color} from "../palette.js";

export type KnownAttackLine = KnownAttackEvaluation["unseenDays"][number];

/** What an answer is drawn as: told apart by lightness too, and named in the tooltip. */
const answers = [
  {key: "right", label: "its own type", fill: color("series-main"), opacity: 1},
  {key: "calledOther", label: "another attack", fill: color("series-main"), opacity: 0.45},
  {key: "unknown", label: "“I have not seen this”", fill: color("series-burst"), opacity: 0.8},
  {key: "calledNormal", label: "normal: missed", fill: color("series-anomaly"), opacity: 1}
] as const;

/** Mean recall over the types of attack, as a title. */
export function knownFinding({unseenDays}: KnownAttackEvaluation): string {
  const attacks = unseenDays.filter(({type}) => type !== "Normal");
  if (attacks.length === 0) return "No attack was there to be known again";
  const mean = attacks.reduce((sum, {right}) => sum + right, 0) / attacks.length;
  return `On unseen days ${formatShare(mean)} of an attack's events are given their type, as a mean over types`;
}

/** How attacks of a type that was never taught fare, as a title. */
export function unseenFinding({unseenTypes}: KnownAttackEvaluation): string {
  if (unseenTypes.length === 0) return "No type could be left out";
  const mean = unseenTypes.reduce((sum, {calledNormal}) => sum + calledNormal, 0) / unseenTypes.length;
  const unknown = unseenTypes.reduce((sum, line) => sum + line.unknown, 0) / unseenTypes.length;
  return `Of a type it was never taught ${formatShare(mean)} pass as normal, and of ${formatShare(unknown)} it says that it does not know them`;
}

/** What became of the events of each type, as shares of a whole bar. */
export function KnownAttackChart(lines: readonly KnownAttackLine[], width: number): HTMLElement {
  const rows = lines.map(line => ({...line, label: visibleText(line.type)}));
  const pieces = rows.flatMap(row => {
    let from = 0;
    return answers.map(({key, label, fill, opacity}) => {
      // A normal event that is called normal is right, not missed.
      const share = key === "calledNormal" && row.type === "Normal" ? 0 : row[key];
      const piece = {
        row: row.label,
        x1: from,
        x2: from + share,
        fill,
        opacity,
        tip: `${row.label}, ${formatCount(row.rows)} events\n${formatShare(share)} called ${label}`
      };
      from += share;
      return piece;
    });
  });
  const chart = Plot.plot({
    width,
    height: 46 + rows.length * 26,
    marginLeft: Math.min(150, width * 0.4),
    marginRight: 16,
    marginTop: 4,
    marginBottom: 40,
    x: {
      domain: [0, 1],
      label: "share of the type's events",
      labelOffset: 36,
      tickFormat: (x: number) => `${Math.round(100 * x)}%`,
      ticks: Math.max(2, Math.round(width / 120))
    },
    y: {domain: rows.map(({label}) => label), label: null, tickSize: 0},
    marks: [
      Plot.barX(pieces, {
        x1: "x1",
        x2: "x2",
        y: "row",
        fill: "fill",
        fillOpacity: "opacity",
        stroke: "var(--plot-background)",
        insetTop: 3,
        insetBottom: 3
      }),
      Plot.tip(pieces, Plot.pointer({x: d => (d.x1 + d.x2) / 2, y: "row", title: "tip"}))
    ]
  });
  return html`<div><div class="drawn-legend">${answers.map(
    ({label, fill, opacity}) => html`<span><i style=${{background: fill, opacity}}></i> ${label}</span>`
  )}</div>${chart}</div>`;
}
