import type {BurstFigures} from "../../engine/evaluate/evaluate-bursts.js";
import {formatCount} from "../format.js";

/** Bins per window, and windows from which on distances are counted together. */
const perWindow = 4;
const farthest = 4;

/** Found bursts whose begin is off by at least `from` and less than `to` windows. */
export interface DistanceBin {
  readonly from: number;
  readonly to: number;
  readonly bursts: number;
  /** Off by more than one window: the bar is missed. A begin that is off by exactly one counts as within. */
  readonly late: boolean;
  /** The last one, which holds all that is further off. */
  readonly open: boolean;
}

/** Distances of begins in quarters of a window: half-open at their begins, so that a distance of exactly one is within one. */
export function distanceBins(distances: readonly number[]): DistanceBin[] {
  const count = farthest * perWindow;
  const bins = new Array<number>(count + 1).fill(0);
  for (const distance of distances) {
    const place = distance === 0 ? 0 : Math.min(count, Math.ceil(distance * perWindow) - 1);
    bins[place] = (bins[place] ?? 0) + 1;
  }
  const last = bins.findLastIndex(bursts => bursts > 0);
  // Up to the bar at least, so that the picture shows how far from it they stay.
  return bins.slice(0, Math.max(last + 1, perWindow + 2)).map((bursts, k) => ({
    from: k / perWindow,
    to: (k + 1) / perWindow,
    bursts,
    late: k >= perWindow,
    open: k === count
  }));
}

/** "71 of 72 bursts are found, 69 of them within one window of their true begin; 0.02 a day are false". */
export function burstFinding({injected, found, withinWindow, false: wrong, days}: BurstFigures): string {
  const within = found > 0 && withinWindow === found ? "all" : formatCount(withinWindow);
  const falseOnes =
    wrong === 0 ? "none is false" : `${Number((wrong / days).toPrecision(2))} a day are false`;
  return `${formatCount(found)} of ${formatCount(injected)} bursts are found, ${within} of them within one window of their true begin; ${falseOnes}`;
}
