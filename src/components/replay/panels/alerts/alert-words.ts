import type {Severity} from "../../../../engine/event.js";
import {formatCount, formatPlural} from "../../../format.js";
import {formatWall} from "../../../time-zone.js";
import {spanWords} from "../span-words.js";

/** "26 critical and 412 high alerts so far"; the graver ones are named, and where there are none all are. */
export function alertTitle(counts: Readonly<Record<Severity, number>>, span: number): string {
  const grave = (["critical", "high"] as const)
    .filter(severity => counts[severity] > 0)
    .map(severity => `${formatCount(counts[severity])} ${severity}`);
  const all = countAlerts(counts);
  const back = spanWords(span);
  if (all === 0) return `No alerts ${back}`;
  if (grave.length === 0) return `${formatPlural(all, "alert")} ${back}, none of them critical or high`;
  const last = counts[grave.length === 1 && counts.critical > 0 ? "critical" : "high"];
  return `${grave.join(" and ")} ${last === 1 ? "alert" : "alerts"} ${back}`;
}

export function countAlerts(counts: Readonly<Record<Severity, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** "3 Mar, 12:30:05": the year and the zone stand beside the clock and in the column's name. */
export function shortTime(instant: number, timeZone: string): string {
  return formatWall(instant, timeZone, true).replace(/ \d+,/, ",");
}
