import {type TimelineRow, timelineQuery} from "../../engine/build/timeline.js";
import {choice} from "../choice.js";
import {html} from "../html.js";
import type {Workbench} from "../workbench/workbench.js";
import type {LinkedCharts} from "./linked/linked-charts.js";
import type {LinkedState} from "./linked/linked-state.js";
import {drawnMinutes, stepRemark} from "./time-bins.js";
import {anomalyFrame, scoreFrame} from "./timeline-frames.js";

/** Frame and axis take some of the page's width. */
const besidePlot = 100;

export interface FineCharts {
  readonly choice: HTMLElement;
  readonly anomalies: HTMLElement;
  readonly scores: HTMLElement;
}

/**
 * Anomalous events and mean scores per 5 or 10 minutes of what is brushed and picked. Their rows come from DuckDB once the reader
 * rests.
 */
export function fineCharts(linked: LinkedCharts, workbench: Workbench): FineCharts {
  const step = choice({
    label: "Count per",
    options: [
      {value: 5, label: "5 minutes"},
      {value: 10, label: "10 minutes"}
    ],
    value: 5
  });
  const anomalies = html`<div class="live-frame"></div>`;
  const scores = html`<div class="live-frame"></div>`;
  let latest: LinkedState | null = null;
  let asked = "";

  function show(): void {
    if (latest === null) return;
    const {narrowed, shown, timeZone, bursts, marks} = latest;
    const minutes = step.value;
    const drawn = drawnMinutes(shown, minutes, (anomalies.clientWidth || 1100) - besidePlot);
    step.remark(stepRemark(minutes, drawn));
    const context = {
      ...{range: shown, minutes, drawn, timeZone, readerMarks: marks},
      bursts: bursts.filter(
        ({start_time, end_time}) => Number(start_time) < shown.to && Number(end_time) > shown.from
      )
    };
    const bins = workbench.ask<TimelineRow>(timelineQuery(narrowed, minutes));
    anomalies.replaceChildren(anomalyFrame(bins, context));
    scores.replaceChildren(scoreFrame(bins, context));
  }

  step.addEventListener("input", event => {
    event.stopPropagation();
    show();
  });
  linked.add({
    draw() {},
    settle(state) {
      latest = state;
      const {narrowed, timeZone, bursts, marks} = state;
      const asking = JSON.stringify([narrowed, timeZone, bursts.length, marks]);
      if (asking === asked) return;
      asked = asking;
      show();
    }
  });
  return {choice: step, anomalies, scores};
}
