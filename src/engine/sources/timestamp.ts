import type {SourceContext} from "./source.js";

const colon = 58;
const dash = 45;
const plus = 43;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A log written outside these years was written by a broken clock; no timeline could show it beside the others. */
const firstYear = 1969;
const lastYear = 2199;

/**
 * Milliseconds in UTC of an ISO-like time: `YYYY-MM-DD`, then `T` or a space, `HH:MM`, optionally `:SS`, a fraction
 * of any length (what is below a millisecond is cut off), and `Z`, `+HH:MM`, `+HHMM` or `+HH`. Without a zone, the
 * time is in the file's zone, `context.toUtc`. Null for anything else: impossible dates, years outside 1969-2199,
 * offsets beyond 15:59, leap seconds, text before or after.
 *
 * Every record of every log passes through here, hence digits by character code: `Date.parse` takes four times as
 * long, accepts February 31st and reads a missing zone as the machine's own.
 */
export function parseTimestamp(text: string, context: SourceContext): number | null {
  const length = text.length;
  if (length < 16 || text.charCodeAt(4) !== dash || text.charCodeAt(7) !== dash) return null;
  const separator = text.charCodeAt(10);
  if ((separator !== 84 && separator !== 116 && separator !== 32) || text.charCodeAt(13) !== colon)
    return null;

  const century = twoDigits(text, 0);
  const yearOfCentury = twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  // A part that is not two digits is -1, and so fails its range check.
  if (century < 0 || yearOfCentury < 0) return null;
  const year = century * 100 + yearOfCentury;
  if (year < firstYear || year > lastYear || month < 1 || month > 12) return null;
  if (day < 1 || day > daysInMonth(year, month) || hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return null;

  let index = 16;
  let second = 0;
  let millisecond = 0;
  if (text.charCodeAt(index) === colon) {
    second = twoDigits(text, index + 1);
    if (second < 0 || second > 59) return null;
    index += 3;
    const point = text.charCodeAt(index);
    if (point === 46 || point === 44) {
      const start = ++index;
      for (let scale = 100; index < length; index++, scale /= 10) {
        const digit = text.charCodeAt(index) - 48;
        if (digit < 0 || digit > 9) break;
        if (scale >= 1) millisecond += digit * scale;
      }
      if (index === start) return null;
    }
  }

  if (index === length) return context.toUtc(year, month, day, hour, minute, second, millisecond);
  const offset = zoneOffset(text, index);
  if (offset === null) return null;
  return (
    daysSince1970(year, month, day) * 86_400_000 +
    ((hour * 60 + minute - offset) * 60 + second) * 1000 +
    millisecond
  );
}

/**
 * Microseconds, 0-999, that `parseTimestamp` cuts off a time that carries them, so that a flow of a few hundred of
 * them does not last 0 seconds. For `YYYY-MM-DDTHH:MM:SS.ffffff` and what follows; 0 for anything else.
 */
export function microsecondsOf(text: string): number {
  if (text.charCodeAt(19) !== 46) return 0;
  const tens = twoDigits(text, 23);
  const ones = text.charCodeAt(25) - 48;
  return tens >= 0 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 0;
}

/** Minutes east of UTC of the zone that takes up the rest of the text, or null where it is none. */
function zoneOffset(text: string, start: number): number | null {
  const length = text.length;
  const sign = text.charCodeAt(start);
  if (sign === 90 || sign === 122) return length === start + 1 ? 0 : null;
  if (sign !== plus && sign !== dash) return null;
  const hours = twoDigits(text, start + 1);
  if (hours < 0 || hours > 15) return null;
  let minutes = 0;
  if (length !== start + 3) {
    const at = text.charCodeAt(start + 3) === colon ? start + 4 : start + 3;
    minutes = twoDigits(text, at);
    if (minutes < 0 || minutes > 59 || length !== at + 2) return null;
  }
  return sign === plus ? hours * 60 + minutes : -(hours * 60 + minutes);
}

/** The number that two digits make, or -1. */
function twoDigits(text: string, index: number): number {
  const tens = text.charCodeAt(index) - 48;
  const ones = text.charCodeAt(index + 1) - 48;
  // The comparisons are this way round because past the end of the text both are NaN.
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29;
  return monthLengths[month - 1] ?? 0;
}

/** Days from 1970-01-01 in the Gregorian calendar. https://howardhinnant.github.io/date_algorithms.html#days_from_civil */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
