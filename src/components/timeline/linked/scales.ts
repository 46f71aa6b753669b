import {scaleLinear, scaleUtc} from "d3-scale";
import type {TimeRange} from "../../../engine/selection.js";
import type {Zone} from "../../../engine/time-zone.js";
import {formatCompact} from "../../format.js";
import {timeTicks} from "../time-ticks.js";
import {svgElement} from "./svg-element.js";

export const margin = {left: 48, right: 20} as const;

/** Where times stand across a drawing, on a zone's clock. */
export interface TimeScale {
  /** Pixels from the left of the drawing; within its plot. */
  readonly x: (instant: number) => number;
  /** The inverse of `x`. */
  readonly time: (pixel: number) => number;
}

export function timeScale({from, to}: TimeRange, zone: Zone, width: number): TimeScale {
  const first = from + zone.offset(from);
  const last = to + zone.offset(to);
  const span = Math.max(1, width - margin.left - margin.right);
  const clamp = (x: number) => Math.max(margin.left, Math.min(margin.left + span, x));
  return {
    x: instant => clamp(margin.left + ((instant + zone.offset(instant) - first) / (last - first)) * span),
    time(pixel) {
      const wall = first + ((clamp(pixel) - margin.left) / span) * (last - first);
      // The offset there is unknown until the instant is known: guess, then correct.
      const guess = wall - zone.offset(wall);
      return Math.max(from, Math.min(to, wall - zone.offset(guess)));
    }
  };
}

/** The axis of time below a plot: ticks with their days or hours, and the zone they are in. */
export function timeAxis(
  range: TimeRange,
  zone: Zone,
  width: number,
  y: number,
  label: string
): readonly SVGElement[] {
  const {ticks, tickFormat} = timeTicks(width, range);
  const wall = (instant: number) => new Date(instant + zone.offset(instant));
  const scale = scaleUtc([wall(range.from), wall(range.to)], [margin.left, width - margin.right]);
  const marks = scale.ticks(ticks).map((tick, i) => {
    const [first = "", second] = tickFormat(tick, i).split("\n");
    const x = scale(tick);
    return svgElement(
      "g",
      {transform: `translate(${x.toFixed(1)},${y})`},
      svgElement("line", {y2: 6, stroke: "currentColor"}),
      svgElement(
        "text",
        {y: 18, "text-anchor": "middle"},
        first,
        ...(second === undefined ? [] : [svgElement("tspan", {x: 0, dy: "1.1em"}, second)])
      )
    );
  });
  const name = svgElement("text", {x: width - margin.right, y: y + 40, "text-anchor": "end"}, `${label} →`);
  return [...marks, name];
}

/** Where counts stand on the vertical axis, and the axis itself with its grid. */
export function countAxis(
  most: number,
  {
    top,
    bottom,
    width,
    ticks
  }: {readonly top: number; readonly bottom: number; readonly width: number; readonly ticks: number}
): {readonly y: (count: number) => number; readonly marks: readonly SVGElement[]} {
  const scale = scaleLinear([0, Math.max(1, most)], [bottom, top]).nice(ticks);
  const whole = scale.ticks(ticks).filter(Number.isInteger);
  const marks = whole.map(tick => {
    const y = scale(tick).toFixed(1);
    return svgElement(
      "g",
      {transform: `translate(0,${y})`},
      svgElement("line", {
        x1: margin.left,
        x2: width - margin.right,
        stroke: "currentColor",
        "stroke-opacity": tick === 0 ? 0.6 : 0.1
      }),
      svgElement("text", {x: margin.left - 6, dy: "0.32em", "text-anchor": "end"}, formatCompact(tick))
    );
  });
  return {y: count => scale(count), marks};
}
