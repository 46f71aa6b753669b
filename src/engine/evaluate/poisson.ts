/**
 * Bounds on counts of independent rare events, such as false alerts. "Exact" means from the Poisson distribution itself, not from
 * its normal approximation, which is worthless at the handful of events that matter here.
 */

export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/**
 * The means for which a count is not surprising: Garwood's two-sided confidence interval (1936,
 * https://doi.org/10.1093/biomet/28.3-4.437). Throws a RangeError on a count that is none, or a confidence outside (0, 1).
 */
export function poissonInterval(count: number, confidence: number): Bounds {
  if (!Number.isInteger(count) || count < 0) {
    throw new RangeError(`invalid count: ${count}; expected an integer of at least 0`);
  }
  const tail = (1 - requireConfidence(confidence)) / 2;
  return {
    low: count === 0 ? 0 : findMean(mean => 1 - poissonCdf(count - 1, mean) >= tail),
    high: findMean(mean => poissonCdf(count, mean) <= tail)
  };
}

/**
 * The counts that a mean leaves unsurprising: below `low` and above `high` each have a probability of at most (1 - confidence) / 2.
 * Throws a RangeError on a mean that is negative or not finite, or a confidence outside (0, 1).
 */
export function poissonRange(mean: number, confidence: number): Bounds {
  if (!(mean >= 0 && mean < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`invalid mean: ${mean}; expected a finite number of at least 0`);
  }
  const tail = (1 - requireConfidence(confidence)) / 2;
  return {
    low: firstCount(count => poissonCdf(count, mean) > tail),
    high: firstCount(count => 1 - poissonCdf(count, mean) <= tail)
  };
}

/** The probability of `count` events or fewer. Exact to about 1e-12 for means up to a million. */
export function poissonCdf(count: number, mean: number): number {
  if (mean === 0) return 1;
  // From the largest term downwards or upwards, whichever side is the shorter sum of falling terms.
  if (count < mean) {
    let term = Math.exp(logTerm(count, mean));
    let sum = 0;
    for (let k = count; k >= 0 && term > sum * 1e-17; --k) {
      sum += term;
      term *= k / mean;
    }
    return Math.min(1, sum);
  }
  let term = Math.exp(logTerm(count + 1, mean));
  let sum = 0;
  for (let k = count + 1; term > sum * 1e-17; ++k) {
    sum += term;
    term *= mean / (k + 1);
  }
  return Math.max(0, 1 - sum);
}

/** The logarithm of the probability of exactly `count` events. */
function logTerm(count: number, mean: number): number {
  return count * Math.log(mean) - mean - logFactorial(count);
}

/** Stirling's series where it is exact to the last bits, the sum before. */
function logFactorial(n: number): number {
  if (n < 32) {
    let product = 1;
    for (let k = 2; k <= n; ++k) product *= k;
    return Math.log(product);
  }
  const series = 1 / 12 - (1 / 360 - 1 / (1260 * n * n)) / (n * n);
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + series / n;
}

/** The least mean that satisfies a condition which holds from some mean on, by bisection. */
function findMean(holds: (mean: number) => boolean): number {
  let high = 1;
  while (!holds(high)) high *= 2;
  let low = 0;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return high;
    if (holds(middle)) high = middle;
    else low = middle;
  }
}

/** The least count that satisfies a condition which holds from some count on. */
function firstCount(holds: (count: number) => boolean): number {
  let high = 1;
  while (!holds(high)) high *= 2;
  let low = -1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function requireConfidence(confidence: number): number {
  if (confidence > 0 && confidence < 1) return confidence;
  throw new RangeError(`invalid confidence: ${confidence}; expected a probability in (0, 1)`);
}
