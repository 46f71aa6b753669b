const hour = 3_600_000;
const day = 24 * hour;

export interface Zone {
  /** The IANA name as given. */
  readonly name: string;
  /** Milliseconds to add to a UTC time to get the local wall clock: positive east of Greenwich. NaN for no time. */
  offset(ms: number): number;
  /**
   * UTC milliseconds of a wall-clock time; `month` 1-12. NaN when there is no such date or time (30 February, 25:00);
   * second 60 is a leap second and counts as the first of the next minute.
   * When clocks go forward, a time in the gap moves forward by the gap (02:30 becomes 03:30); when they go back, a time
   * that occurs twice is the earlier one. That is Temporal's "compatible".
   */
  toUtc(
    year: number,
    month: number,
    day: number,
    hour: number,
    minute: number,
    second: number,
    ms: number
  ): number;
}

/** A time zone by IANA name. Offsets are asked of Intl once a day of data and remembered. */
export function createZone(name: string): Zone {
  const format = createFormat(name);
  if (["UTC", "Etc/UTC", "Etc/GMT", "GMT"].includes(format.resolvedOptions().timeZone)) {
    return {name, offset: ms => (Number.isNaN(ms) ? Number.NaN : 0), toUtc: toWallClock};
  }

  const offset = createOffset(format);
  let calmDay = Number.NaN;
  let calmOffset = 0;

  function toUtc(
    year: number,
    month: number,
    date: number,
    h: number,
    m: number,
    s: number,
    ms: number
  ): number {
    const wall = toWallClock(year, month, date, h, m, s, ms);
    const wallDay = Math.floor(wall / day);
    if (wallDay === calmDay) return wall - calmOffset;
    if (Number.isNaN(wall)) return wall;
    // Offsets are within a day of UTC, so where they agree before and after, the clocks did not change in between.
    const before = offset((wallDay - 1) * day);
    const after = offset((wallDay + 2) * day);
    if (before === after) {
      calmDay = wallDay;
      calmOffset = before;
      return wall - before;
    }
    if (offset(wall - before) === before) return wall - before;
    if (offset(wall - after) === after) return wall - after;
    return wall - before;
  }

  return {name, offset, toUtc};
}

/** The wall clock read as if it were UTC. */
function toWallClock(
  year: number,
  month: number,
  date: number,
  h: number,
  m: number,
  s: number,
  ms: number
): number {
  if (!(month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month))) return Number.NaN;
  if (!(h >= 0 && h <= 23 && m >= 0 && m <= 59 && s >= 0 && s <= 60 && ms >= 0 && ms < 1000))
    return Number.NaN;
  const utc = Date.UTC(year, month - 1, date, h, m, s, ms);
  // Date.UTC reads the years 0 to 99 as 1900 to 1999.
  return year >= 0 && year <= 99 ? new Date(utc).setUTCFullYear(year) : utc;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Offset by UTC day: one number where it holds all day, else also the moment it changes. */
interface OffsetDay {
  readonly before: number;
  readonly after: number;
  readonly change: number;
}

function createOffset(format: Intl.DateTimeFormat): (ms: number) => number {
  // A log may claim any date, so what is remembered is limited; 10,000 days are 27 years.
  const days = new Map<number, OffsetDay>();
  let lastDay = Number.NaN;
  let last: OffsetDay = {before: 0, after: 0, change: 0};
  return ms => {
    const index = Math.floor(ms / day);
    if (index !== lastDay) {
      if (Number.isNaN(new Date(ms).getTime())) return Number.NaN;
      let entry = days.get(index);
      if (entry === undefined) {
        if (days.size >= 10_000) days.clear();
        entry = findChange(format, index * day);
        days.set(index, entry);
      }
      lastDay = index;
      last = entry;
    }
    return ms < last.change ? last.before : last.after;
  };
}

/** Looks for the one change of clocks a day can have, to the second. */
function findChange(format: Intl.DateTimeFormat, start: number): OffsetDay {
  let low = start;
  // The last day that Date can hold has no next day.
  let high = Math.min(start + day, 8.64e15);
  const before = readOffset(format, low);
  const after = readOffset(format, high);
  if (before === after) return {before, after, change: start};
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    if (readOffset(format, middle) === before) low = middle;
    else high = middle;
  }
  return {before, after, change: high};
}

function createFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", {timeZone, timeZoneName: "longOffset"});
  } catch {
    throw new RangeError(
      `invalid time zone: ${JSON.stringify(timeZone)}; expected an IANA name such as Europe/Berlin, or UTC`
    );
  }
}

/** Intl writes the offset as "GMT", "GMT-07:00" or, before standard time, "GMT-07:52:58". */
function readOffset(format: Intl.DateTimeFormat, ms: number): number {
  const text = format.formatToParts(ms).find(part => part.type === "timeZoneName")?.value ?? "";
  const match = /^GMT(?:([+\-−])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text);
  if (match === null) throw new Error(`cannot read the time-zone offset ${JSON.stringify(text)}`);
  const [, sign, hours = "0", minutes = "0", seconds = "0"] = match;
  const size = Number(hours) * hour + Number(minutes) * 60_000 + Number(seconds) * 1000;
  return sign === undefined || sign === "+" ? size : -size;
}
