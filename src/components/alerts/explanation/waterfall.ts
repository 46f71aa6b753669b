import * as Plot from "@observablehq/plot";
import type {Explanation} from "../../../engine/detect/detector.js";
import {waterfall} from "../../../engine/explain/waterfall.js";
import type {ModelFamily} from "../../../engine/features/event-block.js";
import {featureSets} from "../../../engine/features/features.js";
import {featureLabel, featureValue} from "../../model/feature-text.js";
import {color} from "../../palette.js";
import type {Part} from "./explanation.js";
import {signed} from "./sum.js";

/** A line of the waterfall as drawn. */
export interface WaterfallRow {
  /** What stands above the bar. */
  readonly label: string;
  /** What stands beside it. */
  readonly text: string;
  readonly kind: "base" | "up" | "down" | "total";
  /** Minus path lengths. */
  readonly from: number;
  readonly to: number;
}

/** The parts by column of the family's rows, with what they add up to. */
export function toExplanation(parts: readonly Part[], base: number, family: ModelFamily): Explanation {
  const contributions = new Map(parts.map(({feature, contribution}) => [feature, contribution]));
  const byColumn = Float64Array.from(featureSets[family], ({name}) => contributions.get(name) ?? 0);
  // Summed as the sentence below sums them.
  const total = base + parts.reduce((sum, {contribution}) => sum + contribution, 0);
  return {base, parts: byColumn, total};
}

/** "bytes sent: 87.7 MB (usual 2.1 MB)". */
export function partLabel({feature, value, usual}: Part, family: ModelFamily): string {
  const spec = featureSets[family].find(({name}) => name === feature);
  if (spec === undefined) return featureLabel(feature);
  const beside = usual === null ? "usually not measured" : `usual ${featureValue(usual, spec)}`;
  return `${featureLabel(feature)}: ${featureValue(value, spec)} (${beside})`;
}

/** Whether a feature reads the same as its usual value does, so that its bar by itself would say nothing. */
export function isUsual({feature, value, usual}: Part, family: ModelFamily): boolean {
  const spec = featureSets[family].find(({name}) => name === feature);
  if (spec === undefined || value === null || usual === null) return value === usual;
  return featureValue(value, spec) === featureValue(usual, spec);
}

/** The parts that the waterfall's last step holds together: those at their usual values, as the parts are ordered. */
export function usualParts(parts: readonly Part[], family: ModelFamily): Part[] {
  return parts.filter(part => part.contribution !== 0 && isUsual(part, family));
}

/** "3 features at their usual values, together". */
export function usualLabel(count: number): string {
  return count === 1 ? "1 feature at its usual value" : `${count} features at their usual values, together`;
}

/** What a model's parts are measured in, and how a reader is told so. */
export interface PartUnit {
  /** What a row without any part is. */
  readonly start: string;
  /** A total with its unit. */
  readonly total: (value: number) => string;
  /** Of the horizontal axis, where there is room and where there is not. */
  readonly axis: string;
  readonly narrowAxis: string;
  readonly tick: (value: number) => string;
}

const plain = (value: number) => String(Number(value.toFixed(2)));

/** Of a forest: minus path lengths, said as the path lengths that they are. */
export const splitUnit: PartUnit = {
  start: "an event of which nothing is known",
  total: value => `${(-value).toFixed(2)} splits`,
  axis: "mean path length in splits; to the right, fewer splits, is more anomalous →",
  narrowAxis: "splits to set it apart; fewer = more anomalous →",
  tick: value => plain(-value)
};

/** Of nearest neighbours: each feature counts from 0 to 1 over the range of benign events. */
export const distanceUnit: PartUnit = {
  start: "a benign event exactly like it",
  total: value => value.toFixed(2),
  axis: "squared distance to the nearest benign events; to the right is more anomalous →",
  narrowAxis: "squared distance to benign events →",
  tick: plain
};

/**
 * The lines of a waterfall: where every event begins, the eight largest parts of what is not as usual, the others, what is as
 * usual together, and where they lead.
 */
export function waterfallRows(
  parts: readonly Part[],
  base: number,
  family: ModelFamily,
  unit: PartUnit
): WaterfallRow[] {
  const explanation = toExplanation(parts, base, family);
  const specs = featureSets[family];
  const usual = usualParts(parts, family);
  const others = parts.filter(part => !usual.includes(part));
  // Without anything usual the total is the same sum, to the last bit.
  const odd = toExplanation(others, base, family);
  const steps = waterfall(odd).map(({columns, others: lesser, part, from, to}): WaterfallRow => {
    const name = specs[columns[0] ?? 0]?.name;
    const own = parts.find(({feature}) => feature === name);
    const label = lesser || own === undefined ? `${columns.length} other features` : partLabel(own, family);
    return {label, text: signed(part), kind: part < 0 ? "down" : "up", from, to};
  });
  const {total} = explanation;
  const from = steps.at(-1)?.to ?? base;
  // The last step ends at exactly the total, so that it takes up what rounding left over.
  if (usual.length > 0)
    steps.push({
      label: usualLabel(usual.length),
      text: signed(total - from),
      kind: total < from ? "down" : "up",
      from,
      to: total
    });
  return [
    {label: unit.start, text: unit.total(base), kind: "base", from: base, to: base},
    ...steps,
    {label: "this event", text: unit.total(total), kind: "total", from: total, to: total}
  ];
}

const rowHeight = 36;

/** Filled and pointing right, or hollow and pointing left: which way a part pushes is told without its colour. */
export const partLooks = {
  up: {fill: color("series-anomaly"), stroke: color("series-anomaly"), sign: "▶"},
  down: {fill: "transparent", stroke: color("series-main"), sign: "◀"}
} as const;

/** How the parts lead from what any event has to what this one has, each bar beginning where the one above ends. */
export function waterfallChart(rows: readonly WaterfallRow[], unit: PartUnit, width: number): Element {
  const ends = rows.flatMap(({from, to}) => [from, to]);
  const least = Math.min(...ends);
  const most = Math.max(...ends);
  const lines = rows.map((row, i) => ({
    ...row,
    i,
    x1: Math.min(row.from, row.to),
    x2: Math.max(row.from, row.to)
  }));
  const bars = lines.flatMap(line =>
    line.kind === "up" || line.kind === "down"
      ? [{...line, ...partLooks[line.kind], text: `${partLooks[line.kind].sign} ${line.text}`}]
      : []
  );
  const points = lines.filter(({kind}) => kind === "base" || kind === "total");
  const joints = lines.slice(1).map((row, k) => ({x: row.from, y1: k, y2: row.i}));
  const beside: Plot.TextOptions = {
    x: "x2",
    y: (line: {readonly i: number}) => line.i + 0.72,
    textAnchor: "start",
    dx: 8,
    fontWeight: 600
  };
  return Plot.plot({
    width,
    height: rows.length * rowHeight + 46,
    marginLeft: 12,
    marginRight: 72,
    marginTop: 4,
    marginBottom: 42,
    x: {
      domain: [least, most],
      nice: true,
      grid: true,
      label: width < 420 ? unit.narrowAxis : unit.axis,
      labelAnchor: "center",
      labelArrow: "none",
      labelOffset: 38,
      ticks: Math.max(3, Math.round(width / 90)),
      tickFormat: unit.tick
    },
    y: {domain: [0, rows.length], reverse: true, axis: null},
    marks: [
      Plot.ruleX(joints, {
        x: "x",
        y1: d => d.y1 + 0.72,
        y2: d => d.y2 + 0.72,
        stroke: "currentColor",
        strokeOpacity: 0.35,
        strokeDasharray: "2,2"
      }),
      Plot.rect(bars, {
        x1: "x1",
        x2: "x2",
        y1: d => d.i + 0.5,
        y2: d => d.i + 0.94,
        fill: "fill",
        stroke: "stroke",
        strokeWidth: 1.5
      }),
      Plot.dot(points, {
        x: "to",
        y: d => d.i + 0.72,
        r: 5,
        symbol: (line: {readonly kind: string}) => (line.kind === "total" ? "diamond" : "circle"),
        fill: "currentColor"
      }),
      Plot.text(bars, {...beside, text: "text"}),
      Plot.text(points, {...beside, text: "text"}),
      Plot.text(lines, {
        frameAnchor: "left",
        y: (line: {readonly i: number}) => line.i + 0.26,
        text: "label",
        textAnchor: "start",
        dx: -6,
        fill: "currentColor",
        stroke: "var(--plot-background)",
        strokeWidth: 4
      })
    ]
  });
}
