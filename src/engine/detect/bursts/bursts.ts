import {findBaseline} from "./baseline.js";
import {countTail} from "./count-tail.js";
import {type BurstRun, findBurstRuns} from "./kleinberg.js";

export const defaults = {
  /** log10 of the chance, per bin, that ordinary traffic counts this high. At 5 minutes: one false burst in ten years. */
  logProbability: -6,
  /** A bin with fewer events is no burst, whatever was expected. */
  leastEvents: 10,
  /** Milliseconds without any event from which on nothing was recorded, rather than nothing happened. */
  leastGap: 24 * 3_600_000,
  /** Milliseconds between two gaps from which on it can be said what is usual there. */
  leastCoverage: 24 * 3_600_000,
  /** Bins with events between two gaps from which on it can be said: of five sessions in a day each would be a burst. */
  leastBins: 24
} as const;

export interface Burst {
  /** Milliseconds in UTC; half-open, whole bins. */
  readonly start: number;
  readonly end: number;
  /** Width of the bins that it was found in, milliseconds. */
  readonly binMs: number;
  /** Events in its highest bin. */
  readonly peak: number;
  /** All its events, and how many were to be expected. */
  readonly events: number;
  readonly expected: number;
  /** -log10 of the chance of its most surprising bin, up to 300. */
  readonly strength: number;
  /** By how many nats a burst explains its counts better than what is usual. */
  readonly weight: number;
}

/** Events of one bin. Bins without any need not be named. */
export interface CountedBin {
  /** Begin, milliseconds in UTC. */
  readonly start: number;
  readonly events: number;
}

const hour = 3_600_000;

/**
 * Stretches of time with more events than usual. A bin is expected to hold the median of the same hour of the day over all
 * days; a two-state automaton finds where a burst begins and ends. It is one when a negative binomial with that mean and the
 * spread that the usual bins show would count as high as in one of its bins less than once in a million bins.
 *
 * A day without any event is a gap in the recording: nothing was measured there, so it is no evidence of quiet. What lies
 * on either side of it is judged on its own; less than a day between two gaps, or hardly an event in it, is too little to say what is usual.
 *
 * @param bins in order of time, each a whole number of `binMs` milliseconds after the one before
 * @throws RangeError for bins longer than an hour or out of order, and for counts that are none
 */
export function findBursts(bins: readonly CountedBin[], binMs: number): Burst[] {
  if (!(binMs > 0 && binMs <= hour)) {
    throw new RangeError(`invalid bin width: ${binMs} ms; expected more than 0 and at most one hour`);
  }
  const bursts: Burst[] = [];
  let first = 0;
  let last = -1;
  bins.forEach(({start, events}, i) => {
    if (!(events >= 0 && Number.isFinite(events))) {
      throw new RangeError(`invalid count in bin ${i}: ${events}; expected a number of events`);
    }
    const before = bins[i - 1];
    if (before !== undefined && !(start >= before.start + binMs)) {
      throw new RangeError(`invalid bin ${i}: it does not begin after bin ${i - 1} has ended`);
    }
    if (events === 0) return;
    const previous = bins[last];
    if (previous !== undefined && start - (previous.start + binMs) >= defaults.leastGap) {
      bursts.push(...findInSegment(bins.slice(first, last + 1), binMs));
    }
    if (previous === undefined || start - (previous.start + binMs) >= defaults.leastGap) first = i;
    last = i;
  });
  if (last >= 0) bursts.push(...findInSegment(bins.slice(first, last + 1), binMs));
  return bursts;
}

/** The bursts of a stretch without a gap. Its first and its last bin have events. */
function findInSegment(bins: readonly CountedBin[], binMs: number): Burst[] {
  const start = bins[0]?.start ?? 0;
  const length = Math.round(((bins.at(-1)?.start ?? start) - start) / binMs) + 1;
  if (length * binMs < defaults.leastCoverage) return [];
  if (bins.filter(({events}) => events > 0).length < defaults.leastBins) return [];
  const counts = new Float64Array(length);
  for (const bin of bins) counts[Math.round((bin.start - start) / binMs)] = bin.events;

  const baseline = findBaseline(counts, start, binMs);
  const {expected, clumped} = baseline;
  const surprise = (i: number) => {
    const count = counts[i] ?? 0;
    return count < defaults.leastEvents ? 0 : countTail(count, expected[i] ?? 1, clumped);
  };
  const describe = ({from, to, weight}: BurstRun): Burst => {
    const total = {peak: 0, events: 0, expected: 0, strength: 0};
    for (let i = from; i < to; ++i) {
      total.peak = Math.max(total.peak, counts[i] ?? 0);
      total.events += counts[i] ?? 0;
      total.expected += expected[i] ?? 0;
      total.strength = Math.max(total.strength, Math.min(300, -surprise(i)));
    }
    return {start: start + from * binMs, end: start + to * binMs, binMs, ...total, weight};
  };
  return findBurstRuns(counts, baseline)
    .map(describe)
    .filter(({strength}) => strength >= -defaults.logProbability);
}
