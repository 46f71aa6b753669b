import type {BurstRow} from "../../engine/build/selected-bursts.js";
import type {TimelineRow} from "../../engine/build/timeline.js";
import type {Mark} from "../../engine/decisions/fold-decisions.js";
import {chartFrame} from "../chart-frame.js";
import type {Answer} from "../workbench/workbench.js";
import {AnomalyChart} from "./AnomalyChart.js";
import {ScoreChart} from "./ScoreChart.js";
import {meanScore, stepName} from "./time-bins.js";
import {anomalyFinding, scoreFinding, type Window} from "./timeline-findings.js";

/** What the charts are drawn among. */
export interface TimelineContext extends Window {
  readonly bursts: readonly BurstRow[];
  readonly readerMarks: readonly Mark[];
}

/** Anomalous events over time, bursts marked. */
export function anomalyFrame(bins: Answer<TimelineRow>, context: TimelineContext) {
  return chartFrame<TimelineRow>({
    id: "anomalies",
    title: rows => anomalyFinding(rows, context),
    subtitle:
      "▼ and the line below it mark a burst of a dataset: click one, or drag across the chart, to zoom the page in; Back zooms out.",
    query: bins.query,
    note: stepNote(context),
    rows: bins.rows,
    height: 240,
    total: rows => rows.reduce((sum, row) => sum + row.anomalous, 0),
    draw: (rows, {width}) => AnomalyChart(rows, {...context, width})
  });
}

/** Mean anomaly score over time. */
export function scoreFrame(bins: Answer<TimelineRow>, {bursts: _, ...context}: TimelineContext) {
  return chartFrame<TimelineRow>({
    id: "mean-score",
    title: rows => scoreFinding(rows, context),
    query: bins.query,
    note: stepNote(context),
    rows: bins.rows,
    height: 170,
    total: rows => rows.reduce((sum, row) => sum + row.score_sum, 0),
    notMeasured: rows =>
      rows.length > 0 && rows.every(row => meanScore(row) === null)
        ? "The mean score is not measured: no model scores the events selected here."
        : null,
    draw: (rows, {width}) => ScoreChart(rows, {...context, width})
  });
}

function stepNote({minutes, drawn}: Window): string {
  const rows = `One row per ${stepName(minutes)} with events.`;
  return drawn === minutes ? rows : `${rows} Drawn in sums over ${stepName(drawn)}.`;
}
