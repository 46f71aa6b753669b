/**
 * log10 P(X >= successes) of a binomial with this many trials and this chance of each (above 0, below 1).
 * Terms are summed from the largest down, so that nothing cancels.
 */
export function binomialTail(successes: number, trials: number, chance: number): number {
  if (successes <= 0) return 0;
  if (successes > trials) return Number.NEGATIVE_INFINITY;
  if (successes <= trials * chance) return 0;
  let logTerm = successes * Math.log(chance) + (trials - successes) * Math.log1p(-chance);
  const rest = trials - successes;
  for (let i = 1; i <= rest; ++i) logTerm += Math.log((successes + i) / i);
  // Above the mean each further term is the one before times a ratio that is below 1.
  let term = 1;
  let sum = 1;
  for (let k = successes; k < trials && term > 1e-12 * sum; ++k) {
    term *= ((trials - k) / (k + 1)) * (chance / (1 - chance));
    sum += term;
  }
  return Math.min(0, (logTerm + Math.log(sum)) / Math.LN10);
}
