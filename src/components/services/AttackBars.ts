import * as Plot from "@observablehq/plot";
import type {AttackCounts} from "../../engine/build/attacked.js";
import {formatCompact, formatCount, formatPlural, notMeasured} from "../format.js";
import {html} from "../html.js";
import {color} from "../palette.js";

export interface AttackBarsOptions<R> {
  readonly width: number;
  /** What a row is called; names are unique. Text from logs goes through `visibleText`. */
  readonly name: (row: R) => string;
  /** Rows drawn; the others are counted in a sentence. @default 12 */
  readonly most?: number;
  /** What a row is, and what rows are, for that sentence: "service", "services". */
  readonly singular: string;
  readonly plural: string;
}

const measures = ["events", "anomalous", "blocked"] as const;
type Measure = (typeof measures)[number];

/** Filled, filled and hollow: the third is told from the second without its colour. */
const looks: Readonly<Record<Measure, {readonly fill: string; readonly stroke: string}>> = {
  events: {fill: color("action-unknown"), stroke: color("action-unknown")},
  anomalous: {fill: color("series-anomaly"), stroke: color("series-anomaly")},
  blocked: {fill: "transparent", stroke: "currentColor"}
};

/** A bar's number; of blocked events, out of how many whose outcome is known: 0 of few is not 0 of all. */
export function numberText(row: AttackCounts, measure: Measure, format: (value: number) => string): string {
  return measure === "blocked" ? `${format(row.blocked)} of ${format(row.acted)}` : format(row[measure]);
}

/** For each row three bars, all events, the anomalous and the blocked ones among them, with their numbers. */
export function AttackBars<R extends AttackCounts>(
  rows: readonly R[],
  {width, name, most = 12, singular, plural}: AttackBarsOptions<R>
): Node {
  const drawn = rows.slice(0, most);
  const left = Math.min(width * 0.34, 24 + 7.2 * Math.max(4, ...drawn.map(row => name(row).length)));
  const bars = drawn.flatMap(row =>
    measures.map(measure => {
      const measured = measure !== "blocked" || row.acted > 0;
      return {
        name: name(row),
        measure,
        value: measured ? row[measure] : 0,
        label: measured ? numberText(row, measure, width < 500 ? formatCompact : formatCount) : notMeasured,
        tip: `${name(row)}\n${measure}: ${measured ? numberText(row, measure, formatCount) : notMeasured}`
      };
    })
  );
  const plot = Plot.plot({
    width,
    height: 40 + drawn.length * 44,
    marginLeft: left,
    marginRight: width < 500 ? 88 : 108,
    marginTop: 4,
    marginBottom: 34,
    x: {
      label: "events",
      grid: true,
      nice: true,
      tickFormat: (value: number) => formatCompact(value),
      ticks: Math.round(width / 110)
    },
    y: {domain: [...measures], axis: null, paddingInner: 0.12},
    fy: {domain: drawn.map(name), label: null, axis: "left", padding: 0.18},
    marks: [
      Plot.barX(bars, {
        fy: "name",
        y: "measure",
        x: "value",
        fill: bar => looks[bar.measure as Measure].fill,
        stroke: bar => looks[bar.measure as Measure].stroke,
        strokeWidth: 1,
        title: "tip"
      }),
      Plot.text(bars, {
        fy: "name",
        y: "measure",
        x: "value",
        text: "label",
        textAnchor: "start",
        dx: 5,
        fontSize: 10,
        fillOpacity: bar => (bar.measure === "events" ? 0.75 : 1)
      }),
      Plot.ruleX([0])
    ],
    color: {type: "identity"}
  });
  const rest = rows.length - drawn.length;
  const events = rows.slice(most).reduce((sum, row) => sum + row.events, 0);
  return html`<div>
  <p class="drawn-legend">${measures.map(measure => html`<span><i style=${`background: ${looks[measure].fill}; border: 1px solid ${looks[measure].stroke}`}></i>${legend[measure]}</span>`)}</p>
  ${plot}
  ${rest > 0 ? html`<p class="frame-footnote">${formatPlural(rest, `more ${singular}`, `more ${plural}`)} with ${formatPlural(events, "event")} ${rest === 1 ? "is" : "are"} not drawn.</p>` : null}
</div>`;
}

const legend: Readonly<Record<Measure, string>> = {
  events: "all events",
  anomalous: "anomalous",
  blocked: "blocked, of those whose outcome is known"
};
