import * as Plot from "@observablehq/plot";
import {defaults} from "../../engine/detect/drift/population-stability.js";
import type {FeatureDrift, ScoreStream} from "../../engine/evaluate/drift.js";
import {dataTable} from "../data-table.js";
import {formatCount, formatPlural} from "../format.js";
import {html} from "../html.js";
import {color} from "../palette.js";
import {featureLabel} from "./feature-text.js";

/** Features drawn. */
const drawn = 15;
/** Below the first nothing moved to speak of, from the second on much did. */
const limits = [defaults.moderate, defaults.major] as const;

/** Features that the model goes by: of the others it does not matter how they move. */
export function usedDrift(rows: readonly FeatureDrift[], used: readonly string[]): FeatureDrift[] {
  return rows.filter(({feature}) => used.includes(feature));
}

/** "3 of 29 features moved much, the most: source's ports"; features of the calendar move with it and do not count. */
export function driftFinding(rows: readonly FeatureDrift[]): string {
  const others = rows.filter(({calendar}) => !calendar);
  const moved = others.filter(({index}) => index >= limits[1]);
  const [first] = moved;
  if (first === undefined) return "No feature moved much between the halves of the days";
  return `${formatCount(moved.length)} of ${formatPlural(others.length, "feature")} moved much, ${featureLabel(first.feature)} most`;
}

/** How far each feature's values moved, the largest first; those of the calendar move with it and are only named. */
export function DriftChart(rows: readonly FeatureDrift[], width: number): HTMLElement {
  const calendar = rows.filter(row => row.calendar);
  const bars = rows
    .filter(row => !row.calendar)
    .slice(0, drawn)
    .map(({feature, index}) => ({label: featureLabel(feature), index}));
  const head: Plot.TextOptions = {x: (limit: number) => limit, frameAnchor: "top", dy: -12};
  const most = Math.max(0.3, ...bars.map(({index}) => index));
  const chart = Plot.plot({
    width,
    height: 66 + bars.length * 22,
    marginLeft: Math.min(180, width * 0.45),
    marginRight: 46,
    marginTop: 20,
    marginBottom: 40,
    x: {
      domain: [0, most],
      label: "population stability index (PSI)",
      labelOffset: 36,
      grid: true,
      ticks: Math.max(2, Math.round(width / 120))
    },
    y: {domain: bars.map(({label}) => label), label: null, tickSize: 0},
    marks: [
      Plot.barX(bars, {x: "index", y: "label", fill: color("series-main"), insetTop: 3, insetBottom: 3}),
      Plot.text(bars, {
        x: "index",
        y: "label",
        text: ({index}) => index.toFixed(index < 0.1 ? 3 : 2),
        textAnchor: "start",
        dx: 4,
        stroke: "var(--plot-background)",
        strokeWidth: 3
      }),
      Plot.ruleX(limits, {stroke: "currentColor", strokeDasharray: "4,3"}),
      Plot.text([limits[0]], {...head, text: () => "some", textAnchor: "end", dx: 2}),
      Plot.text([limits[1]], {...head, text: () => "much", textAnchor: "start", dx: -2}),
      Plot.ruleX([0])
    ]
  });
  const named = calendar.map(({feature, index}) => `${featureLabel(feature)} ${index.toFixed(2)}`).join(", ");
  return html`<div>${chart}${named === "" ? null : html`<p class="frame-footnote">Not drawn, since they move with the calendar: ${named}.</p>`}</div>`;
}

/** A change that ADWIN noticed, and in which scores. */
export interface ChangeRow {
  readonly stream: string;
  readonly day: string;
  /** Events of the stream before the new mean begins. */
  readonly from: number;
  readonly before: number;
  readonly after: number;
}

export function changeRows(all: ScoreStream, references: ScoreStream): ChangeRow[] {
  const of = (stream: string, {changes}: ScoreStream) =>
    changes.map(({day, from, before, after}) => ({stream, day, from, before, after}));
  return [...of("all events", all), ...of("benign references", references)];
}

/** "The mean score changes 4 times, among benign events alone never". */
export function changeFinding(all: ScoreStream, references: ScoreStream): string {
  const times = (count: number) =>
    count === 0 ? "never" : count === 1 ? "once" : `${formatCount(count)} times`;
  return `The mean score changes ${times(all.count)} over the unseen days, among benign events alone ${times(references.count)}`;
}

/** "Listed are the first 20 of each."; nothing where all are. */
export function changesListed(...streams: readonly ScoreStream[]): string {
  const cut = streams.filter(({count, changes}) => count > changes.length);
  const [first] = cut;
  if (first === undefined) return "";
  const each = cut.length === streams.length ? " of each" : ` of the ${formatCount(first.count)}`;
  return ` Listed are the first ${formatCount(first.changes.length)}${each}.`;
}

export function ChangeTable(rows: readonly ChangeRow[]): HTMLElement {
  return dataTable(
    rows,
    [
      {key: "stream", label: "Scores of", cell: ({stream}) => stream},
      {key: "day", label: "Day of the change", cell: ({day}) => day},
      {
        key: "from",
        label: "After events",
        title: "events of the stream, in order of time, before the new mean begins",
        numeric: true,
        cell: ({from}) => formatCount(from),
        value: ({from}) => from
      },
      {
        key: "before",
        label: "Mean score before",
        numeric: true,
        cell: ({before}) => before.toFixed(3),
        value: ({before}) => before
      },
      {
        key: "after",
        label: "and after",
        numeric: true,
        cell: ({after}) => after.toFixed(3),
        value: ({after}) => after
      }
    ],
    {stacks: true, first: 8}
  );
}
