import {type DurationScore, type Span, scoreDuration} from "./duration-score.js";
import {createHistogram, type Histogram, scoreHistogram} from "./histogram-score.js";
import {ritaDefaults} from "./rita-defaults.js";
import {scoreSizes} from "./size-score.js";
import {round3} from "./statistical-score.js";
import {scoreTimestamps} from "./timestamp-score.js";

export interface RitaScore {
  /** 0 to 1: the weighted mean of the four; null where one of them could not be measured. */
  readonly score: number | null;
  readonly timestamp: number;
  /** Null where the log does not count what was sent. */
  readonly size: number | null;
  readonly duration: DurationScore["score"];
  readonly histogram: number;
  /** What was looked at. */
  readonly window: Span;
  readonly bars: Histogram;
}

/** Of a pair's connections within one window; seconds in order, and bytes sent by the caller, null where not counted. */
export interface WindowOfPair {
  readonly window: Span;
  readonly times: Float64Array;
  readonly sizes: Float64Array | null;
}

/**
 * RITA's beacon score of a pair within a window of at most a day; null where its gates leave the pair out: too few distinct
 * seconds, or a strobe. `analyzeBeacon` and `runAnalysis` of
 * https://github.com/activecm/rita/blob/0b6db7afdaf32203a0bb492545c7d4bf05ede24d/analysis/beacons.go and analysis.go
 */
export function scoreWindow({window, times, sizes}: WindowOfPair): RitaScore | null {
  const first = times[0];
  const last = times[times.length - 1];
  if (first === undefined || last === undefined || times.length >= ritaDefaults.strobeConnections)
    return null;
  if (countDistinct(times) < ritaDefaults.uniqueConnections) return null;
  const timestamp = scoreTimestamps(times).score;
  const size = sizes === null ? null : scoreSizes(sizes).score;
  const bars = createHistogram(window, times);
  const histogram = scoreHistogram(bars).score;
  const duration = scoreDuration(window, {from: first, to: last}, bars).score;
  const score = size === null ? null : weigh({timestamp, size, duration, histogram});
  return {score, timestamp, size, duration, histogram, window, bars};
}

/** The four sub-scores, each 0 to 1. */
export interface SubScores {
  readonly timestamp: number;
  readonly size: number;
  readonly duration: number;
  readonly histogram: number;
}

/**
 * The weighted mean, rounded to thousandths. `getBeaconScore`, ibidem.
 * @throws RangeError for scores outside 0 to 1, and for weights that do not sum to 1
 */
export function weigh(scores: SubScores, weights: SubScores = ritaDefaults.weights): number {
  const names = ["timestamp", "size", "duration", "histogram"] as const;
  let sum = 0;
  let total = 0;
  for (const name of names) {
    if (!(scores[name] >= 0 && scores[name] <= 1)) {
      throw new RangeError(`invalid ${name} score: ${scores[name]}; expected 0 to 1`);
    }
    if (!(weights[name] >= 0 && weights[name] <= 1)) {
      throw new RangeError(`invalid ${name} weight: ${weights[name]}; expected 0 to 1`);
    }
    sum += scores[name] * weights[name];
    total += weights[name];
  }
  if (Math.abs(total - 1) > 1e-9) throw new RangeError(`invalid weights: they sum to ${total}; expected 1`);
  return round3(sum);
}

function countDistinct(sorted: Float64Array): number {
  let n = 0;
  for (let i = 0; i < sorted.length; ++i) if (i === 0 || sorted[i] !== sorted[i - 1]) ++n;
  return n;
}
