import type {BurstRow} from "../../engine/build/selected-bursts.js";
import type {DatasetTimelineRow, TimelineRow} from "../../engine/build/timeline.js";
import {chartFrame} from "../chart-frame.js";
import type {Answer} from "../workbench/workbench.js";
import {AnomalyChart} from "./AnomalyChart.js";
import {DatasetTimelines} from "./DatasetTimelines.js";
import {ScoreChart} from "./ScoreChart.js";
import {meanScore, stepName} from "./time-bins.js";
import {anomalyFinding, datasetFinding, scoreFinding, type Window} from "./timeline-findings.js";

/** The answers that the charts of the Timeline page are drawn from. */
export interface TimelineAnswers extends Window {
  readonly bursts: Answer<BurstRow>;
  /** How many datasets there are to draw, as far as is known beforehand. */
  readonly datasetCount: number;
}

/** Anomalous events over time, bursts marked. */
export function anomalyFrame(
  bins: Answer<TimelineRow>,
  {bursts, datasetCount: _, ...window}: TimelineAnswers
) {
  const marked = withBursts(bins, bursts);
  return chartFrame<TimelineRow>({
    id: "anomalies",
    title: rows => anomalyFinding(rows, window),
    subtitle:
      "▼ and the line below it mark a burst of a dataset: click one, or drag across the chart, to zoom in; Back zooms out.",
    query: bins.query,
    note: stepNote(window),
    rows: marked.rows,
    height: 240,
    total: rows => rows.reduce((sum, row) => sum + row.anomalous, 0),
    draw: (rows, {width}) =>
      AnomalyChart(rows, {
        ...window,
        width,
        bursts: marked.bursts()
      })
  });
}

/** Mean anomaly score over time. */
export function scoreFrame(bins: Answer<TimelineRow>, window: Window) {
  return chartFrame<TimelineRow>({
    id: "mean-score",
    title: rows => scoreFinding(rows, window),
    query: bins.query,
    note: stepNote(window),
    rows: bins.rows,
    height: 170,
    total: rows => rows.reduce((sum, row) => sum + row.score_sum, 0),
    notMeasured: rows =>
      rows.length > 0 && rows.every(row => meanScore(row) === null)
        ? "The mean score is not measured: no model scores the events selected here."
        : null,
    draw: (rows, {width}) => ScoreChart(rows, {...window, width})
  });
}

/** Events over time, by dataset. */
export function datasetFrame(
  bins: Answer<DatasetTimelineRow>,
  {bursts, datasetCount, ...window}: TimelineAnswers
) {
  const marked = withBursts(bins, bursts);
  return chartFrame<DatasetTimelineRow>({
    id: "datasets",
    title: datasetFinding,
    subtitle: `Events per ${stepName(window.drawn)}. Each dataset has a vertical scale of its own.`,
    query: bins.query,
    note: stepNote(window),
    rows: marked.rows,
    height: 50 + 122 * datasetCount,
    total: rows => rows.reduce((sum, row) => sum + row.events, 0),
    draw: (rows, {width}) => DatasetTimelines(rows, {...window, width, bursts: marked.bursts()})
  });
}

function stepNote({minutes, drawn}: Window): string {
  const rows = `One row per ${stepName(minutes)} with events.`;
  return drawn === minutes ? rows : `${rows} Drawn in sums over ${stepName(drawn)}.`;
}

/** Rows that wait for the bursts to be drawn among them, and those bursts, once the rows are there. */
function withBursts<R extends object>(bins: Answer<R>, bursts: Answer<BurstRow>) {
  let found: readonly BurstRow[] = [];
  const rows = Promise.all([bins.rows, bursts.rows]).then(([own, all]) => {
    found = all;
    return own;
  });
  return {rows, bursts: () => found};
}
