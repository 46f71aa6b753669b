import type {Severity} from "../../../../engine/event.js";
import {type AxisTick, tickStep} from "../time/time-axis.js";
import type {TimeScale} from "../time/time-scale.js";
import {traceShape} from "./canvas-shapes.js";
import type {Surface} from "./canvas-surface.js";

/** Where a picture's plot lies on its canvas, pixels. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How many ticks of time fit below a plot. Those that tell seconds are longer. */
export function ticksThatFit(
  {em}: Pick<Surface, "em">,
  {width}: Pick<Plot, "width">,
  {from, to}: Pick<TimeScale, "from" | "to">
): number {
  const fit = (ems: number) => Math.max(2, Math.floor(width / (em * ems)));
  return tickStep(from, to, fit(4.2)) < 60_000 ? fit(6.5) : fit(4.2);
}

/** Ticks and their labels below a line; labels at the ends stay within the canvas. */
export function drawTimeTicks(
  {context, colors, em, font, ratio, width}: Surface,
  {left}: Plot,
  y: number,
  scale: TimeScale,
  ticks: readonly AxisTick[]
): void {
  context.font = font;
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const {time, label} of ticks) {
    const x = left + scale.x(time);
    context.fillStyle = colors.muted;
    context.fillRect(x, y, ratio, em * 0.3);
    const half = em * label.length * 0.3;
    context.fillText(label, Math.max(half, Math.min(width - half, x)), y + em * 0.4);
  }
}

/** The moment, as an upright line. */
export function drawPlayhead(
  {context, colors, ratio}: Surface,
  x: number,
  {top, height}: Pick<Plot, "top" | "height">
): void {
  const line = Math.max(1, Math.round(1.5 * ratio));
  context.fillStyle = colors.text;
  context.fillRect(x - (line >> 1), top, line, height);
}

/** What an upright axis counts, along the left edge of a canvas. */
export function drawAxisName({context, colors, em, font}: Surface, {top, height}: Plot, name: string): void {
  context.save();
  context.font = font;
  context.fillStyle = colors.muted;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.translate(em * 0.7, top + height / 2);
  context.rotate(-Math.PI / 2);
  context.fillText(name, 0, 0);
  context.restore();
}

/** A severity's shape in its colour. */
export function drawShape(
  {context, colors}: Surface,
  severity: Severity,
  x: number,
  y: number,
  size: number
): void {
  context.beginPath();
  traceShape(context, severity, x, y, size);
  context.fillStyle = colors.severity[severity];
  context.fill();
}
