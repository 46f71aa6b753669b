const stirling = 0.5 * Math.log(2 * Math.PI);

/**
 * log10 P(X >= count) of a negative binomial with this mean (above 0) and variance mean + dispersion mean^2; Poisson at
 * dispersion 0. For counts at or below the mean it is 0: the question is only asked of excesses.
 */
export function countTail(count: number, mean: number, dispersion: number): number {
  if (count <= mean) return 0;
  const {log, log1p} = Math;
  const poisson = dispersion < 1e-9;
  const shape = 1 / dispersion;
  const logPmf = poisson
    ? count * log(mean) - mean - logGamma(count + 1)
    : logGamma(count + shape) -
      logGamma(shape) -
      logGamma(count + 1) -
      shape * log1p(dispersion * mean) -
      count * log1p(1 / (dispersion * mean));
  // Each further term is the one before times a ratio that is below 1 past the mean.
  const odds = poisson ? mean : (dispersion * mean) / (1 + dispersion * mean);
  let term = 1;
  let sum = 1;
  for (let k = count; term > 1e-10 * sum && k < count + 1e6; ++k) {
    term *= poisson ? odds / (k + 1) : (odds * (k + shape)) / (k + 1);
    sum += term;
  }
  return Math.min(0, (logPmf + log(sum)) / Math.LN10);
}

/** Stirling's series, shifted up until it is exact to 1e-12. https://dlmf.nist.gov/5.11#E1 */
function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  for (; z < 10; ++z) shift += Math.log(z);
  const w = 1 / (z * z);
  const series = (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w / 1188)))) / z;
  return (z - 0.5) * Math.log(z) - z + stirling + series - shift;
}
