import {ticks} from "d3-array";
import type {SpanBins} from "../../../../engine/replay/bins.js";
import {formatCompact} from "../../../format.js";
import {drawAxisName, type Plot} from "../canvas/canvas-axis.js";
import type {Surface} from "../canvas/canvas-surface.js";
import type {TimeScale} from "./time-scale.js";

const minute = 60_000;

/** An axis of events per minute. */
export interface RateScale {
  /** Where it ends, events per minute. */
  readonly most: number;
  /** Round numbers on it, 0 among them. */
  readonly ticks: readonly number[];
}

/**
 * @param peak the most events that a bin ever has
 * @param width milliseconds of a bin
 */
export function rateScale(peak: number, width: number): RateScale {
  const most = Math.max(1, peak) / (width / minute);
  return {most, ticks: ticks(0, most, 4)};
}

/** Draws a bar: pixels from the plot's left edge, its width, and its height as a share of the plot's. */
export type DrawBar = (x: number, width: number, share: number) => void;

/** The bars of some counts by bin, cut where the plot ends; none where there is nothing. */
export function eachBar(
  {start, width}: Pick<SpanBins, "start" | "width">,
  counts: ArrayLike<number>,
  scale: TimeScale,
  {width: plotWidth, most, gap}: {readonly width: number; readonly most: number; readonly gap: number},
  draw: DrawBar
): void {
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] ?? 0;
    if (count === 0) continue;
    const x = Math.max(0, scale.x(start + i * width));
    const right = Math.min(plotWidth, scale.x(start + (i + 1) * width));
    const room = right - x;
    // A gap between bars, where they are wide enough to spare it.
    if (room > 0) draw(x, room > 3 * gap ? room - gap : room, Math.min(1, count / most));
  }
}

/** Bars of all events, and of the anomalous in front. */
export function drawBars(
  {context, colors, ratio}: Surface,
  {left, top, width, height}: Plot,
  bins: SpanBins,
  scale: TimeScale,
  {most}: RateScale
): void {
  const peak = most * (bins.width / minute);
  const [quiet] = bins.bySeverity;
  const anomalous = bins.events.map((count, i) => count - (quiet?.[i] ?? 0));
  const draw = (counts: Uint32Array, color: string) => {
    context.fillStyle = color;
    eachBar(bins, counts, scale, {width, most: peak, gap: ratio}, (x, across, share) => {
      // What is there is seen, however little.
      const tall = Math.max(ratio, Math.round(share * height));
      context.fillRect(left + x, top + height - tall, across, tall);
    });
  };
  draw(bins.events, colors.events);
  draw(anomalous, colors.anomalous);
}

/** The lines, the numbers and the name of an axis of rates. */
export function drawRates(surface: Surface, plot: Plot, {most, ticks}: RateScale): void {
  const {context, colors, em, font, ratio} = surface;
  const {left, top, width, height} = plot;
  context.font = font;
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const rate of ticks) {
    const y = Math.round(top + height - (rate / most) * height);
    context.fillStyle = colors.line;
    context.fillRect(left, y, width, ratio);
    context.fillStyle = colors.muted;
    // What is below the plot begins right there.
    const middle = rate === 0 ? y - em * 0.45 : y;
    context.fillText(rate < 10_000 ? String(rate) : formatCompact(rate), left - em * 0.4, middle);
  }
  drawAxisName(surface, plot, "events per minute");
}
