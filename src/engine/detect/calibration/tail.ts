/** A generalised Pareto distribution of what exceeds a threshold. */
export interface ParetoTail {
  /** Above 0: heavy; 0: exponential. Never below 0, where it would end. */
  readonly shape: number;
  readonly scale: number;
}

/** Fewer excesses than this do not tell a shape; their tail is taken to be exponential. */
const leastForShape = 10;
/**
 * A shape below 0 would claim that nothing benign lies beyond some score, which no sample can show: the next day's backup does.
 * Above 0.5 the method of fitting is not sound.
 */
const shapeRange = {from: 0, to: 0.5} as const;

/**
 * Fits positive, ascending excesses by probability-weighted moments (Hosking and Wallis 1987,
 * https://doi.org/10.2307/1269343): with a0 the mean, a1 the mean of x (1 - F(x)) and F(x_i) = (i - 0.35) / n,
 * scale = 2 a0 a1 / (a0 - 2 a1) and shape = 2 - a0 / (a0 - 2 a1). The shape is kept to [0, 0.5].
 */
export function fitTail(excesses: Float64Array): ParetoTail {
  const n = excesses.length;
  let a0 = 0;
  let a1 = 0;
  excesses.forEach((x, i) => {
    a0 += x / n;
    a1 += (x * (1 - (i + 0.65) / n)) / n;
  });
  if (n < leastForShape) return {shape: 0, scale: a0};
  const shape = Math.min(shapeRange.to, Math.max(shapeRange.from, 2 - a0 / (a0 - 2 * a1)));
  // With the shape fixed, the mean of the distribution, scale / (1 - shape), is that of the excesses.
  return {shape, scale: a0 * (1 - shape)};
}

/** The share of excesses greater than `excess`, in [0, 1]. */
export function tailSurvival({shape, scale}: ParetoTail, excess: number): number {
  if (shape === 0) return Math.exp(-excess / scale);
  // log1p keeps shapes close to 0 exact.
  return Math.exp(-Math.log1p((shape * excess) / scale) / shape);
}

/** The Kolmogorov-Smirnov distance of ascending excesses from the fit. */
export function tailGoodness(tail: ParetoTail, excesses: Float64Array): number {
  const n = excesses.length;
  let distance = 0;
  excesses.forEach((x, i) => {
    const below = 1 - tailSurvival(tail, x);
    distance = Math.max(distance, below - i / n, (i + 1) / n - below);
  });
  return distance;
}
