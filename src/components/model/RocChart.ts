import * as Plot from "@observablehq/plot";
import type {DetectorEvaluation, PublishedEvaluation} from "../../engine/evaluate/published-evaluation.js";
import {formatShare} from "../format.js";
import {html, svg} from "../html.js";
import {color} from "../palette.js";
import {detectorName, forestDetector} from "./evaluation.js";

/** The least false-positive rate drawn; a logarithmic axis has no 0. */
const least = 1e-4;
/** Lines told apart by colour and by dashes. */
const looks = [
  {stroke: color("series-anomaly"), dash: "none"},
  {stroke: color("series-main"), dash: "7,3"},
  {stroke: color("series-burst"), dash: "2,3"}
] as const;
const faint = {stroke: color("severity-none"), dash: "none"} as const;

export interface RocPoint {
  readonly detector: string;
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
}

/** The curves' points, detector after detector. */
export function rocPoints(detectors: readonly DetectorEvaluation[]): RocPoint[] {
  return detectors.flatMap(({detector, roc}) =>
    roc.map(([falsePositiveRate, truePositiveRate]) => ({detector, falsePositiveRate, truePositiveRate}))
  );
}

/** Attacks found against false alarms, on a logarithmic axis, since only its left end is bearable in operation. */
export function RocChart(
  points: readonly RocPoint[],
  evaluation: PublishedEvaluation,
  chosen: string,
  width: number
): HTMLElement {
  const names = [...new Set(points.map(({detector}) => detector))];
  // The chosen one and the forest stand out; the others are there for comparison.
  const leading = [...new Set([chosen, forestDetector])].filter(name => names.includes(name));
  const lookOf = (name: string) => looks[leading.indexOf(name)] ?? faint;
  const drawn = points.map(point => ({...point, x: Math.max(least, point.falsePositiveRate)}));
  const linesOf = (some: readonly string[]) =>
    some.map(name =>
      Plot.line(
        drawn.filter(({detector}) => detector === name),
        {
          x: "x",
          y: "truePositiveRate",
          curve: "step-after",
          stroke: lookOf(name).stroke,
          strokeDasharray: lookOf(name).dash,
          strokeWidth: leading.includes(name) ? 2.2 : 1,
          strokeOpacity: leading.includes(name) ? 1 : 0.6
        }
      )
    );
  const guess = Array.from({length: 41}, (_, i) => 10 ** (-4 + i / 10));
  const chart = Plot.plot({
    width,
    height: 320,
    marginLeft: 48,
    marginTop: 26,
    marginBottom: 40,
    x: {
      type: "log",
      domain: [least, 1],
      label: "false-positive rate (share of normal events)",
      labelOffset: 36,
      ticks: [1e-4, 1e-3, 1e-2, 1e-1, 1],
      tickFormat: (x: number) => `${Number((100 * x).toPrecision(2))}%`,
      grid: true
    },
    y: {
      domain: [0, 1],
      label: "↑ true-positive rate (share of attacks)",
      labelArrow: "none",
      grid: true,
      tickFormat: (y: number) => formatShare(y)
    },
    marks: [
      Plot.line(guess, {
        x: d => d,
        y: d => d,
        stroke: "currentColor",
        strokeOpacity: 0.5,
        strokeDasharray: "1,4"
      }),
      ...linesOf(names.filter(name => !leading.includes(name))),
      ...linesOf([...leading].reverse()),
      Plot.tip(
        drawn,
        Plot.pointer({
          x: "x",
          y: "truePositiveRate",
          title: d =>
            `${detectorName(evaluation, d.detector)}\nfinds ${formatShare(d.truePositiveRate)} of attacks\nat ${formatShare(d.falsePositiveRate)} false positives`
        })
      )
    ]
  });
  const sample = (look: {readonly stroke: string; readonly dash: string}) =>
    svg`<svg width="26" height="8" aria-hidden="true"><line x1="0" x2="26" y1="4" y2="4" stroke=${look.stroke} stroke-width="2" stroke-dasharray=${look.dash}></line></svg>`;
  return html`<div><div class="drawn-legend">
  ${leading.map(name => html`<span>${sample(lookOf(name))} ${detectorName(evaluation, name)}</span>`)}
  ${names.length > leading.length ? html`<span>${sample(faint)} the other detectors</span>` : null}
  <span>${sample({stroke: "currentColor", dash: "1,4"})} guessing</span>
</div>${chart}</div>`;
}
