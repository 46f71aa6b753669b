import * as Plot from "@observablehq/plot";
import {dataTable} from "../data-table.js";
import {emptyCell} from "../empty-cell.js";
import {formatCount, formatShare} from "../format.js";
import {html} from "../html.js";
import {featureLabel, featureValue, unitText} from "../model/feature-text.js";
import {color} from "../palette.js";
import {withTable} from "../services/as-table.js";
import {countColumn} from "../services/seen-columns.js";
import type {FeatureComparison, Sides} from "./feature-comparison.js";

/** Features drawn at first; a button shows the others. */
const shownFirst = 12;
/** Pixels of a small chart at least, and between two. */
const leastWidth = 250;
const gap = 14;

/** For each feature two distributions over the same bins: one filled, one as an outline. */
export function FeatureMultiples(
  rows: readonly FeatureComparison[],
  {width, sides}: {readonly width: number; readonly sides: Pick<Sides, "a" | "b">}
): HTMLElement {
  const columns = Math.max(1, Math.floor((width + gap) / (leastWidth + gap)));
  const own = Math.floor((width - gap * (columns - 1)) / columns);
  const legend = html`<p class="drawn-legend">
  <span><i style=${{background: color("series-main"), opacity: 0.45}}></i> ${sides.b}</span>
  <span><i style=${{border: `2px solid ${color("series-anomaly")}`}}></i> ${sides.a}</span>
</p>`;
  const grid = html`<div class="feature-grid" style=${{gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`}}>${rows
    .slice(0, shownFirst)
    .map(row => card(row, own - 2, sides))}</div>`;
  const rest = rows.slice(shownFirst);
  const button = html`<button type="button" class="button table-more" data-testid="more-features">Show all ${formatCount(rows.length)} features</button>`;
  button.addEventListener("click", () => {
    grid.append(...rest.map(row => card(row, own - 2, sides)));
    button.remove();
  });
  return withTable(html`<div>${legend}${grid}${rest.length === 0 ? null : button}</div>`, () =>
    comparisonTable(rows, sides)
  );
}

function card(row: FeatureComparison, width: number, sides: Pick<Sides, "a" | "b">): HTMLElement {
  const {feature, description, overlap, left_out, measured_a, measured_b, missing} = row;
  const notes = [
    overlap === null ? null : `${formatShare(overlap)} in common`,
    missing > 0.001 && missing < 1 ? `not measured in ${formatShare(missing)}` : null
  ].filter(note => note !== null);
  const unmeasured = [...(measured_a === 0 ? [sides.a] : []), ...(measured_b === 0 ? [sides.b] : [])];
  return html`<section class="feature-card" data-feature=${feature} data-overlap=${overlap}>
  <h4 title=${description}>${featureLabel(feature)}</h4>
  <p>${notes.join("; ")}${notes.length === 0 ? "not measured" : ""}</p>
  ${left_out === null ? null : html`<p class="left-out">Left out of the model: ${left_out}.</p>`}
  ${unmeasured.length > 0 && overlap === null ? html`<p class="feature-missing">Not measured of events ${unmeasured.join(" or ")}.</p>` : histogram(row, width, sides)}
</section>`;
}

/** Every so manieth bin, up to one. */
function everyStep(last: number, step: number): number[] {
  return Array.from({length: Math.floor(last / step) + 1}, (_, k) => k * step);
}

/** The edges at powers of ten, where edges are spread over several of them: nobody reads 56,234 bytes off an axis. */
function decades(edges: readonly number[], step: number): number[] | null {
  const widest = edges.at(-1) ?? 0;
  const least = edges.find(edge => edge > 0) ?? widest;
  if (widest < 1000 * least) return null;
  const picked: number[] = [];
  for (const [i, edge] of edges.entries()) {
    const power = Math.log10(edge);
    const isRound = edge === 0 || Math.abs(power - Math.round(power)) < 1e-6;
    if (isRound && i >= (picked.at(-1) ?? -step) + step) picked.push(i);
  }
  return picked.length < 2 ? null : picked;
}

function histogram(
  {feature, unit, edges, a, b, measured_a, measured_b}: FeatureComparison,
  width: number,
  sides: Pick<Sides, "a" | "b">
): Element {
  const value = (edge: number) => featureValue(edge, {name: feature, unit});
  const single = ["0/1", "0-6", "1-3"].includes(unit);
  const bins = a.map((count, i) => ({
    i,
    a: count / measured_a,
    b: (b[i] ?? 0) / measured_b,
    tip: `${single ? value(edges[i] ?? 0) : `${value(edges[i] ?? 0)} to ${value(edges[i + 1] ?? 0)}`}\n${formatShare(count / measured_a)} of events ${sides.a}\n${formatShare((b[i] ?? 0) / measured_b)} of events ${sides.b}`
  }));
  const most = Math.max(...bins.flatMap(bin => [bin.a, bin.b]));
  // A tick needs some 60 pixels; where bins are values of their own, it stands in their middle.
  const step = Math.max(1, Math.ceil(a.length / Math.max(2, Math.floor((width - 50) / 62))));
  const ticks = single ? everyStep(a.length - 1, step) : (decades(edges, step) ?? everyStep(a.length, step));
  const shift = single ? 0.5 : 0;
  // A label at the right edge would be cut off.
  const last = single ? a.length : 0.88 * a.length;
  return Plot.plot({
    width,
    height: 118,
    marginLeft: 40,
    marginRight: 14,
    marginTop: 8,
    marginBottom: 22,
    x: {
      domain: [0, a.length],
      ticks: ticks.map(tick => tick + shift).filter(tick => tick <= last),
      tickFormat: (at: number) => value(edges[Math.round(at - shift)] ?? 0),
      label: null,
      tickSize: 3
    },
    y: {
      domain: [0, most],
      ticks: 3,
      tickFormat: (share: number) => formatShare(share),
      label: null,
      grid: true,
      tickSize: 0
    },
    marks: [
      Plot.rectY(bins, {
        x1: "i",
        x2: ({i}) => i + 1,
        y: "b",
        fill: color("series-main"),
        fillOpacity: 0.45,
        insetLeft: 0.5,
        title: "tip"
      }),
      Plot.rectY(bins, {
        x1: "i",
        x2: ({i}) => i + 1,
        y: "a",
        fill: "transparent",
        stroke: color("series-anomaly"),
        strokeWidth: 1.6,
        insetLeft: 1,
        insetRight: 0.5,
        title: "tip"
      }),
      Plot.ruleY([0])
    ]
  });
}

function comparisonTable(rows: readonly FeatureComparison[], sides: Pick<Sides, "a" | "b">): HTMLElement {
  const share = (value: number | null) => (value === null ? emptyCell() : formatShare(value));
  return dataTable(rows, [
    {key: "feature", label: "Feature", cell: row => featureLabel(row.feature)},
    {key: "unit", label: "Unit", cell: row => unitText(row.unit)},
    {key: "overlap", label: "In common", numeric: true, cell: row => share(row.overlap)},
    countColumn<FeatureComparison>(
      "measured_a",
      `Events ${sides.a}`,
      row => row.measured_a,
      "of which it is measured"
    ),
    countColumn<FeatureComparison>(
      "measured_b",
      `Events ${sides.b}`,
      row => row.measured_b,
      "of which it is measured"
    ),
    {key: "missing", label: "Not measured", numeric: true, cell: row => formatShare(row.missing)},
    {key: "left_out", label: "Left out of the model", cell: row => row.left_out ?? "no"}
  ]);
}
