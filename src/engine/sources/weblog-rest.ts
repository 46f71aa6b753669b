import {readAddress} from "./fields.js";
import {nextQuote} from "./log-escapes.js";

/** What a line of an access log has after status and size. */
export interface WebLogRest {
  /** As they stand, escapes included; null where the log has none or says "-". */
  readonly referrer: string | null;
  readonly userAgent: string | null;
  /** Addresses of X-Forwarded-For, the nearest last; empty where the log has none. */
  readonly forwarded: readonly string[];
  /** Seconds; null where no field says its unit. */
  readonly responseTime: number | null;
  /** Whether there were numbers that may be a time but name no unit. */
  readonly unnamedNumbers: boolean;
}

interface Field {
  readonly text: string;
  readonly quoted: boolean;
}

/** People add a handful; what is beyond these is left to the raw line. */
const fieldLimit = 40;

const keyedTime = /^(?:rt|request_time|response_time|duration)=(\d{1,9}(?:\.\d{1,9})?)$/;
/** nginx's `$request_time` and Apache's `%{ms}T` with its unit; a bare whole number may be microseconds, seconds or bytes. */
const seconds = /^\d{1,9}\.\d{1,6}$/;
const milliseconds = /^(\d{1,12}(?:\.\d{1,6})?)ms$/;
const microseconds = /^(\d{1,15})(?:us|µs)$/;
const wholeNumber = /^\d{1,15}$/;

/** Reads ` "referrer" "user agent"` and the fields that people add after them: response times and X-Forwarded-For. */
export function readWebLogRest(rest: string): WebLogRest {
  if (rest === "") return nothing;
  const fields = splitFields(rest);
  const quoted = fields[0]?.quoted && fields[1]?.quoted;
  const added = quoted ? fields.slice(2) : fields;
  return {
    referrer: quoted ? known(fields[0]) : null,
    userAgent: quoted ? known(fields[1]) : null,
    // As in nginx's own example of a format, right behind the user agent.
    forwarded: quoted && added[0]?.quoted ? readForwarded(added[0].text) : [],
    ...readTime(added)
  };
}

const nothing: WebLogRest = {
  referrer: null,
  userAgent: null,
  forwarded: [],
  responseTime: null,
  unnamedNumbers: false
};

function known(field: Field | undefined): string | null {
  return field === undefined || field.text === "-" || field.text === "" ? null : field.text;
}

/** Fields between spaces; a quoted one ends with a quote that is not escaped and that a space or the end follows. */
function splitFields(rest: string): Field[] {
  const fields: Field[] = [];
  let at = 0;
  while (at < rest.length && fields.length < fieldLimit) {
    if (rest[at] === " ") at += 1;
    else if (rest[at] === '"') {
      let close = nextQuote(rest, at + 1);
      while (close >= 0 && close + 1 < rest.length && rest[close + 1] !== " ")
        close = nextQuote(rest, close + 1);
      const end = close < 0 ? rest.length : close;
      fields.push({text: rest.slice(at + 1, end), quoted: true});
      at = end + 1;
    } else {
      const space = rest.indexOf(" ", at);
      const end = space < 0 ? rest.length : space;
      fields.push({text: rest.slice(at, end), quoted: false});
      at = end;
    }
  }
  return fields;
}

function readTime(added: readonly Field[]): {responseTime: number | null; unnamedNumbers: boolean} {
  let plain: number | null = null;
  let unnamedNumbers = false;
  for (const {text, quoted} of added) {
    const keyed = keyedTime.exec(text)?.[1];
    if (keyed !== undefined) return {responseTime: Number(keyed), unnamedNumbers: false};
    if (quoted) continue;
    const milli = milliseconds.exec(text)?.[1];
    const micro = microseconds.exec(text)?.[1];
    if (seconds.test(text)) plain ??= Number(text);
    else if (milli !== undefined) plain ??= Number(milli) / 1e3;
    else if (micro !== undefined) plain ??= Number(micro) / 1e6;
    else if (wholeNumber.test(text)) unnamedNumbers = true;
  }
  return {responseTime: plain, unnamedNumbers: plain === null && unnamedNumbers};
}

/** A list of addresses and nothing else; empty for any other text. */
function readForwarded(text: string): string[] {
  if (text.length > 1024) return [];
  const addresses = text.split(",").map(part => readAddress(part.trim()));
  return addresses.every(address => typeof address === "string") ? (addresses as string[]) : [];
}
