import {severityThresholds} from "../../../../engine/detect/calibration/calibration.js";
import {type Severity, severities} from "../../../../engine/event.js";
import {severityLabel} from "../../../palette.js";
import {drawShape, type Plot} from "../canvas/canvas-axis.js";
import {type CanvasColors, pixelReader} from "../canvas/canvas-colors.js";
import {blend} from "../canvas/canvas-stamps.js";
import type {Surface} from "../canvas/canvas-surface.js";
import {type DotField, type DotPicture, dotPicture, dotRow} from "./time-dots.js";

/** Dots and the ground they lie on, as a canvas takes them. */
export interface ScorePicture {
  readonly image: ImageData;
  readonly dots: DotPicture;
}

/** Of 256: how much of a severity's colour its band has. */
const tint = 22;

/** The severities that scores have by themselves: from the gravest, with the scores between which they lie. */
export const scoreBands: readonly {
  readonly severity: Exclude<Severity, "none">;
  readonly from: number;
  readonly to: number;
}[] = (["critical", "high", "medium", "low"] as const).map((severity, i, list) => {
  const above = list[i - 1];
  return {
    severity,
    from: severityThresholds[severity],
    to: above === undefined ? 1 : severityThresholds[above]
  };
});

/** An empty picture: the plain ground with a band per severity. Takes the memory of an earlier one of its size. */
export function scorePicture(
  {context, colors}: Surface,
  field: DotField,
  before: ScorePicture | undefined
): ScorePicture {
  const {width, height} = field;
  const isSame = before?.image.width === width && before.image.height === height;
  const image = isSame ? before.image : context.createImageData(width, height);
  const pixels = isSame ? before.dots.pixels : new Uint32Array(image.data.buffer);
  const {ground, line, severity} = pixelsOf(colors);
  pixels.fill(ground);
  for (const band of scoreBands) {
    const top = band.to === 1 ? 0 : dotRow(field, band.to, 0);
    const bottom = dotRow(field, band.from, 0);
    pixels.fill(
      blend(ground, severity[severities.indexOf(band.severity)] ?? ground, tint),
      top * width,
      bottom * width
    );
    pixels.fill(line, bottom * width, (bottom + 1) * width);
  }
  const edge = field.lane.top - field.reach;
  pixels.fill(line, edge * width, (edge + 1) * width);
  return {image, dots: dotPicture(pixels, field, before?.dots)};
}

/** The scores and severities beside a plot, and what its lane is. */
export function drawScores(surface: Surface, plot: Plot, field: DotField): void {
  const {context, colors, em, font} = surface;
  const row = (score: number) => plot.top + dotRow(field, score, 0);
  const right = plot.left + plot.width + em * 0.5;
  context.font = font;
  context.textBaseline = "middle";
  context.fillStyle = colors.muted;
  context.textAlign = "right";
  let last = Number.POSITIVE_INFINITY;
  for (const score of [0, ...Object.values(severityThresholds), 1].sort((a, b) => a - b)) {
    // Towards the top thresholds come close to each other; 1 always stands.
    const y = row(score);
    if (score !== 1 && (last - y < em || y - row(1) < em)) continue;
    context.fillText(String(score), plot.left - em * 0.4, y);
    last = y;
  }
  context.textAlign = "left";
  let next = plot.top + plot.height;
  for (const {severity, from, to} of [...scoreBands].reverse()) {
    const y = Math.min(next - em, (row(from) + row(to)) / 2);
    drawShape(surface, severity, right + em * 0.3, y, em * 0.75);
    context.fillStyle = colors.muted;
    context.fillText(severityLabel[severity], right + em, y);
    next = y;
  }
  context.fillText("no score", right, plot.top + (field.lane.top + field.lane.bottom) / 2);
}

/** As pixels, by index into `severities`. */
export function dotColors(colors: CanvasColors): readonly number[] {
  return pixelsOf(colors).severity;
}

interface ColorPixels {
  readonly ground: number;
  readonly line: number;
  readonly severity: readonly number[];
}

const known = new WeakMap<CanvasColors, ColorPixels>();

function pixelsOf(colors: CanvasColors): ColorPixels {
  const before = known.get(colors);
  if (before !== undefined) return before;
  const read = pixelReader();
  const pixels = {
    ground: read(colors.surface),
    line: read(colors.line),
    severity: severities.map(severity => read(colors.severity[severity]))
  };
  known.set(colors, pixels);
  return pixels;
}
