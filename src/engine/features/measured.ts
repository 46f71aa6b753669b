/** The `i`th value, if it can be an amount: below zero or beyond 2^53 it is a sensor's mistake, not a measurement, and NaN. */
export function measured(column: Float64Array, i: number): number {
  const value = column[i] ?? Number.NaN;
  return value >= 0 && value <= Number.MAX_SAFE_INTEGER ? value : Number.NaN;
}
