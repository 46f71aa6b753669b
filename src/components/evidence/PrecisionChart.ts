import * as Plot from "@observablehq/plot";
import {severities} from "../../engine/event.js";
import {formatCompact, formatCount, formatShare, notMeasured} from "../format.js";
import {html} from "../html.js";
import {color, severityColor, severityLabel, severitySymbol} from "../palette.js";
import {labelOf} from "./detector-label.js";
import type {PrecisionRow} from "./precision.js";

const pieces = [
  {key: "attacks", label: "attacks", fill: color("series-main"), opacity: 1},
  {key: "normal", label: "normal events: false alarms", fill: color("series-anomaly"), opacity: 0.75},
  {key: "unjudged", label: "not judged by the truth", fill: color("severity-none"), opacity: 0.35}
] as const;

/** Of the events that each detector's evidence is about, by level, the shares that are attacks and normal, with their numbers. */
export function PrecisionChart(rows: readonly PrecisionRow[], width: number): HTMLElement {
  const narrow = width < 560;
  const lines = rows.map((row, i) => {
    const severity = severities[row.level] ?? "none";
    const unjudged = row.events - row.attacks - row.normal;
    const first = rows[i - 1]?.detector !== row.detector;
    return {
      ...row,
      level: severityLabel[severity],
      symbol: severitySymbol[severity],
      fill: severityColor[severity],
      unjudged,
      key: `${row.detector} ${row.level}`,
      name: first ? labelOf(row.detector) : "",
      text:
        row.precision === null
          ? notMeasured
          : narrow
            ? `${formatShare(row.precision)} of ${formatCompact(row.attacks + row.normal)}`
            : `${formatShare(row.precision)} of ${formatCount(row.attacks + row.normal)}`,
      tip: `${labelOf(row.detector)}, ${severityLabel[severity].toLowerCase()}\n${formatCount(row.events)} events\n${formatCount(row.attacks)} attacks\n${formatCount(row.normal)} normal${unjudged > 0 ? `\n${formatCount(unjudged)} not judged` : ""}`
    };
  });
  const parts = lines.flatMap(line => {
    let from = 0;
    return pieces.map(({key, fill, opacity}) => {
      const share = line.events === 0 ? 0 : line[key] / line.events;
      const part = {key: line.key, x1: from, x2: from + share, fill, opacity};
      from += share;
      return part;
    });
  });
  const left = narrow ? 128 : 210;
  const chart = Plot.plot({
    width,
    height: 46 + lines.length * 22,
    marginLeft: left,
    marginRight: narrow ? 96 : 128,
    marginTop: 4,
    marginBottom: 40,
    x: {
      domain: [0, 1],
      label: "share of the events it is about",
      labelOffset: 36,
      tickFormat: (x: number) => `${Math.round(100 * x)}%`,
      ticks: narrow ? [0, 0.5, 1] : [0, 0.25, 0.5, 0.75, 1]
    },
    y: {domain: lines.map(({key}) => key), axis: null, padding: 0.18},
    marks: [
      Plot.ruleY(
        lines.filter(({name}, i) => name !== "" && i > 0),
        {y: "key", dy: -11, insetLeft: -left, stroke: "currentColor", strokeOpacity: 0.15}
      ),
      Plot.barX(parts, {x1: "x1", x2: "x2", y: "key", fill: "fill", fillOpacity: "opacity"}),
      Plot.text(lines, {
        y: "key",
        text: "name",
        frameAnchor: "left",
        textAnchor: "start",
        dx: -left,
        fontWeight: 600,
        fill: "currentColor"
      }),
      Plot.dot(lines, {
        y: "key",
        frameAnchor: "left",
        dx: narrow ? -12 : -70,
        symbol: "symbol",
        fill: "fill",
        r: 4
      }),
      ...(narrow
        ? []
        : [
            Plot.text(lines, {
              y: "key",
              text: "level",
              frameAnchor: "left",
              textAnchor: "start",
              dx: -60
            })
          ]),
      Plot.text(lines, {
        y: "key",
        text: "text",
        frameAnchor: "right",
        textAnchor: "start",
        dx: 6,
        fontVariant: "tabular-nums"
      }),
      Plot.tip(lines, Plot.pointerY({x: 0.5, y: "key", title: "tip"}))
    ]
  });
  const shown = pieces.filter(({key}) => key !== "unjudged" || lines.some(({unjudged}) => unjudged > 0));
  return html`<div><div class="drawn-legend">${shown.map(
    ({label, fill, opacity}) => html`<span><i style=${{background: fill, opacity}}></i> ${label}</span>`
  )}<span>right: precision, of the events judged</span></div>${chart}</div>`;
}
