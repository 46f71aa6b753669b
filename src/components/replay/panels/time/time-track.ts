import type {Bin} from "../../../../engine/replay/bins.js";
import {binTape} from "../../../../engine/replay/bins.js";
import type {Replay} from "../../../../engine/replay/replay.js";
import {drawShape} from "../canvas/canvas-axis.js";
import type {Surface} from "../canvas/canvas-surface.js";
import {thinMarks} from "./time-marks.js";
import type {TimeScale} from "./time-scale.js";

/** The heights of a track, pixels: chapters, then density, then alerts. */
export interface TrackRows {
  readonly chapters: number;
  readonly density: number;
  readonly alerts: number;
}

export function trackRows({height, em}: Pick<Surface, "height" | "em">): TrackRows {
  const chapters = Math.round(Math.min(em * 1.25, height * 0.3));
  const alerts = Math.round(Math.min(em, height * 0.24));
  return {chapters, alerts, density: height - chapters - alerts};
}

/** How tall a bin stands, 0 to 1. Roots, so that quiet hours are seen beside a flood. */
export function densityShare(count: number, most: number): number {
  return most > 0 ? Math.sqrt(count / most) : 0;
}

/** Pixels of the page for a bin, at least. */
const binWidth = 3;

/** All of a tape that does not change while it plays: density, bursts, the gravest alerts. */
export function drawTrack(surface: Surface, replay: Replay, scale: TimeScale, rows: TrackRows): void {
  const {context, colors, width, em, ratio} = surface;
  const bottom = rows.chapters + rows.density;
  for (const {dataset, from, to} of replay.recording.bursts) {
    context.fillStyle = colors.dataset[dataset];
    context.globalAlpha = 0.3;
    const x = scale.x(from);
    context.fillRect(x, rows.chapters, Math.max(2 * ratio, scale.x(to) - x), rows.density);
  }
  context.globalAlpha = 1;
  const bins = binTape(replay, Math.max(20, Math.floor(width / (binWidth * ratio))));
  const most = bins.reduce((peak, {events}) => Math.max(peak, events), 0);
  const draw = (count: (bin: Bin) => number, color: string) => {
    context.fillStyle = color;
    for (const bin of bins) {
      const tall = Math.round(rows.density * densityShare(count(bin), most));
      const x = Math.max(0, scale.x(bin.from));
      context.fillRect(x, bottom - tall, Math.max(1, Math.min(width, scale.x(bin.to)) - x), tall);
    }
  };
  draw(({events}) => events, colors.events);
  draw(({anomalous}) => anomalous, colors.anomalous);
  const size = Math.min(rows.alerts, em * 0.75);
  for (const {x, severity} of thinMarks(replay, scale, size))
    drawShape(surface, severity, x, bottom + rows.alerts / 2, size);
}
