import type {SyslogLine} from "./authlog-syslog.js";
import {monthNumber} from "./clf-time.js";

/** A line that begins with a time, taken apart. */
export interface TimedLine {
  readonly time: SyslogLine["time"];
  /** What follows the time, without the marks that part them. */
  readonly message: string;
}

const clock = String.raw`\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?`;
const zone = String.raw`(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?`;
const weekday = "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?";

/** 2024-01-15 10:23:45, with T, slashes, a fraction and a zone or without; seconds may be missing. */
const iso = new RegExp(String.raw`^(\d{4})([-/])(\d{2})\2(\d{2})[T ](${clock}|\d{2}:\d{2})(${zone})`);
/** Jan 15 10:23:45, as syslog has it; Mon Jan 15 10:23:45.123 2024, as Apache's error log. */
const named = new RegExp(
  `^${weekday}([A-Z][a-z]{2}) {1,2}(\\d{1,2}) (?:(\\d{4}) )?(${clock})(?: (\\d{4})(?!\\d))?`
);
/** 15 Jan 2024 10:23:45 and 15/Jan/2024:10:23:45 +0000. */
const dayFirst = new RegExp(`^${weekday}(\\d{1,2})[ /-]([A-Z][a-z]{2})[ /-](\\d{4})[ :](${clock})(${zone})`);

/** A time and the space around it are no longer. */
const timeLength = 64;
/** What parts a time from the message, or follows a bracket. */
const parting = /^(?:\]:?)?(?:\s+[-|–—]+\s+|\s*[|,;]\s*|:\s+|\s+|$)/;

/** Reads a time at the beginning of a line, in brackets or bare; null where there is none. */
export function readTimedLine(line: string): TimedLine | null {
  const text = line.trimStart();
  const open = text.charCodeAt(0) === 91 ? 1 : 0;
  const start = text.slice(open, timeLength);
  const found = readIso(start) ?? readNamed(start) ?? readDayFirst(start);
  if (found === null) return null;
  const rest = text.slice(open + found.length);
  if (open === 1 && !rest.startsWith("]")) return null;
  const parted = parting.exec(rest.slice(0, timeLength));
  if (parted === null) return null;
  return {time: found.time, message: rest.slice(parted[0].length).trim()};
}

interface Found {
  readonly time: SyslogLine["time"];
  readonly length: number;
}

function readIso(text: string): Found | null {
  const match = iso.exec(text);
  if (match === null) return null;
  const [all, year, , month, day, time = "", offset = ""] = match;
  return {
    time: {iso: `${year}-${month}-${day}T${time.replace(",", ".")}${readZone(offset)}`},
    length: all.length
  };
}

function readNamed(text: string): Found | null {
  const match = named.exec(text);
  if (match === null) return null;
  const [all, name = "", day, before, time = "", after] = match;
  const month = monthNumber(name);
  const year = before ?? after;
  if (month === 0) return null;
  return {
    time: {
      year: year === undefined ? null : Number(year),
      month,
      day: Number(day),
      clock: time.replace(",", ".")
    },
    length: all.length
  };
}

function readDayFirst(text: string): Found | null {
  const match = dayFirst.exec(text);
  if (match === null) return null;
  const [all, day = "", name = "", year, time = "", offset = ""] = match;
  const month = monthNumber(name);
  if (month === 0) return null;
  const date = `${year}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`;
  return {time: {iso: `${date}T${time.replace(",", ".")}${readZone(offset)}`}, length: all.length};
}

function readZone(offset: string): string {
  const text = offset.trim();
  return text === "UTC" || text === "GMT" ? "Z" : text;
}
