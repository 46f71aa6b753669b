import {createZone} from "../time-zone.js";
import type {Random} from "./random.js";

const hour = 3_600_000;

/** The campus clock: the simulated university is in Florida. */
export const campusZone = "America/New_York";

/** Relative activity by local hour, 0 to 23. */
const weekday = [
  2, 1, 0.8, 0.6, 0.6, 1, 2, 5, 9, 12, 13, 13, 11, 12, 13, 12.5, 11, 8, 6, 5.5, 5.5, 5, 4.5, 3
];
const weekend = [3, 2, 1.2, 0.8, 0.6, 0.6, 0.8, 1, 2, 3, 4, 4.5, 5, 5, 5, 5, 5, 5, 5, 5, 5.5, 5.5, 5, 4];
const office = [
  0.1, 0.1, 0.1, 0.1, 0.1, 0.2, 1, 5, 10, 12, 12, 12, 8, 11, 12, 11, 9, 4, 1.5, 1, 1, 0.8, 0.4, 0.2
];

/** Milliseconds to add to UTC for the campus wall clock. */
export const campusOffset = createZone(campusZone).offset;

/** How busy people are at an instant, in arbitrary units: everybody, or office workers only. */
export type Rhythm = (time: number) => number;

/** Students and staff together: days, evenings in the residence halls, quiet nights, half-empty weekends. */
export const campusRhythm: Rhythm = time => byLocalHour(time, weekday, weekend);

/** Staff and administrators: office hours, hardly anything at weekends. */
export const officeRhythm: Rhythm = time => byLocalHour(time, office, office) * (isWeekend(time) ? 0.12 : 1);

/** Machines and the internet at large, which know no office hours. */
export const steadyRhythm: Rhythm = () => 1;

/** The internet's scanners: steady, with slow waves of some hours. */
export const waveRhythm: Rhythm = time =>
  1 + 0.35 * Math.sin(time / (3.7 * hour)) + 0.2 * Math.sin(time / (1.3 * hour));

/**
 * Instants in [from, to), in order, `count` of them on average, following a rhythm: a Poisson process whose rate is
 * constant within each hour.
 */
export function arrivals(random: Random, from: number, to: number, count: number, rhythm: Rhythm): number[] {
  const slots: {start: number; end: number; weight: number}[] = [];
  for (let start = from; start < to; start += hour) {
    const end = Math.min(start + hour, to);
    slots.push({start, end, weight: rhythm((start + end) / 2) * (end - start)});
  }
  const total = slots.reduce((sum, slot) => sum + slot.weight, 0);
  const times: number[] = [];
  for (const {start, end, weight} of slots) {
    for (let n = random.poisson((count * weight) / total); n > 0; --n) times.push(random.between(start, end));
  }
  return times.sort((a, b) => a - b);
}

/**
 * The share of an average week's activity that falls into [from, to): 1 for a week. Lets a scenario that runs day by
 * day spread a weekly volume so that a Sunday gets less than a Monday.
 */
export function shareOfWeek(from: number, to: number, rhythm: Rhythm): number {
  const monday = Math.floor((from / hour - 96) / 168) * 168 * hour + 96 * hour;
  let week = 0;
  for (let h = 0; h < 168; ++h) week += rhythm(monday + (h + 0.5) * hour);
  let share = 0;
  for (let start = from; start < to; start += hour) {
    const end = Math.min(start + hour, to);
    share += (rhythm((start + end) / 2) * (end - start)) / hour;
  }
  return share / week;
}

function byLocalHour(time: number, week: readonly number[], end: readonly number[]): number {
  const local = new Date(time + campusOffset(time));
  return (isWeekend(time) ? end : week)[local.getUTCHours()] ?? 0;
}

function isWeekend(time: number): boolean {
  const day = new Date(time + campusOffset(time)).getUTCDay();
  return day === 0 || day === 6;
}
