import type {Kpis} from "./build/kpis.js";
import type {SelectionBounds, TimeRange} from "./selection.js";

/** What the Overview shows before anything else is loaded: published as overview.json. */
export interface Overview extends SelectionBounds {
  /** Of the default window, and of the presets, by name. `previous` is null where the data does not reach back. */
  readonly windows: readonly OverviewWindow[];
}

export interface OverviewWindow extends TimeRange {
  readonly kpis: Kpis;
  readonly previous: Kpis | null;
}

const hour = 3_600_000;
const day = 24 * hour;

/**
 * The data's bounds in whole hours, and the densest seven days in it, which is what a page opens on.
 * @param hourly events per hour, `start` being the first hour.
 */
export function findBounds(start: number, hourly: readonly number[]): SelectionBounds {
  const data = {from: start, to: start + Math.max(1, hourly.length) * hour};
  const span = 7 * day;
  if (data.to - data.from <= span) return {data, default: data};
  let sum = 0;
  let best = -1;
  let bestEnd = 0;
  const width = span / hour;
  for (let end = 0; end < hourly.length; end++) {
    sum += (hourly[end] ?? 0) - (end >= width ? (hourly[end - width] ?? 0) : 0);
    if (end >= width - 1 && sum > best) {
      best = sum;
      bestEnd = end + 1;
    }
  }
  const to = start + bestEnd * hour;
  return {data, default: {from: to - span, to}};
}
