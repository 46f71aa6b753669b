import {type StatisticalScore, scoreStatistics} from "./statistical-score.js";

/**
 * How alike the amounts of data are that the caller sends. `getDataSizeScore` of
 * https://github.com/activecm/rita/blob/0b6db7afdaf32203a0bb492545c7d4bf05ede24d/analysis/beacons.go
 *
 * @param bytes per connection, at least three, in any order
 * @throws RangeError for fewer than three
 */
export function scoreSizes(bytes: Float64Array): StatisticalScore {
  return scoreStatistics(bytes.slice().sort(), 0);
}
