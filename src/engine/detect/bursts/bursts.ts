import {countTail} from "./count-tail.js";

export const defaults = {
  /** log10 of the chance, per bin, that ordinary traffic counts this high. At 5 minutes: one false burst in ten years. */
  logProbability: -6,
  /** A bin with fewer events is no burst, whatever was expected. */
  leastEvents: 5,
  /** Milliseconds without any event from which on nothing was recorded, rather than nothing happened. */
  leastGap: 24 * 3_600_000,
  /** Milliseconds between two gaps from which on it can be said what is usual there. */
  leastCoverage: 24 * 3_600_000,
  /** Bins with events between two gaps from which on it can be said: of five sessions in a day each would be a burst. */
  leastBins: 24,
  /** Days of data from which an hour of the day has a median of its own. */
  leastDays: 3,
  /** Share of the highest bins left out of the mean that stands in for the median of small counts. */
  trim: 0.1
} as const;

export interface Burst {
  /** Milliseconds in UTC; half-open. */
  readonly start: number;
  readonly end: number;
  /** Events in its highest bin, and how many were expected there. */
  readonly peak: number;
  readonly expected: number;
  /** All its events. */
  readonly events: number;
  /** -log10 of the chance of its most surprising bin, up to 300. */
  readonly strength: number;
}

/** Events of one bin. Bins without any need not be named. */
export interface CountedBin {
  /** Begin, milliseconds in UTC. */
  readonly start: number;
  readonly events: number;
}

const hour = 3_600_000;
const day = 24 * hour;

/**
 * Stretches of time with more events than usual. A bin is expected to hold the median of the same hour of the day (UTC)
 * over all days, or of all bins while there are fewer than three days; it bursts when a negative binomial with that mean
 * and the spread that the usual bins show would count so high less than once in a million bins. Neighbouring bins that
 * burst are one burst.
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

  const hourly = length * binMs >= defaults.leastDays * day;
  const groupOf = (i: number) => (hourly ? ((Math.floor((start + i * binMs) / hour) % 24) + 24) % 24 : 0);
  const groups = Array.from({length: 24}, (): number[] => []);
  counts.forEach((count, i) => {
    groups[groupOf(i)]?.push(count);
  });
  // Of bins never seen to hold anything, one event in all of them is as much as could have been missed.
  const floor = 1 / length;
  const expectations = groups.map(group => Math.max(floor, usual(group)));
  const dispersion = findDispersion(groups, expectations);

  const bursts: Burst[] = [];
  let open: Burst | null = null;
  counts.forEach((count, i) => {
    const expected = expectations[groupOf(i)] ?? floor;
    const surprise = count < defaults.leastEvents ? 0 : countTail(count, expected, dispersion);
    if (surprise > defaults.logProbability) {
      if (open !== null) bursts.push(open);
      open = null;
      return;
    }
    const bin: Burst = {
      start: start + i * binMs,
      end: start + (i + 1) * binMs,
      peak: count,
      expected,
      events: count,
      strength: Math.min(300, -surprise)
    };
    open = open === null ? bin : join(open, bin);
  });
  if (open !== null) bursts.push(open);
  return bursts;
}

function join(burst: Burst, bin: Burst): Burst {
  const higher = bin.peak > burst.peak ? bin : burst;
  return {
    start: burst.start,
    end: bin.end,
    peak: higher.peak,
    expected: higher.expected,
    events: burst.events + bin.events,
    strength: Math.max(burst.strength, bin.strength)
  };
}

/** The median; for small counts, of which it says little, a mean without the highest tenth if that is more. */
function usual(group: readonly number[]): number {
  if (group.length === 0) return 0;
  const sorted = Float64Array.from(group).sort();
  const rest = sorted.subarray(0, Math.ceil(sorted.length * (1 - defaults.trim)));
  const mean = rest.reduce((sum, count) => sum + count, 0) / rest.length;
  return Math.max(median(sorted), mean);
}

/**
 * How much more than Poisson the usual bins vary: of each hour, (variance - mean) / mean^2 with the variance taken from the
 * median absolute deviation, so that bursts do not hide themselves; over the hours, the median of those that count enough to tell.
 */
function findDispersion(groups: readonly (readonly number[])[], expectations: readonly number[]): number {
  const dispersions: number[] = [];
  groups.forEach((group, k) => {
    const mean = expectations[k] ?? 0;
    if (group.length === 0 || mean < 1) return;
    const deviations = Float64Array.from(group, count => Math.abs(count - mean)).sort();
    const spread = 1.4826 * median(deviations);
    dispersions.push(Math.max(0, (spread * spread - mean) / (mean * mean)));
  });
  return median(Float64Array.from(dispersions).sort());
}

function median(sorted: Float64Array): number {
  const n = sorted.length;
  if (n === 0) return 0;
  return ((sorted[(n - 1) >> 1] ?? 0) + (sorted[n >> 1] ?? 0)) / 2;
}
