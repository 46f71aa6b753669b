import type {BurstRow} from "../../../engine/build/selected-bursts.js";
import {binnedGroups, binsOver, memberTotals} from "../../../engine/cube/linked-counts.js";
import type {TimeRange} from "../../../engine/selection.js";
import {color} from "../../palette.js";
import {burstName} from "../burst-words.js";
import {drawnMinutes, stepName} from "../time-bins.js";
import {memberGroups} from "./groups.js";
import type {LinkedActions, LinkedState} from "./linked-state.js";
import type {LiveDrawing} from "./live-frame.js";
import {stepChart} from "./StepChart.js";
import type {TimeScale} from "./scales.js";
import {svgElement} from "./svg-element.js";
import {type TimeBrush, timeBrush} from "./time-brush.js";

/** Pixels that a bin takes at least, times the 2.5 that `drawnMinutes` allows a pixel. */
export const binsPerWidth = 5;

/** Events over all of the window by severity, with the brush that all other charts follow, and the bursts to choose. */
export function BrushStrip(window: TimeRange, timeZone: string, actions: LinkedActions): LiveDrawing {
  const chart = stepChart({
    height: 210,
    top: 40,
    label: bins => `events per ${stepName(bins.length / 60_000)}, by severity`
  });
  const {picture, plot} = chart;
  picture.removeAttribute("aria-hidden");
  picture.setAttribute("role", "group");
  picture.setAttribute("aria-label", "Brush over the events of the window: two sliders, begin and end");
  // Each stands in the table of bursts too, where the keyboard reaches it.
  const flags = svgElement("g", {class: "burst-flags", "aria-hidden": "true"});
  picture.append(flags);
  const brush: TimeBrush = timeBrush({
    picture,
    top: plot.top,
    bottom: plot.bottom,
    window,
    timeZone,
    onBrush: actions.brush,
    onZoom: actions.zoom
  });
  let width = 640;
  let flagged = "";

  return {
    node: chart.node,
    resize(next) {
      width = next;
      chart.resize(next);
    },
    draw(state) {
      const minutes = state.counts.step / 60_000;
      const bins = binsOver(window, drawnMinutes(window, minutes, width / binsPerWidth) * 60_000);
      const groups = memberGroups(state, "severity").toReversed();
      const binned = binnedGroups(
        state.counts,
        "severity",
        groups.map(({members}) => members),
        window,
        bins
      );
      const series = groups.map(({label, fill}, g) => ({
        label,
        fill,
        values: binned[g] ?? new Float64Array(bins.count)
      }));
      chart.draw({range: window, bins, series, zone: state.zone, timeZone, marks: state.marks});
      const scale = chart.scale();
      if (scale === null) return;
      brush.draw(state.brush, scale, state.counts.step);
      const flagging = `${width} ${state.bursts.map(({burst_id}) => burst_id).join()}`;
      if (flagging === flagged) return;
      flagged = flagging;
      flags.replaceChildren(...state.bursts.map(burst => flag(burst, scale)));
    }
  };

  function flag(burst: BurstRow, {x}: TimeScale): SVGElement {
    const at = x(Number(burst.start_time));
    const node = svgElement(
      "g",
      {transform: `translate(${at},0)`, class: "burst-flag", "data-burst": burst.burst_id},
      svgElement("title", {}, `${burstName(burst)}: brush it`),
      svgElement("rect", {x: -7, y: 18, width: 14, height: 20, fill: "transparent"}),
      svgElement("text", {y: 33, "text-anchor": "middle", fill: color("series-burst")}, "▼"),
      svgElement("line", {
        y1: plot.top,
        y2: plot.bottom,
        stroke: color("series-burst"),
        "stroke-opacity": 0.6
      })
    );
    node.addEventListener("click", () =>
      actions.brush({from: Number(burst.start_time), to: Number(burst.end_time)})
    );
    return node;
  }
}

/** Events in the window, whatever is brushed. */
export function windowTotal({counts, selection}: LinkedState): number {
  let sum = 0;
  for (const value of counts.total) sum += value;
  return selection.from < selection.to ? sum : 0;
}

/** Anomalous events among those that are brushed and picked. */
export function anomalousTotal({counts, shown, picks}: LinkedState): number {
  const totals = memberTotals(counts, "severity", shown);
  return counts.members.severity.reduce(
    (sum, name, m) =>
      name === "none" || (picks.severity.length > 0 && !picks.severity.includes(name ?? ""))
        ? sum
        : sum + (totals[m] ?? 0),
    0
  );
}
