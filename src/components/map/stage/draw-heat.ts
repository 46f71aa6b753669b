import type {PointSet} from "./point-set.js";

/** Pixels of the page per cell of the grid that heat is computed on. */
const cell = 4;
/** Half the side of the square that a blur averages over, in cells; three blurs come close to a bell curve. */
const reach = 1;
const blurs = 3;

export interface Heat {
  readonly width: number;
  readonly height: number;
  /** Events near each cell. */
  readonly values: Float32Array;
  readonly most: number;
}

/** How many events there are near each spot of a picture, by where the points are now. */
export function heatOf(points: PointSet, size: {readonly width: number; readonly height: number}): Heat {
  const width = Math.ceil(size.width / cell);
  const height = Math.ceil(size.height / cell);
  const values = new Float32Array(width * height);
  const spare = new Float32Array(width * height);
  const {length, screenX, screenY, events} = points;
  for (let i = 0; i < length; i++) {
    const x = screenX[i] as number;
    if (!(x >= 0)) continue;
    const at = Math.floor((screenY[i] as number) / cell) * width + Math.floor(x / cell);
    values[at] = (values[at] ?? 0) + (events[i] as number);
  }
  for (let pass = 0; pass < blurs; pass++) {
    sumAlong(values, spare, width, height, 1, width);
    sumAlong(spare, values, height, width, width, 1);
  }
  // A lone event is 1 at its spot.
  const peak = middleWeight();
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const value = (values[i] as number) / peak;
    values[i] = value;
    if (value > most) most = value;
  }
  return {width, height, values, most};
}

/** What the blurs leave of 1 in its own cell, times what they multiply all by. */
function middleWeight(): number {
  let line = new Float32Array(4 * blurs * reach + 1);
  line[2 * blurs * reach] = 1;
  for (let pass = 0; pass < blurs; pass++) {
    const next = new Float32Array(line.length);
    sumAlong(line, next, line.length, 1, 1, line.length);
    line = next;
  }
  return (line[2 * blurs * reach] ?? 1) ** 2;
}

/** Replaces each value by the sum of those within `reach` of it along its line. */
function sumAlong(
  from: Float32Array,
  to: Float32Array,
  length: number,
  lines: number,
  step: number,
  lineStep: number
): void {
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    let sum = 0;
    for (let i = 0; i < Math.min(reach, length); i++) sum += from[start + i * step] as number;
    for (let i = 0; i < length; i++) {
      if (i + reach < length) sum += from[start + (i + reach) * step] as number;
      to[start + i * step] = sum;
      if (i - reach >= 0) sum -= from[start + (i - reach) * step] as number;
    }
  }
}

/**
 * Paints heat on a logarithmic scale: from transparent where there is nothing to a colour where there is most.
 * @param ramp colours as 0xAABBGGRR, from the least to the most
 */
export function paintHeat(pixels: Uint32Array, {values, most}: Heat, ramp: Uint32Array): void {
  const scale = (ramp.length - 1) / Math.log1p(Math.max(1, most));
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    pixels[i] =
      value < 0.02 ? 0 : (ramp[Math.min(ramp.length - 1, Math.floor(Math.log1p(value) * scale))] ?? 0);
  }
}
