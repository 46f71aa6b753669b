import {type Burst, type CountedBin, findBursts} from "./bursts.js";

const minute = 60_000;

export const defaults = {
  /** Widths of bins, milliseconds: the narrow one tells when a burst began, the wide one sees what is low and long. */
  narrow: 5 * minute,
  wide: 10 * minute
} as const;

/**
 * The bursts of a series at both widths. Where both find something in the same stretch of time, what explains the counts
 * better by `weight` is kept, the narrow ones where they are equal, so that one burst is told once.
 *
 * @param bins of `defaults.narrow`, each beginning at a multiple of it, in order of time
 */
export function findBurstsAtWidths(bins: readonly CountedBin[]): Burst[] {
  const narrow = findBursts(bins, defaults.narrow);
  const wide = findBursts(widen(bins), defaults.wide);
  const kept: Burst[] = [];
  const all = [...narrow, ...wide].sort((a, b) => a.start - b.start || a.binMs - b.binMs);
  for (let i = 0; i < all.length; ) {
    // All that touch each other, directly or by way of others.
    let end = all[i]?.end ?? 0;
    let next = i + 1;
    for (; next < all.length && (all[next]?.start ?? 0) < end; ++next) {
      end = Math.max(end, all[next]?.end ?? 0);
    }
    const group = all.slice(i, next);
    const ofWidth = (binMs: number) => group.filter(burst => burst.binMs === binMs);
    const better = weigh(ofWidth(defaults.wide)) > weigh(ofWidth(defaults.narrow));
    kept.push(...ofWidth(better ? defaults.wide : defaults.narrow));
    i = next;
  }
  return kept;
}

const weigh = (bursts: readonly Burst[]) => bursts.reduce((sum, {weight}) => sum + weight, 0);

/** Two bins in one. */
function widen(bins: readonly CountedBin[]): CountedBin[] {
  const wide: {start: number; events: number}[] = [];
  for (const {start, events} of bins) {
    const from = Math.floor(start / defaults.wide) * defaults.wide;
    const last = wide.at(-1);
    if (last?.start === from) last.events += events;
    else wide.push({start: from, events});
  }
  return wide;
}
