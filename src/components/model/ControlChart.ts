import * as Plot from "@observablehq/plot";
import type {Control} from "../../engine/evaluate/controls.js";
import type {DetectorEvaluation, PublishedEvaluation} from "../../engine/evaluate/published-evaluation.js";
import {dataTable} from "../data-table.js";
import {formatPlural} from "../format.js";
import {html} from "../html.js";
import {color} from "../palette.js";
import {detectorName, intervalText} from "./evaluation.js";

const labels: Readonly<Record<string, string>> = {
  shuffled_labels: "shuffled labels",
  missingness_only: "missing values only",
  time_only: "time only",
  best_single_feature: "best single feature",
  dataset_probe: "telling the dataset"
};

/** The controls as one detector stands up to them, whichever the evaluation's own verdicts are about. */
export function controlsOf(
  evaluation: PublishedEvaluation,
  {detector}: DetectorEvaluation,
  controls: readonly Control[]
): Control[] {
  const name = detectorName(evaluation, detector);
  return controls.map(control => {
    const difference = control.differences[detector];
    if (difference === undefined) return control;
    const passed = difference.low > 0;
    const word = passed ? "better" : difference.high < 0 ? "worse" : "no better beyond chance";
    return {...control, passed, verdict: `${name} is ${word} than this control.`};
  });
}

/** "Isolation forest fails 2 of 4 negative controls: missing values only, best single feature". */
export function controlFinding(detector: string, controls: readonly Control[]): string {
  const failed = controls.filter(({passed}) => !passed);
  const count = formatPlural(controls.length, "negative control");
  if (failed.length === 0) return `${detector} stands up to all of its ${count}`;
  const names = failed.map(({name}) => labels[name] ?? name).join(", ");
  return `${detector} does not stand up to ${failed.length} of ${count}: ${names}`;
}

/** A line of the picture: the model or a control. */
export interface ControlRow {
  readonly name: string;
  readonly kind: "model" | "control";
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The detector first, then the controls that are measured as it is. */
export function controlRows(
  evaluation: PublishedEvaluation,
  detector: DetectorEvaluation,
  controls: readonly Control[]
): ControlRow[] {
  return [
    {name: detectorName(evaluation, detector.detector), kind: "model", ...detector.headline.roc_auc},
    ...controls
      .filter(({measure}) => measure === "roc_auc")
      .map(({name, value, low, high}) => ({
        name: labels[name] ?? name,
        kind: "control" as const,
        value,
        low,
        high
      }))
  ];
}

/** ROC-AUCs with their intervals below each other: a model is worth what it is better by. */
export function ControlChart(rows: readonly ControlRow[], width: number): Element {
  const least = Math.min(0.4, ...rows.map(({low}) => low));
  const lines = rows.map(row => ({
    ...row,
    stroke: color(row.kind === "model" ? "series-anomaly" : "series-main"),
    symbol: row.kind === "model" ? "diamond" : "circle"
  }));
  return Plot.plot({
    width,
    height: 56 + rows.length * 28,
    marginLeft: Math.min(150, width * 0.42),
    marginRight: 16,
    marginTop: 8,
    marginBottom: 40,
    x: {
      domain: [least, 1],
      label: "ROC-AUC (0.5 is guessing), with 95% interval",
      labelOffset: 36,
      grid: true,
      ticks: Math.max(3, Math.round(width / 110))
    },
    y: {domain: rows.map(({name}) => name), label: null, tickSize: 0},
    marks: [
      Plot.ruleX([0.5], {stroke: "currentColor", strokeDasharray: "4,3"}),
      Plot.ruleY(lines, {y: "name", x1: "low", x2: "high", stroke: "stroke", strokeWidth: 2}),
      Plot.dot(lines, {x: "value", y: "name", r: 5, symbol: "symbol", fill: "stroke"})
    ]
  });
}

/** What each control means and what came out. */
export function ControlTable(controls: readonly Control[]): HTMLElement {
  return dataTable(
    controls,
    [
      {key: "control", label: "Control", cell: ({name}) => labels[name] ?? name},
      {key: "meaning", label: "What it is", cell: ({meaning}) => html`<span class="wide">${meaning}</span>`},
      {
        key: "value",
        label: "Comes to",
        cell: control =>
          `${intervalText(control)}${control.measure === "roc_auc" ? "" : `, guessing ${control.chance.toFixed(2)}`}`,
        value: ({value}) => value
      },
      {
        key: "verdict",
        label: "Verdict",
        cell: ({passed, verdict}) => html`<span class="wide">${passed ? "✓" : "✗"} ${verdict}</span>`
      }
    ],
    {stacks: true}
  );
}
