import {binSpan} from "../../../../engine/replay/bins.js";
import {timeAt} from "../../../../engine/replay/tape.js";
import {html} from "../../../html.js";
import {zoneLabel} from "../../../time-zone.js";
import type {StageContext, StagePanel, StageState} from "../../stage.js";
import {drawPlayhead, drawTimeTicks, type Plot, ticksThatFit} from "../canvas/canvas-axis.js";
import {canvasBox, type Surface} from "../canvas/canvas-surface.js";
import {alertRoom, drawAlertRows} from "./time-alert-rows.js";
import {tickReader} from "./time-axis.js";
import {drawBars, drawRates, rateScale} from "./time-bars.js";
import {burstRoom, drawBursts} from "./time-burst-bands.js";
import {timeLegend} from "./time-legend.js";
import {timePart} from "./time-parts.js";
import {peakOfBins} from "./time-peak.js";
import {timeScale} from "./time-scale.js";
import {eventsTitle} from "./time-words.js";

/** Pixels of the page that a bar takes, at least; and how many there are at most where the axis rolls, since bins of few events say little. */
const barWidth = 4;
const mostRolling = 60;

/**
 * Events over time behind the playhead: all and anomalous, the bursts that have begun, and alerts by severity. Looking back on a stretch its axis
 * rolls; looking back on everything it is the whole tape, of which the future is blank.
 */
export function TimePanel({timeZone}: StageContext): StagePanel {
  const ticksOf = tickReader(timeZone);
  let state: StageState | undefined;
  const box = canvasBox("Events over time, with bursts and alerts", surface => {
    if (state !== undefined) paint(surface, state);
  });
  const part = timePart(
    "replay-time",
    `At the replay's clock in ${zoneLabel(timeZone)}. Below the bars: alerts, a row for each severity.`,
    html`<div class="replay-time-body">${timeLegend()}${box.node}</div>`
  );

  function paint(surface: Surface, {replay, whole, frame}: StageState): void {
    const {context, width, height} = surface;
    const {bursts} = replay.recording;
    const plot = plotOf(surface, burstRoom(surface, bursts));
    const isRolling = Number.isFinite(frame.span);
    const most = Math.max(2, Math.floor(plot.width / (barWidth * surface.ratio)));
    // A span of whole bins touches one more than it is long.
    const bins = binSpan(replay, frame, isRolling ? Math.min(most, mostRolling + 1) : most);
    const scale = isRolling
      ? timeScale(bins.from, bins.to, plot.width)
      : timeScale(timeAt(whole.tape, 0), timeAt(whole.tape, whole.tape.length), plot.width);
    const rates = rateScale(peakOfBins(replay, bins.width), bins.width);
    context.clearRect(0, 0, width, height);
    drawBursts(surface, plot, bursts, scale, frame.time);
    drawRates(surface, plot, rates);
    drawBars(surface, plot, bins, scale, rates);
    const alertsTop = plot.top + plot.height + surface.ratio * 3;
    drawAlertRows(surface, plot, alertsTop, bins, scale);
    const bottom = alertsTop + alertRoom(surface);
    drawTimeTicks(
      surface,
      plot,
      bottom,
      scale,
      ticksOf(scale.from, scale.to, ticksThatFit(surface, plot, scale))
    );
    drawPlayhead(surface, plot.left + scale.x(frame.time), {top: plot.top, height: bottom - plot.top});
  }

  return {
    node: part.node,
    show(next) {
      state = next;
      part.title(eventsTitle(next.frame, next.scene.only));
      box.draw();
    }
  };
}

function plotOf(surface: Surface, above: number): Plot {
  const {width, height, em, ratio} = surface;
  const left = Math.round(em * 4.4);
  const top = Math.max(above, Math.round(em * 0.6));
  const below = alertRoom(surface) + ratio * 3 + Math.round(em * 1.7);
  return {
    left,
    top,
    width: Math.max(40, width - left - Math.round(em * 0.6)),
    height: Math.max(20, height - top - below)
  };
}
