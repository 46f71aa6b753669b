import {createEvent, type Event} from "../event.js";
import {parseSyslog} from "./authlog-syslog.js";
import {createSyslogTimeReader} from "./authlog-time.js";
import {cleanText} from "./fields.js";
import type {Mapping, Source, SourceContext} from "./source.js";
import {readMessageEnds} from "./textlog-ends.js";
import {findPhrase} from "./textlog-phrases.js";
import {readTimedLine} from "./textlog-time.js";
import {findUser, isSeverityWord, readProtocols} from "./textlog-words.js";

/**
 * Plain lines that begin with a time and say in words what happened:
 * `[2024-01-15 10:23:45] Multiple failed passwords detected from 10.0.0.50`. What kind of event a line is, its words decide
 * (`phrases`); a line that says none of it is a `message`. Lines without an address are events as well: when a server was
 * restarted may be what explains the rest.
 */
export const textlog: Source<string> = {
  dataset: "textlog",
  container: "lines",
  recognises,
  open: openTextlog
};

/** What is looked through of a message; all of it is kept. */
const inspectedLength = 4096;

function recognises(sample: readonly string[]): boolean {
  let timed = 0;
  let telling = false;
  for (const line of sample) {
    const read = readTimedLine(line);
    if (read === null || isSyslog(line)) continue;
    timed += 1;
    telling ||= says(read.message.slice(0, inspectedLength));
  }
  // A diary has times, too.
  return telling && timed * 2 > sample.length;
}

function says(message: string): boolean {
  const {source, destination} = readMessageEnds(message);
  return source !== null || destination !== null || findPhrase(message) !== null;
}

/** A line of a general system log: a host and a program in front of the message. Such files are no collection of plain lines. */
function isSyslog(line: string): boolean {
  const syslog = parseSyslog(line);
  if (syslog === null || syslog.host === null || syslog.program === null) return false;
  return !isSeverityWord(syslog.host) && (syslog.pid !== null || "month" in syslog.time);
}

function openTextlog(context: SourceContext): (line: string) => Mapping {
  const readTime = createSyslogTimeReader(context);

  return line => {
    const read = readTimedLine(line);
    if (read === null)
      return {rejected: "no time at its beginning; expected one like 2024-01-15 10:23:45 or Jan 15 10:23:45"};
    const time = readTime(read.time);
    if (time === null)
      return {rejected: "impossible time; expected a date that exists, between 1969 and 2199"};
    if (read.message === "") return {ignored: "nothing behind the time"};
    return [toEvent(time, read.message)];
  };
}

function toEvent(time: number, message: string): Event {
  const inspected = message.slice(0, inspectedLength);
  const phrase = findPhrase(inspected);
  const type = phrase?.type ?? "message";
  const event = createEvent("textlog", type, time);
  const ends = readMessageEnds(inspected);
  event.source_ip = ends.source;
  event.source_port = ends.sourcePort;
  event.destination_ip = ends.destination;
  event.destination_port = ends.destinationPort;
  event.attacker_ip = ends.source;
  const {protocol, application} = readProtocols(inspected);
  event.protocol = protocol;
  event.app_protocol = application;
  event.action = phrase?.action ?? null;
  event.action_inferred = event.action === null ? null : true;
  event.signature = phrase?.signature ?? null;
  event.username = findUser(inspected, type.startsWith("login."));
  event.details = {message: cleanText(message)};
  return event;
}
