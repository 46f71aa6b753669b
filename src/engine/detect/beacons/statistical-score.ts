import {medianAbsoluteDeviation, medianOfSorted, quartilesOfSorted} from "./order-statistics.js";

export interface StatisticalScore {
  /** 0 to 1, rounded to thousandths: 1 for values that are all alike. */
  readonly score: number;
  /** Bowley's skewness, -1 to 1. */
  readonly skewness: number;
  /** Median absolute deviation, in the values' unit. */
  readonly deviation: number;
}

/**
 * How alike values are: the mean of one minus their skewness and one minus their deviation relative to their median.
 * `calculateStatisticalScore` of
 * https://github.com/activecm/rita/blob/0b6db7afdaf32203a0bb492545c7d4bf05ede24d/analysis/beacons.go
 *
 * @param sorted at least three values
 * @param deviationScoreOfZero what the second part is where the median is below 1, so that nothing can be relative to it
 * @throws RangeError for fewer than three values
 */
export function scoreStatistics(sorted: Float64Array, deviationScoreOfZero: number): StatisticalScore {
  if (sorted.length < 3) throw new RangeError(`too few values: ${sorted.length}; expected at least 3`);
  const skewness = bowleySkewness(sorted);
  const deviation = medianAbsoluteDeviation(sorted);
  const median = medianOfSorted(sorted);
  const deviationScore = median >= 1 ? Math.max(0, (median - deviation) / median) : deviationScoreOfZero;
  return {score: round3((1 - Math.abs(skewness) + deviationScore) / 2), skewness, deviation};
}

/**
 * (Q1 + Q3 - 2 Q2) / (Q3 - Q1), and 0 where it would be unreliable: quartiles less than 10 apart, or the median one of them.
 * `calculateBowleySkewness`, ibidem.
 */
function bowleySkewness(sorted: Float64Array): number {
  const {q1, q2, q3} = quartilesOfSorted(sorted);
  if (q3 - q1 < 10 || q2 === q1 || q2 === q3) return 0;
  return (q1 + q3 - 2 * q2) / (q3 - q1);
}

/** To thousandths, as RITA rounds its scores. */
export function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}
