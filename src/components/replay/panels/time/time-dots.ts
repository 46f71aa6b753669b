import {type Severity, severities} from "../../../../engine/event.js";
import {lowerBound} from "../../../../engine/lower-bound.js";
import type {Replay} from "../../../../engine/replay/replay.js";
import {createStamp, putStamp, type Stamp, stampReach} from "../canvas/canvas-stamps.js";
import type {TimeScale} from "./time-scale.js";

/** What dots look like. */
export interface DotLook {
  /** Pixels across. */
  readonly size: number;
  /** Whether they lie upon each other. */
  readonly isCrowd: boolean;
}

/** Where a scored event's dot lies in a picture: scores from 1 at the top to 0, and below them a lane for what has no score. */
export interface DotField {
  /** Pixels of the picture. */
  readonly width: number;
  readonly height: number;
  readonly scale: TimeScale;
  readonly look: DotLook;
  /** Room kept around all dots' middles, so that every dot lies within whole. */
  readonly reach: number;
  /** Rows between which scores lie. */
  readonly scores: {readonly top: number; readonly bottom: number};
  /** Rows among which events without a score are scattered. */
  readonly lane: {readonly top: number; readonly bottom: number};
}

/** The share of the height that the lane of events without a score takes. */
const laneShare = 0.12;
/** How much a dot covers by itself, and in a crowd. There the grave are few and must be seen; the slight are many, and show by their number. */
const aloneOpacity = 0.85;
const opacities: Readonly<Record<Severity, number>> = {
  none: 0,
  low: 0.3,
  medium: 0.5,
  high: 0.7,
  critical: 0.85
};
/** Dots of one severity that are put on the same pixel: more would not be seen, and five million would take too long. */
const mostAtSpot = 4;

/** @param scaleOf makes the scale of a picture without the room around it, given its width */
export function dotField(
  look: DotLook,
  width: number,
  height: number,
  scaleOf: (width: number) => TimeScale
): DotField {
  const reach = stampReach(look.size);
  const laneHeight = Math.max(2 * reach, Math.round(height * laneShare));
  const bottom = height - laneHeight - reach;
  return {
    width,
    height,
    scale: scaleOf(width - 2 * reach - 1),
    look,
    reach,
    scores: {top: reach, bottom: Math.max(reach + 1, bottom - reach)},
    lane: {top: bottom + reach, bottom: height - reach - 1}
  };
}

/** How dots look of which there are so many at most: the more, the smaller. */
export function lookOf(dots: number): DotLook {
  return {size: dots > 8000 ? 5 : dots > 1500 ? 7 : 9, isCrowd: dots > 1500};
}

/** The row of a score; NaN: none, then anywhere in its lane, always the same for an event. */
export function dotRow({scores, lane}: DotField, score: number, event: number): number {
  if (!Number.isNaN(score)) {
    const share = Math.max(0, Math.min(1, score));
    return Math.round(scores.bottom - share * (scores.bottom - scores.top));
  }
  const rows = Math.max(1, lane.bottom - lane.top + 1);
  return lane.top + ((Math.imul(event, 0x9e3779b1) >>> 8) % rows);
}

/** Dots put down one after another: the same dots in the same order make the same picture, however often one stops between them. */
export interface DotPicture {
  readonly pixels: Uint32Array;
  /** Dots on each pixel by severity, four bits each. */
  readonly crowd: Uint16Array;
  readonly stamps: readonly Stamp[];
  readonly look: DotLook;
}

/** @param before on the same pixels: what can be used of it again is */
export function dotPicture(pixels: Uint32Array, {width, look}: DotField, before?: DotPicture): DotPicture {
  if (before?.pixels === pixels && before.look.size === look.size && before.look.isCrowd === look.isCrowd) {
    before.crowd.fill(0);
    return before;
  }
  const {size, isCrowd} = look;
  return {
    pixels,
    look,
    crowd: new Uint16Array(pixels.length),
    stamps: severities.map((severity: Severity) =>
      createStamp(severity, size, isCrowd ? opacities[severity] : aloneOpacity, width)
    )
  };
}

/** Places in `replay.anomalous`, half-open. */
export interface DotRange {
  readonly from: number;
  readonly to: number;
}

/** The dots of what is looked back on. */
export function dotRange({anomalous}: Replay, {from, position}: {from: number; position: number}): DotRange {
  return {from: lowerBound(anomalous, from), to: lowerBound(anomalous, position)};
}

/**
 * Puts down dots in the order of their events.
 * @param colors by index into `severities`, as pixels
 */
export function putDots(
  {pixels, crowd, stamps}: DotPicture,
  field: DotField,
  {anomalous, recording, tape}: Replay,
  {from, to}: DotRange,
  colors: readonly number[]
): void {
  const {width, reach, scale} = field;
  const {scores, severities: codes} = recording.columns;
  const right = width - reach;
  for (let i = from; i < to; i++) {
    const event = anomalous[i] as number;
    const x = reach + scale.x(tape.clock[event] as number);
    if (x < reach || x >= right) continue;
    const severity = codes[event] as number;
    const at = dotRow(field, scores[event] as number, event) * width + x;
    const shift = (severity - 1) * 4;
    if ((((crowd[at] as number) >> shift) & 15) >= mostAtSpot) continue;
    crowd[at] = (crowd[at] as number) + (1 << shift);
    putStamp(pixels, at, stamps[severity] as Stamp, colors[severity] as number);
  }
}

/**
 * The event whose dot lies nearest to a spot, of equally near ones the latest; null where none is near.
 * @param within pixels
 */
export function nearestDot(
  field: DotField,
  {anomalous, recording, tape}: Replay,
  {from, to}: DotRange,
  spot: {readonly x: number; readonly y: number},
  within: number
): number | null {
  const {reach, scale} = field;
  let nearest: number | null = null;
  let least = within * within;
  for (let i = from; i < to; i++) {
    const event = anomalous[i] as number;
    const dx = reach + scale.x(tape.clock[event] as number) - spot.x;
    if (Math.abs(dx) > within) continue;
    const dy = dotRow(field, recording.columns.scores[event] as number, event) - spot.y;
    const distance = dx * dx + dy * dy;
    if (distance > least) continue;
    least = distance;
    nearest = event;
  }
  return nearest;
}
