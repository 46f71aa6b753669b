import type {CubeRow} from "../../engine/cube.js";
import {formatCount, formatPlural} from "../format.js";
import {formatTime} from "../time-zone.js";

/** The busiest hour in a sentence, against the median of the hours that have any. */
export function hourlyFinding(rows: readonly CubeRow[], timeZone: string): string {
  const hours = new Map<number, number>();
  for (const row of rows) {
    if (row.hour !== undefined) hours.set(row.hour, (hours.get(row.hour) ?? 0) + row.events);
  }
  const [busiest] = [...hours].sort(([a, x], [b, y]) => y - x || a - b);
  if (busiest === undefined) return "Events per hour";
  const [time, events] = busiest;
  if (hours.size === 1)
    return `${formatPlural(events, "event")}, all in the hour from ${formatTime(time, timeZone)}`;
  const counts = [...hours.values()].sort((a, b) => a - b);
  const median = counts[counts.length >> 1] ?? events;
  return `The busiest hour began on ${formatTime(time, timeZone)}: ${formatPlural(events, "event")}, ${(events / median).toFixed(1).replace(/\.0$/, "")} times the ${formatCount(median)} of a typical hour`;
}
