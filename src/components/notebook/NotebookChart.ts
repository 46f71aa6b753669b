import * as Plot from "@observablehq/plot";
import {datasets, severities} from "../../engine/event.js";
import type {ChartPlan, Encoding} from "../../engine/notebook/chart.js";
import type {ChartData} from "../../engine/notebook/runner.js";
import {html} from "../html.js";
import {actionScale, color, datasetColor, datasetScale, severityScale} from "../palette.js";
import {barColumns} from "./bar-columns.js";

export type ChartRow = Readonly<Record<string, unknown>>;

/** Colours that can be told apart; what else there is shares one more. */
const categoryColors = Object.values(datasetColor);
const others = "others";
/** How strong the colour of 0 is, so that what is there is seen. */
const faintest = 0.12;

/** Draws a chart as it was described; never runs anything of the description. */
export function NotebookChart({plan, rows}: ChartData, width: number): Node {
  const drawn = rows.map(row => readTimes(row, plan));
  const fill = fillOf(plan, drawn);
  const facetCount = plan.facet === null ? 1 : new Set(drawn.map(row => row[plan.facet ?? ""])).size;
  const options = {
    width,
    height: Math.min(
      4000,
      (plan.height ?? heightOf(plan, drawn)) * (facetCount > 1 ? Math.max(1, facetCount * 0.6) : 1)
    ),
    marginTop: 28,
    marginLeft: Math.min(marginOf(plan, drawn), width * 0.45),
    marginBottom: bottomOf(plan, drawn, width),
    ...(plan.facet === null ? {} : {marginRight: 110}),
    x: axis(plan.x, drawn, width),
    y: {...axis(plan.y, drawn), labelAnchor: "top"},
    ...(plan.facet === null ? {} : {fy: {label: plan.facet}}),
    ...(fill.scale === null ? {} : {color: fill.scale}),
    ...(fill.isOpacity
      ? {opacity: {type: "linear", domain: [0, strongest(plan, drawn)], range: [faintest, 1]}}
      : {}),
    marks: marksOf(plan, fill.rows, fill)
  };
  const drawing = Plot.plot(options as Plot.PlotOptions);
  return fill.isOpacity ? html`<div>${strengthLegend(plan, drawn)}${drawing}</div>` : drawing;
}

/** The largest number that is told by how strong a colour is. */
function strongest({fill}: ChartPlan, rows: readonly ChartRow[]): number {
  const numbers = rows.map(row => Number(row[fill?.field ?? ""])).filter(Number.isFinite);
  return numbers.reduce((most, number) => Math.max(most, number), 0) || 1;
}

function strengthLegend(plan: ChartPlan, rows: readonly ChartRow[]): HTMLElement {
  const main = color("series-main");
  const band = html`<i style=${`background: linear-gradient(to right, color-mix(in srgb, ${main} ${faintest * 100}%, transparent), ${main}); border: 1px solid ${main}; width: 8em`}></i>`;
  const most = strongest(plan, rows).toLocaleString("en-US", {maximumFractionDigits: 2});
  return html`<div class="drawn-legend"><span>${plan.fill?.label ?? ""}: 0 ${band} ${most}</span></div>`;
}

interface Fill {
  readonly rows: readonly ChartRow[];
  /** Options of Plot's colour scale; null where there is one colour. */
  readonly scale: Plot.ScaleOptions | null;
  /** Whether numbers are told by how strong the one colour is. */
  readonly isOpacity: boolean;
}

function fillOf({fill}: ChartPlan, rows: readonly ChartRow[]): Fill {
  if (fill === null) return {rows, scale: null, isOpacity: false};
  if (fill.kind === "number" && fill.scale !== "category") return {rows, scale: null, isOpacity: true};
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(named(row[fill.field]), (counts.get(named(row[fill.field])) ?? 0) + 1);
  const found = [...counts.keys()];
  const known = [
    {...severityScale, names: severities},
    {...datasetScale, names: datasets},
    {...actionScale, names: ["allowed", "blocked", "unknown"]}
  ].find(({names}) => found.length > 0 && found.every(value => names.some(name => name === value)));
  const label = {label: fill.label, legend: true};
  if (known) {
    const domain = known.domain.filter(value => counts.has(value));
    const range = domain.map(
      value => known.range[known.domain.indexOf(value as never)] ?? color("severity-none")
    );
    return {rows, scale: {...label, domain, range}, isOpacity: false};
  }
  const few = found.length <= categoryColors.length;
  const shown = few ? found : found.slice(0, categoryColors.length - 1);
  const kept = new Set(shown);
  return {
    rows: rows.map(row => {
      const value = named(row[fill.field]);
      return {...row, [fill.field]: kept.has(value) ? value : others};
    }),
    scale: {
      ...label,
      domain: few ? shown : [...shown, others],
      range: few
        ? categoryColors.slice(0, shown.length)
        : [...categoryColors.slice(0, shown.length), color("severity-none")]
    },
    isOpacity: false
  };
}

function marksOf(plan: ChartPlan, rows: readonly ChartRow[], fill: Fill): Plot.Markish[] {
  const {mark, x, y, size} = plan;
  const facet = {fy: plan.facet};
  const paint = plan.fill === null || fill.isOpacity ? color("series-main") : plan.fill.field;
  const strength = fill.isOpacity && plan.fill !== null ? {fillOpacity: plan.fill.field} : {};
  const both = {x: x?.field, y: y?.field, ...facet, ...sortOf(plan)};
  const tip = {tip: {format: {fy: true}}, title: (row: ChartRow) => tooltip(plan, row)};
  const zeroY = isMeasure(y) ? [Plot.ruleY([0], {stroke: "currentColor", strokeOpacity: 0.4})] : [];
  switch (mark) {
    case "bar":
      return [
        ...barMarks(plan, rows, {fill: paint, ...strength, ...facet, ...sortOf(plan), ...tip}),
        ...(isSideways(plan) ? [] : zeroY)
      ];
    case "line":
      return [
        ...zeroY,
        Plot.lineY(rows, given({...both, stroke: paint, z: plan.fill?.field, strokeWidth: 1.8, ...tip}))
      ];
    case "area":
      return [Plot.areaY(rows, given({...both, fill: paint, fillOpacity: 0.75, ...tip})), ...zeroY];
    case "dot": {
      const opacity = fill.isOpacity ? strength : {fillOpacity: 0.7};
      return [Plot.dot(rows, given({...both, fill: paint, r: size?.field ?? 3.5, ...opacity, ...tip}))];
    }
    case "cell":
      return [Plot.cell(rows, given({...both, fill: paint, ...strength, inset: 0.5, ...tip}))];
    case "tick":
      return [Plot.tickX(rows, given({...both, stroke: paint, strokeOpacity: 0.6, ...tip}))];
    case "rule": {
      const line = given({...both, stroke: paint, ...tip});
      return x === null ? [Plot.ruleY(rows, line)] : [Plot.ruleX(rows, line), ...zeroY];
    }
    case "text": {
      const written = plan.fill === null ? "currentColor" : paint;
      return [Plot.text(rows, given({...both, text: plan.text, fill: written}))];
    }
  }
}

/** Plot's options without those that are not given: to Plot, undefined is a value. */
function given(options: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined && value !== null)
  );
}

function barMarks(
  plan: ChartPlan,
  rows: readonly ChartRow[],
  style: Readonly<Record<string, unknown>>
): Plot.Markish[] {
  const {x, y} = plan;
  const both = given({x: x?.field, y: y?.field, ...style});
  if (isSideways(plan)) return [Plot.barX(rows, both)];
  if (x?.scale === "category") return [Plot.barY(rows, both)];
  // Along a continuous axis a bar is as wide as the smallest step.
  const wide = barColumns(rows, x?.field ?? "");
  return [Plot.rectY(wide, given({x1: "bar start", x2: "bar end", y: y?.field, ...style, inset: 0.3}))];
}

const isMeasure = (encoding: Encoding | null) => encoding?.kind === "number" && encoding.scale !== "category";

/** Whether the bars lie: the measure is on x, and y has what is measured. */
const isSideways = ({x, y}: ChartPlan) => isMeasure(x) && !isMeasure(y);

/** Plot sorts categories by what they are drawn with; unsorted, they stand as the rows do. */
function sortOf({x, y}: ChartPlan): object {
  const category = x?.scale === "category" ? "x" : y?.scale === "category" ? "y" : null;
  const sort = (category === "x" ? x : y)?.sort ?? "data";
  if (category === null || sort === "data") return {};
  const by = sort.replace("-", "");
  return {sort: {[category]: by, reverse: sort.startsWith("-")}};
}

/** @param width pixels for the labels of categories beside each other; absent where they stand below each other */
function axis(encoding: Encoding | null, rows: readonly ChartRow[], width?: number): Plot.ScaleOptions {
  if (encoding === null) return {};
  const {scale, field, label, sort, kind} = encoding;
  const base = {label: kind === "time" ? `${label} (UTC)` : label};
  if (scale === "category") {
    const domain = [...new Set(rows.map(row => row[field]))];
    const isTime = kind === "time";
    return {
      ...base,
      type: "band",
      ...(sort === null || sort === "data" ? {domain: domain as string[]} : {}),
      ...(width === undefined ? {} : thinned(domain, width)),
      tickFormat: (value: unknown) =>
        isTime && value instanceof Date
          ? value.toISOString().slice(0, 16).replace("T", " ")
          : shorten(named(value))
    };
  }
  if (scale === "time") return {...base, type: "utc"};
  return {...base, type: scale, nice: true, grid: true, tickFormat: scale === "log" ? "~s" : ",~f"};
}

/** Labels beside each other: turned where they are long, and of those that would still overlap only some. */
function thinned(domain: readonly unknown[], width: number): object {
  const longest = Math.max(0, ...domain.map(value => shorten(named(value)).length));
  const room = (width - 80) / Math.max(1, domain.length);
  if (room >= longest * 6.5 + 4) return {};
  const isTurned = longest > 4;
  const step = Math.ceil((isTurned ? 14 : longest * 6.5 + 4) / room);
  return {...(isTurned ? {tickRotate: -35} : {}), ticks: domain.filter((_, i) => i % step === 0)};
}

/** Times as dates, which Plot's scales take. */
function readTimes(row: ChartRow, {x, y}: ChartPlan): ChartRow {
  const times = [x, y].filter(encoding => encoding?.kind === "time");
  if (times.length === 0) return row;
  const read: Record<string, unknown> = {...row};
  for (const encoding of times) {
    const value = row[encoding?.field ?? ""];
    read[encoding?.field ?? ""] = typeof value === "number" ? new Date(value) : null;
  }
  return read;
}

function heightOf({mark, y}: ChartPlan, rows: readonly ChartRow[]): number {
  if (y?.scale !== "category") return y === null ? 90 : mark === "cell" ? 300 : 280;
  const bands = new Set(rows.map(row => String(row[y.field]))).size;
  return Math.max(90, 50 + bands * 22);
}

/** Room for the labels below, which are turned where they are long. */
function bottomOf({x}: ChartPlan, rows: readonly ChartRow[], width: number): number {
  if (x?.scale !== "category") return 36;
  const domain = [...new Set(rows.map(row => row[x.field]))];
  const longest = Math.max(0, ...domain.map(value => shorten(named(value)).length));
  return "tickRotate" in thinned(domain, width) ? Math.min(140, 44 + longest * 3.7) : 44;
}

/** Room for the longest label at the left. */
function marginOf({y}: ChartPlan, rows: readonly ChartRow[]): number {
  if (y === null) return 20;
  if (y.scale !== "category") return 56;
  const longest = Math.max(0, ...rows.slice(0, 500).map(row => shorten(named(row[y.field])).length));
  return Math.min(220, 30 + longest * 6.4);
}

function tooltip({x, y, fill, size, facet, text: shown}: ChartPlan, row: ChartRow): string {
  const fields = new Set(
    [x?.field, y?.field, fill?.field, size?.field, facet, shown].filter(f => typeof f === "string")
  );
  const names = new Set([x, y, fill].filter(e => e?.scale === "category").map(e => e?.field));
  return [...fields]
    .map(field => `${field}: ${names.has(field) ? named(row[field]) : text(row[field])}`)
    .join("\n");
}

/** A category's value: a name, so that of a number (a port, a year) the digits stand as they are. */
function named(value: unknown): string {
  return typeof value === "number" ? String(value) : text(value);
}

function text(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (value instanceof Date) return `${value.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return typeof value === "number"
    ? value.toLocaleString("en-US", {maximumFractionDigits: 4})
    : String(value);
}

function shorten(label: string): string {
  return label.length > 32 ? `${label.slice(0, 31)}…` : label;
}
