import type {PointSet} from "./point-set.js";

/** Pixels of the page per cell of the grid that heat is computed on. */
const cell = 3;
/** How far from its spot an event counts, in cells. */
const radius = 6;

/**
 * What an event counts around its spot: 1 there, falling smoothly to 0 at the radius, the same in all directions. Shares of 1
 * by row and column, from `-radius` to `radius`.
 */
const kernel = Float32Array.from({length: (2 * radius + 1) ** 2}, (_, i) => {
  const x = (i % (2 * radius + 1)) - radius;
  const y = Math.floor(i / (2 * radius + 1)) - radius;
  return Math.max(0, 1 - (x * x + y * y) / (radius * radius)) ** 2;
});

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
  const counts = new Float32Array(width * height);
  const {length, screenX, screenY, events} = points;
  for (let i = 0; i < length; i++) {
    const x = screenX[i] as number;
    if (!(x >= 0)) continue;
    const at = Math.floor((screenY[i] as number) / cell) * width + Math.floor(x / cell);
    counts[at] = (counts[at] ?? 0) + (events[i] as number);
  }
  const values = new Float32Array(width * height);
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at] as number;
    if (count > 0) addAround(values, {width, height, at, count});
  }
  return {width, height, values, most: values.reduce((most, value) => Math.max(most, value), 0)};
}

/** Adds the events of a cell to all cells around it. */
function addAround(
  values: Float32Array,
  {
    width,
    height,
    at,
    count
  }: {readonly width: number; readonly height: number; readonly at: number; readonly count: number}
): void {
  const column = at % width;
  const row = Math.floor(at / width);
  for (let y = Math.max(-radius, -row); y <= Math.min(radius, height - 1 - row); y++) {
    for (let x = Math.max(-radius, -column); x <= Math.min(radius, width - 1 - column); x++) {
      const share = kernel[(y + radius) * (2 * radius + 1) + x + radius] as number;
      const to = at + y * width + x;
      values[to] = (values[to] as number) + count * share;
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
