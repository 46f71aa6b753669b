import {severities} from "../../../../engine/event.js";
import type {SpanBins} from "../../../../engine/replay/bins.js";
import {drawShape, type Plot} from "../canvas/canvas-axis.js";
import type {Surface} from "../canvas/canvas-surface.js";
import {eachBar} from "./time-bars.js";
import type {TimeScale} from "./time-scale.js";

/** The gravest first. */
const rows = severities
  .map((severity, index) => ({severity, index}))
  .filter(({severity}) => severity !== "none")
  .reverse();

/** The height of the rows, pixels. */
export function alertRoom({em}: Pick<Surface, "em">): number {
  return rows.length * rowHeight(em);
}

const rowHeight = (em: number) => Math.round(em * 0.72);

/** Where there were alerts: a row for each severity, with its shape before it; the more alerts in a bin, the fuller its colour. */
export function drawAlertRows(
  surface: Surface,
  {left, width}: Pick<Plot, "left" | "width">,
  top: number,
  bins: SpanBins,
  scale: TimeScale
): void {
  const {context, colors, em, ratio} = surface;
  const tall = rowHeight(em);
  for (const [row, {severity, index}] of rows.entries()) {
    const y = top + row * tall;
    drawShape(surface, severity, left - em * 0.8, y + tall / 2, em * 0.66);
    context.fillStyle = colors.severity[severity];
    eachBar(bins, bins.alerts[index] ?? [], scale, {width, most: fullAt, gap: ratio}, (x, across, share) => {
      context.globalAlpha = faintest + (1 - faintest) * share;
      context.fillRect(left + x, y + ratio, Math.max(2 * ratio, across), tall - 2 * ratio);
    });
    context.globalAlpha = 1;
  }
}

/** Alerts in a bin that make its colour full, and how full it is at least. */
const fullAt = 5;
const faintest = 0.4;
