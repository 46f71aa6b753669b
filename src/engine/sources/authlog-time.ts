import type {SyslogLine} from "./authlog-syslog.js";
import type {SourceContext} from "./source.js";
import {parseTimestamp} from "./timestamp.js";

const day = 86_400_000;
/** A calendar in which every date occurs within as many years (February 29th, around 2100). */
const calendar = 8;

/**
 * A reader of syslog times, in milliseconds UTC; null for a date that does not exist.
 *
 * Times without a year take the latest year in which the file's first one is no more than a day after the file was
 * written; a month at least six earlier than the line before is in the next year (December to January), and November or December
 * after January or February in the year before, for files that begin with their latest line. A file that
 * covers more than a year, or was touched since, gets years too late: the note says which were assumed.
 */
export function createSyslogTimeReader(context: SourceContext): (time: SyslogLine["time"]) => number | null {
  let year: number | null = null;
  let month = 0;

  return time => {
    if ("iso" in time) return parseTimestamp(time.iso, context);
    const at = (year: number) =>
      parseTimestamp(`${year}-${pad(time.month)}-${pad(time.day)}T${time.clock}`, context);
    if (time.year !== null) return at(time.year);
    if (year === null) {
      year = firstYear(at, context.fileTime);
      if (year === null) return null;
      context.note(`times carry no year; ${year} assumed for the first`);
    } else if (month - time.month >= 6) year += 1;
    else if (month <= 2 && time.month >= 11) year -= 1;
    month = time.month;
    return at(year);
  };
}

function firstYear(at: (year: number) => number | null, fileTime: number): number | null {
  const latest = new Date(fileTime + day).getUTCFullYear() + 1;
  for (let year = latest; year > latest - 2 - calendar; --year) {
    const time = at(year);
    if (time !== null && time <= fileTime + day) return year;
  }
  return null;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
