import type {Frame} from "../../../../engine/replay/frame.js";
import type {Replay} from "../../../../engine/replay/replay.js";
import {timeAt} from "../../../../engine/replay/tape.js";
import {zoneLabel} from "../../../time-zone.js";
import type {StageContext, StagePanel, StageState} from "../../stage.js";
import {drawAxisName, drawPlayhead, drawTimeTicks, type Plot, ticksThatFit} from "../canvas/canvas-axis.js";
import {canvasBox, type Surface} from "../canvas/canvas-surface.js";
import {tickReader} from "./time-axis.js";
import {
  type DotField,
  type DotLook,
  type DotRange,
  dotField,
  dotRange,
  lookOf,
  nearestDot,
  putDots
} from "./time-dots.js";
import {timePart} from "./time-parts.js";
import {peakWithin} from "./time-peak.js";
import {timeScale} from "./time-scale.js";
import {dotColors, drawScores, type ScorePicture, scorePicture} from "./time-scores.js";
import {pointsTitle} from "./time-words.js";

/** How far from a dot a press still means it, pixels of the page. */
const pressReach = 14;

/** What a picture was drawn from. All else being the same, one that goes on is the same as one drawn anew. */
interface Drawn {
  readonly surface: Surface;
  readonly replay: Replay;
  readonly span: number;
  readonly field: DotField;
  readonly picture: ScorePicture;
  readonly range: DotRange;
  /** Pixels. */
  readonly head: number;
}

/** Every anomalous event of what is looked back on as a dot: when, how anomalous, how severe. Pressing near one looks at its source. */
export function PointsPanel({commands, timeZone}: StageContext): StagePanel {
  const ticksOf = tickReader(timeZone);
  const mostOf = mostReader();
  let state: StageState | undefined;
  let drawn: Drawn | undefined;
  const box = canvasBox("Anomalous events by time and anomaly score", surface => {
    if (state !== undefined) drawn = paint(surface, state);
  });
  const part = timePart(
    "replay-points",
    `Each dot is an event, at the replay's clock in ${zoneLabel(timeZone)}. Rules can raise its severity above its score. Press it for its source.`,
    box.node
  );

  function paint(surface: Surface, {replay, whole, frame}: StageState): Drawn {
    const plot = plotOf(surface);
    const {span} = frame;
    const range = dotRange(replay, frame);
    const known = drawn;
    const goesOn =
      !Number.isFinite(span) &&
      known?.surface === surface &&
      known.replay === replay &&
      known.span === span &&
      range.to >= known.range.to;
    const field = goesOn
      ? known.field
      : dotField(dotLook(surface, mostOf(replay, span)), plot.width, plot.height, width =>
          axisOf(whole, frame, width)
        );
    const picture = goesOn ? known.picture : scorePicture(surface, field, known?.picture);
    const added = goesOn ? {from: known.range.to, to: range.to} : range;
    putDots(picture.dots, field, replay, added, dotColors(surface.colors));
    const head = field.reach + field.scale.x(frame.time);
    if (goesOn) {
      // New dots lie between where the playhead was and where it is.
      const from = Math.max(0, Math.min(known.head, head) - 2 * field.reach - 2);
      const until = Math.min(plot.width, Math.max(known.head, head) + 2 * field.reach + 2);
      surface.context.putImageData(picture.image, plot.left, plot.top, from, 0, until - from, plot.height);
    } else {
      surface.context.clearRect(0, 0, surface.width, surface.height);
      surface.context.putImageData(picture.image, plot.left, plot.top);
      drawScores(surface, plot, field);
      drawAxisName(surface, plot, "anomaly score");
      const ticks = ticksOf(field.scale.from, field.scale.to, ticksThatFit(surface, plot, field.scale));
      const inner = {...plot, left: plot.left + field.reach};
      drawTimeTicks(surface, inner, plot.top + plot.height, field.scale, ticks);
    }
    drawPlayhead(surface, plot.left + head, plot);
    return {surface, replay, span, field, picture, range, head};
  }

  box.node.addEventListener("click", ({offsetX, offsetY}) => {
    if (drawn === undefined) return;
    const {surface, replay, field, range} = drawn;
    const {left, top} = plotOf(surface);
    const spot = {x: offsetX * surface.ratio - left, y: offsetY * surface.ratio - top};
    const event = nearestDot(field, replay, range, spot, pressReach * surface.ratio);
    const {sources, names} = replay.recording.columns;
    const source = names.addresses[sources[event ?? -1] ?? -1];
    if (source !== undefined) commands.show({source, view: "source"});
    else if (event !== null) commands.say("The log names no source for this event.");
  });

  return {
    node: part.node,
    show(next) {
      state = next;
      part.title(pointsTitle(next.frame));
      box.draw();
    }
  };
}

/** The plot with the room around it for scores, severities and times. */
function plotOf({width, height, em}: Surface): Plot {
  const [left, right, top] = [Math.round(em * 4.4), Math.round(em * 6), Math.round(em * 0.8)];
  return {
    left,
    top,
    width: Math.max(40, width - left - right),
    height: Math.max(40, height - top - Math.round(em * 1.7))
  };
}

/** What is looked back on, or the whole tape. */
function axisOf({tape}: Replay, {span, time}: Frame, width: number) {
  return Number.isFinite(span)
    ? timeScale(time - span, time, width)
    : timeScale(timeAt(tape, 0), timeAt(tape, tape.length), width);
}

/** Dots grow with the text, so that they are seen from the back of a room. Odd, to have a middle. */
function dotLook({em, ratio}: Surface, most: number): DotLook {
  const {size, isCrowd} = lookOf(most);
  return {size: 2 * Math.round((size * Math.max(ratio, em / 12) - 1) / 2) + 1, isCrowd};
}

/** The most dots that are ever in view: what they look like depends on it, so that it never changes while a replay plays. */
function mostReader(): (replay: Replay, span: number) => number {
  let known: {readonly replay: Replay; readonly span: number; readonly most: number} | undefined;
  return (replay, span) => {
    if (known?.replay !== replay || known.span !== span)
      known = {replay, span, most: peakWithin(replay.tape.clock, replay.anomalous, span)};
    return known.most;
  };
}
