import type {TimeRange} from "../selection.js";
import type {Zone} from "../time-zone.js";
import {type LinkedCounts, rowsWithin} from "./linked-counts.js";

const hour = 3_600_000;
const day = 24 * hour;

/** Events by hour of the day and day of the week, on a zone's clock. */
export interface WeekHours {
  /** Events: Monday 00:00 first, 24 for each day. */
  readonly events: Float64Array;
  /** How many such hours the range has, whether or not anything happened in them. */
  readonly hours: Float64Array;
}

/** Days since 1970 on a zone's clock, and the hour of that day, of an instant. */
export function localHour(instant: number, zone: Zone): {readonly day: number; readonly hour: number} {
  const wall = instant + zone.offset(instant);
  const index = Math.floor(wall / day);
  return {day: index, hour: Math.floor((wall - index * day) / hour)};
}

/** Monday is 0; 1 January 1970 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** The events in a stretch of time by hour of the week. A step counts where it begins. */
export function weekHours(counts: LinkedCounts, range: TimeRange, zone: Zone): WeekHours {
  const events = new Float64Array(168);
  const hours = new Float64Array(168);
  const place = (instant: number) => {
    const local = localHour(instant, zone);
    return weekdayOf(local.day) * 24 + local.hour;
  };
  for (let at = Math.floor(range.from / hour) * hour; at < range.to; at += hour) {
    const p = place(at);
    hours[p] = (hours[p] ?? 0) + 1;
  }
  const rows = rowsWithin(counts, range);
  for (let row = rows.from; row < rows.to; row++) {
    const p = place(counts.times[row] ?? 0);
    events[p] = (events[p] ?? 0) + (counts.total[row] ?? 0);
  }
  return {events, hours};
}

/**
 * The events in a stretch of time by day on a zone's clock, in parts of a day.
 * @param days days since 1970: the first, and how many
 * @param parts 24 for hours, 1 for whole days
 * @returns `parts` numbers for each day
 */
export function dayParts(
  counts: LinkedCounts,
  range: TimeRange,
  zone: Zone,
  days: {readonly first: number; readonly count: number},
  parts: 1 | 24
): Float64Array {
  const sums = new Float64Array(days.count * parts);
  const rows = rowsWithin(counts, range);
  for (let row = rows.from; row < rows.to; row++) {
    const local = localHour(counts.times[row] ?? 0, zone);
    const place = (local.day - days.first) * parts + (parts === 24 ? local.hour : 0);
    sums[place] = (sums[place] ?? 0) + (counts.total[row] ?? 0);
  }
  return sums;
}
