import {fromWallClock, wallClock} from "../../../time-zone.js";

/** A line on an axis of time. */
export interface AxisTick {
  /** Milliseconds in UTC. */
  readonly time: number;
  /** "02:30", with seconds where ticks are closer than a minute; "3 Mar" where a day begins. */
  readonly label: string;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  ...[1, 2, 5, 10, 15, 30].map(count => count * second),
  ...[1, 2, 5, 10, 15, 30].map(count => count * minute),
  ...[1, 2, 3, 6, 12].map(count => count * hour),
  ...[1, 2, 3, 4, 7, 14, 28, 91, 182, 364].map(count => count * day)
];

const dayFormat = new Intl.DateTimeFormat("en-GB", {timeZone: "UTC", day: "numeric", month: "short"});

/** The shortest round stretch of which at most so many fit between two times, milliseconds. */
export function tickStep(from: number, to: number, most: number): number {
  return steps.find(step => (to - from) / step <= Math.max(1, most)) ?? (to - from) / Math.max(1, most);
}

/**
 * Ticks at round times of the clock on the wall, the same ones wherever the axis begins.
 * @param most how many fit
 */
export function axisTicks(from: number, to: number, most: number, timeZone: string): AxisTick[] {
  if (!(to > from)) return [];
  const step = tickStep(from, to, most);
  const ticks: AxisTick[] = [];
  const last = Number(wallClock(to, timeZone));
  for (let wall = Math.ceil(Number(wallClock(from, timeZone)) / step) * step; wall <= last; wall += step) {
    const time = fromWallClock(wall, timeZone);
    if (time >= from && time <= to) ticks.push({time, label: tickLabel(wall, step)});
  }
  return ticks;
}

function tickLabel(wall: number, step: number): string {
  if (wall % day === 0) return dayFormat.format(wall);
  return new Date(wall).toISOString().slice(11, step < minute ? 19 : 16);
}

/** As `axisTicks`, with the last answer remembered: reckoning with a time zone costs too much for every frame of an axis that rolls. */
export function tickReader(
  timeZone: string
): (from: number, to: number, most: number) => readonly AxisTick[] {
  let known: readonly AxisTick[] = [];
  let key = "";
  return (from, to, most) => {
    const step = tickStep(from, to, most);
    const [start, end] = [Math.floor(from / step) * step, Math.ceil(to / step) * step];
    const asked = `${start} ${end} ${step}`;
    if (asked !== key) {
      known = axisTicks(start, end, (end - start) / step, timeZone);
      key = asked;
    }
    return known.filter(({time}) => time >= from && time <= to);
  };
}
