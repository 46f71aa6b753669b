/** Exact powers of two: powers[k] is 2^-k. */
const powers = Float64Array.from({length: 1075}, () => 1);
for (let k = 1; k < powers.length; ++k) powers[k] = (powers[k - 1] ?? 0) / 2;

/** 1 / n!, the coefficients of e^t. Fourteen of them leave an error below 1e-17 for |t| <= ln(2) / 2. */
const coefficients = [1];
for (let n = 1; n < 14; ++n) coefficients.push((coefficients[n - 1] ?? 0) / n);
coefficients.reverse();

/**
 * 2^x for x <= 0, to within two units in the last place. JavaScript leaves the last bits of `**` and Math.exp to each engine;
 * this is sums and products alone, so that a score is the same number in Node and in every browser.
 */
export function exp2(x: number): number {
  const whole = Math.round(x);
  const power = powers[-whole];
  if (power === undefined) return x < 0 ? 0 : x > 0 ? Number.NaN : x;
  const t = (x - whole) * Math.LN2;
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * t + coefficient;
  return sum * power;
}
