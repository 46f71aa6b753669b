import type {Zone} from "../time-zone.js";
import {directionCodes, type EventBlock} from "./event-block.js";
import {linear} from "./feature-spec.js";

export const commonPorts: readonly number[] = [80, 443, 22, 21, 25, 53, 3389];
export interface BusinessHours {
  /** Days of the week, Monday being 0. */
  readonly days: readonly number[];
  /** Local hours, 0-24, fractions allowed; `to` is excluded. */
  readonly from: number;
  readonly to: number;
}

export const defaultBusinessHours: BusinessHours = {days: [0, 1, 2, 3, 4], from: 9, to: 17};

/** Where and when, in words that no data set owns. `writeContext` writes these columns, in this order. */
export const contextSpecs = [
  linear("hour", "0-23", "local hour of the day"),
  linear("day_of_week", "0-6", "local day of the week, Monday being 0"),
  linear("weekend", "0/1", "being on a Saturday or Sunday"),
  linear("business_hours", "0/1", "being within business hours"),
  linear("source_private", "0/1", "source being a private address"),
  linear("destination_private", "0/1", "destination being a private address"),
  linear("internal", "0/1", "staying inside the campus"),
  linear("common_port", "0/1", `destination port being one of ${commonPorts.join(", ")}`),
  linear("direction", "1-3", "direction: 1 inbound, 2 outbound, 3 internal")
] as const;

const day = 86_400_000;
const hour = 3_600_000;
const isCommonPort = new Uint8Array(65_536);
for (const port of commonPorts) isCommonPort[port] = 1;

/** Writes the columns of event `i` at `at` and returns where the next column goes. */
export function writeContext(
  block: EventBlock,
  i: number,
  zone: Zone,
  hours: BusinessHours,
  rows: Float32Array,
  at: number
): number {
  const time = block.event_time[i] ?? Number.NaN;
  const local = time + zone.offset(time);
  const days = Math.floor(local / day);
  const timeOfDay = (local - days * day) / hour;
  // 1 January 1970 was a Thursday. The double remainder keeps years before it positive.
  const weekday = (((days + 3) % 7) + 7) % 7;
  const dated = !Number.isNaN(local);
  const weekend = weekday >= 5 ? 1 : 0;
  rows[at] = Math.floor(timeOfDay);
  rows[at + 1] = weekday;
  rows[at + 2] = dated ? weekend : Number.NaN;
  const business = timeOfDay >= hours.from && timeOfDay < hours.to && hours.days.includes(weekday);
  rows[at + 3] = dated ? Number(business) : Number.NaN;
  rows[at + 4] = block.source_private[i] ?? Number.NaN;
  rows[at + 5] = block.destination_private[i] ?? Number.NaN;
  const direction = block.direction[i] ?? directionCodes.unknown;
  const known = direction !== directionCodes.unknown;
  rows[at + 6] = known ? Number(direction === directionCodes.internal) : Number.NaN;
  const port = block.destination_port[i] ?? Number.NaN;
  rows[at + 7] = port >= 0 ? (isCommonPort[port] ?? 0) : Number.NaN;
  rows[at + 8] = known ? direction : Number.NaN;
  return at + 9;
}
