/** Time across a picture. */
export interface TimeScale {
  /** Milliseconds in UTC: at the left and at the right edge. */
  readonly from: number;
  readonly to: number;
  /** Whole pixels from the left edge; below 0 and above the width for times outside. */
  x(time: number): number;
  /** The time at some pixels from the left edge. */
  time(x: number): number;
}

/**
 * A scale in whole pixels. They are counted from a fixed moment, not from the left edge: on an axis that rolls, everything moves by the
 * same number of pixels, and nothing trembles.
 * @param width pixels
 */
export function timeScale(from: number, to: number, width: number): TimeScale {
  const perMs = width / Math.max(1, to - from);
  const left = Math.round(from * perMs);
  return {
    from,
    to,
    x: time => Math.round(time * perMs) - left,
    time: x => from + x / perMs
  };
}
