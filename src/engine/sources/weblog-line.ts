import {splitHostPort} from "./authlog-message.js";
import {readAddress} from "./fields.js";
import {nextQuote} from "./log-escapes.js";

/** A line of an access log, taken apart; texts as they stand, escapes included. */
export interface WebLogLine {
  /** What stands before the time. */
  readonly before: string;
  /** Without brackets. */
  readonly time: string;
  /** Without quotes. */
  readonly request: string;
  readonly status: string;
  readonly size: string;
  /** What follows the size: referrer, user agent and what people add. */
  readonly rest: string;
}

const answer = /^ (-|\d{3}) (-|\d{1,16})(?= |$)/;
/** An answer and the white space around it are no longer. */
const answerLength = 24;

/**
 * Takes a line apart: `client ident user [time] "request" status size ...`, or says what is missing. The first quote
 * that is not escaped begins the request, whatever a user name holds, because servers escape quotes in what clients send.
 */
export function parseWebLogLine(line: string): WebLogLine | string {
  const open = nextQuote(line, 0);
  const end = open >= 2 && line.startsWith("] ", open - 2) ? open - 2 : -1;
  const start = end < 0 ? -1 : line.lastIndexOf(" [", end);
  if (start < 0) return 'not an access log line; expected a client, a [time] and a "request"';
  for (let close = nextQuote(line, open + 1); close >= 0; close = nextQuote(line, close + 1)) {
    // A server that does not escape writes quotes into the request; its own is followed by the answer.
    const match = answer.exec(line.slice(close + 1, close + 1 + answerLength));
    if (match === null) continue;
    const [all, status = "", size = ""] = match;
    return {
      before: line.slice(0, start),
      time: line.slice(start + 2, end),
      request: line.slice(open + 1, close),
      status,
      size,
      rest: line.slice(close + 1 + all.length)
    };
  }
  return "no answer after the request; expected a status and a size";
}

/** Who asked whom, as the front of a line says. */
export interface WebLogEnds {
  /** Addresses or names, the nearest last: one, or more where the log has X-Forwarded-For in the client's place. */
  readonly clients: readonly string[];
  readonly clientPort: number | undefined;
  /** The virtual host; null where it is not logged. */
  readonly host: string | null;
  readonly hostPort: number | undefined;
  readonly user: string | null;
}

const isAddress = (text: string | undefined) => typeof readAddress(text) === "string" && text !== "";

/** Reads `[host[:port]] client ident user`; a user name may hold spaces. */
export function readWebLogEnds(before: string): WebLogEnds {
  const words = before.trim().split(" ");
  let at = 0;
  let host: string | null = null;
  let hostPort: number | undefined;
  if (beginsWithHost(words)) {
    const named = splitHostPort(words[at++] ?? "");
    host = named.client;
    hostPort = named.clientPort;
  }
  const clients: string[] = [];
  for (; words[at]?.endsWith(","); at++) clients.push(words[at]?.slice(0, -1) ?? "");
  const last = splitHostPort(words[at++] ?? "");
  clients.push(last.client);
  const user = words.slice(at + 1).join(" ");
  return {
    clients,
    clientPort: last.clientPort,
    host,
    hostPort,
    user: user === "" || user === "-" || user === '""' ? null : user
  };
}

/** A virtual host is followed by an address, or has a port; a client is followed by the ident that nobody has, "-". */
function beginsWithHost(words: readonly string[]): boolean {
  const [first = "", second = ""] = words;
  if (second === "" || second === "-" || first.endsWith(",")) return false;
  if (isAddress(second.endsWith(",") ? second.slice(0, -1) : second)) return true;
  return !isAddress(first) && splitHostPort(first).clientPort !== undefined;
}

/** What a request line says; `target` is null for what is no HTTP. */
export interface RequestLine {
  readonly method: string | null;
  readonly target: string | null;
  /** "1.1", "2.0"; null where the client gave none. */
  readonly version: string | null;
}

const notHttp: RequestLine = {method: null, target: null, version: null};
const method = /^[A-Za-z][A-Za-z_-]{0,31}$/;

/** Reads `METHOD target HTTP/version`. HTTP/0.9 has no version; without one only a path is taken for a request. */
export function readRequestLine(request: string): RequestLine {
  const first = request.indexOf(" ");
  if (first < 0 || !method.test(request.slice(0, Math.min(first, 33)))) return notHttp;
  const last = request.lastIndexOf(" ");
  if (last > first && request.startsWith("HTTP/", last + 1)) {
    const target = request.slice(first + 1, last).trim();
    if (target === "") return notHttp;
    return {method: request.slice(0, first), target, version: request.slice(last + 6, last + 16)};
  }
  const target = request.slice(first + 1);
  return target.startsWith("/") ? {method: request.slice(0, first), target, version: null} : notHttp;
}
