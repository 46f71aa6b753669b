import {monthNumber} from "./clf-time.js";

/** A line in syslog form, taken apart. */
export interface SyslogLine {
  /** As it stands: ISO, or `Mon dd hh:mm:ss` with a year or without. */
  readonly time: IsoTime | NamedMonthTime;
  readonly host: string | null;
  /** With what it says of itself in parentheses, as old PAM does: "sshd(pam_unix)". */
  readonly program: string | null;
  readonly pid: string | null;
  readonly message: string;
}

export interface IsoTime {
  readonly iso: string;
}

/** Syslog's first form has no year. */
export interface NamedMonthTime {
  readonly year: number | null;
  /** 1-12. */
  readonly month: number;
  readonly day: number;
  /** `hh:mm:ss`, with a fraction where there is one. */
  readonly clock: string;
}

const priority = /^<\d{1,3}>(1 )?/;
const isoTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?(?=:?\s)/;
const namedTime =
  /^[*.]?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (?:(\d{4}) )?(\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)(?: (\d{4}))?(?=:?\s)/;
const hostName = /^([A-Za-z0-9_.:@/-]{1,255})[ \t]+/;
const programTag = /^(%?[A-Za-z0-9_./@-]{1,64}(?:\([^()\s]{0,64}\))?)(?:\[(\d{1,10})\])?:(?:\s+|$)/;

/**
 * Takes a syslog line apart: `Jun 14 15:16:01 host sshd[123]: message` (RFC 3164), ISO times as rsyslog and RFC 5424
 * write them, with or without a `<34>` priority, without a host (tables exported from a viewer), or without a program
 * ("last message repeated 2 times"). Null for a line without a time, or with nothing after it.
 */
export function parseSyslog(line: string): SyslogLine | null {
  const lead = priority.exec(line);
  let rest = lead === null ? line : line.slice(lead[0].length);
  const iso = isoTime.exec(rest);
  const named = iso === null ? namedTime.exec(rest) : null;
  const time = iso !== null ? {iso: iso[0].replace(",", ".")} : named !== null ? readNamedTime(named) : null;
  if (time === null) return null;
  rest = rest.slice((iso ?? named)?.[0].length).replace(/^:?\s+/, "");
  if (rest === "") return null;
  if (lead?.[1] !== undefined) return parseStructured(time, rest);

  const bare = programTag.exec(rest);
  if (bare !== null) return tagged(time, null, bare, rest);
  const host = hostName.exec(rest);
  if (host === null) return null;
  rest = rest
    .slice(host[0].length)
    .replace(/^:\s+/, "")
    // `login` renames its process to "-- root" once root has logged in.
    .replace(/^-- [A-Za-z0-9_.-]{1,64}(?=\[)/, "login");
  const tag = programTag.exec(rest);
  if (tag !== null) return tagged(time, host[1] ?? null, tag, rest);
  return {time, host: host[1] ?? null, program: null, pid: null, message: rest.trimEnd()};
}

function tagged(
  time: SyslogLine["time"],
  host: string | null,
  tag: RegExpExecArray,
  rest: string
): SyslogLine {
  const message = rest.slice(tag[0].length).trimEnd();
  return {time, host, program: tag[1] ?? null, pid: tag[2] ?? null, message};
}

/** RFC 5424: `host program pid msgid [structured data] message`, "-" for what is not known. */
function parseStructured(time: SyslogLine["time"], rest: string): SyslogLine | null {
  const match = /^(\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) /.exec(rest);
  if (match === null) return null;
  const data = rest.slice(match[0].length);
  const message = data
    .slice(structuredDataLength(data))
    .replace(/^ ?\uFEFF?/, "")
    .trimEnd();
  const known = (text: string | undefined) => (text === undefined || text === "-" ? null : text);
  return {time, host: known(match[1]), program: known(match[2]), pid: known(match[3]), message};
}

function structuredDataLength(data: string): number {
  if (data.startsWith("-")) return 1;
  let i = 0;
  while (data[i] === "[") {
    let quoted = false;
    for (i += 1; i < data.length && (quoted || data[i] !== "]"); ++i) {
      if (data[i] === "\\" && quoted) i += 1;
      else if (data[i] === '"') quoted = !quoted;
    }
    i += 1;
  }
  return i;
}

function readNamedTime([
  ,
  name = "",
  day = "",
  before,
  clock = "",
  after
]: RegExpExecArray): NamedMonthTime | null {
  const month = monthNumber(name);
  const year = before ?? after;
  return month === 0
    ? null
    : {year: year === undefined ? null : Number(year), month, day: Number(day), clock};
}
