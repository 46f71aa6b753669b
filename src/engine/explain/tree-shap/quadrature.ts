/** A rule that integrates from 0 to 1: the sum of weight x value at the points. */
export interface Quadrature {
  /** Ascending, within (0, 1). */
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

/** Halvings after which Newton's method is sure of its root. */
const halvings = 16;
/** More steps than convergence takes. */
const newtonSteps = 6;

/**
 * Gauss-Legendre quadrature with `count` points: exact for polynomials up to degree 2 count - 1
 * (https://dlmf.nist.gov/3.5#v). The points are bracketed by those of the rule before, which they interlace. Arithmetic
 * alone, so that every engine gets the same bits.
 */
export function gaussLegendre(count: number): Quadrature {
  let roots: number[] = [];
  for (let n = 1; n <= count; ++n) {
    const ends = [-1, ...roots, 1];
    roots = Array.from({length: n}, (_, i) => bisect(n, ends[i] ?? -1, ends[i + 1] ?? 1));
  }
  const points = Float64Array.from(roots);
  const weights = new Float64Array(count);
  roots.forEach((root, i) => {
    let x = root;
    for (let k = 0; k < newtonSteps; ++k) x -= legendre(count, x) / slope(count, x);
    points[i] = (1 + x) / 2;
    // 2 / ((1 - x^2) P'(x)^2), halved for an interval of length 1.
    const derivative = slope(count, x);
    weights[i] = 1 / ((1 - x * x) * derivative * derivative);
  });
  return {points, weights};
}

/** Legendre's polynomial of degree n by its recurrence. */
function legendre(n: number, x: number): number {
  let previous = 0;
  let value = 1;
  for (let k = 0; k < n; ++k) {
    const next = ((2 * k + 1) * x * value - k * previous) / (k + 1);
    previous = value;
    value = next;
  }
  return value;
}

/** Its derivative. */
function slope(n: number, x: number): number {
  return (n * (legendre(n - 1, x) - x * legendre(n, x))) / (1 - x * x);
}

/** Comes near the one root in an interval. */
function bisect(n: number, low: number, high: number): number {
  const rises = legendre(n, high) > 0;
  for (let k = 0; k < halvings; ++k) {
    const middle = (low + high) / 2;
    if (legendre(n, middle) > 0 === rises) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
