import type {Details, Event} from "../event.js";
import {createEvent} from "../event.js";
import type {CowrieEvent} from "./cowrie-events.js";
import {cowrieEvents, ignoredCowrieEvents} from "./cowrie-events.js";
import type {JsonObject} from "./fields.js";
import {
  cleanText,
  expectedPort,
  expectedTime,
  isObject,
  mostly,
  readAddress,
  readAmount,
  readName,
  readPort,
  readText,
  rejectField,
  upperCase
} from "./fields.js";
import type {Mapping, Rejected, Source, SourceContext} from "./source.js";
import {parseTimestamp} from "./timestamp.js";

/**
 * Cowrie's JSON log, an SSH and Telnet honeypot, in every dialect since 2016.
 * https://docs.cowrie.org/en/latest/OUTPUT.html
 *
 * Before mid-2026 only `session.connect` carries ports and destination; they are remembered for the session's other
 * events. `src_ip` may be hashed by the log's publisher: it is still who did it, so any text is taken.
 */
export const cowrie: Source<unknown> = {
  dataset: "cowrie",
  container: "json",
  recognises: sample => mostly(sample, record => isCowrieId(record.eventid)),
  open: openCowrie
};

const defaults = {
  /** Sessions remembered at a time; the one unheard of for longest is forgotten first. */
  sessions: 50_000
};

interface Endpoints {
  source_ip: string | null;
  source_port: number | null;
  destination_ip: string | null;
  destination_port: number | null;
  app_protocol: string | null;
}

function openCowrie(context: SourceContext): (record: unknown) => Mapping {
  const sessions = new Map<string, Endpoints>();

  function recall(session: string): Endpoints | undefined {
    const endpoints = sessions.get(session);
    if (endpoints === undefined) return undefined;
    // A Map keeps the order of insertion: inserted anew, the session is the last to be forgotten.
    sessions.delete(session);
    sessions.set(session, endpoints);
    return endpoints;
  }

  function remember(session: string, event: Event): void {
    if (sessions.size >= defaults.sessions) {
      for (const oldest of sessions.keys()) {
        sessions.delete(oldest);
        break;
      }
    }
    sessions.set(session, {
      source_ip: event.source_ip,
      source_port: event.source_port,
      destination_ip: event.destination_ip,
      destination_port: event.destination_port,
      app_protocol: event.app_protocol
    });
  }

  return function map(record: unknown): Mapping {
    if (!isObject(record)) return {rejected: "not a JSON object; expected a Cowrie record"};
    const id = record.eventid;
    if (!isCowrieId(id)) return rejectField("eventid", id, 'one that begins with "cowrie."');
    const ignored = ignoredCowrieEvents.get(id);
    if (ignored !== undefined) return {ignored};

    const time = typeof record.timestamp === "string" ? parseTimestamp(record.timestamp, context) : null;
    if (time === null) return rejectField("timestamp", record.timestamp, expectedTime);

    const event = createEvent("cowrie", cleanText(id), time);
    const rejected = setEndpoints(event, record);
    if (rejected !== null) return rejected;
    const known = cowrieEvents.get(id);
    setMeaning(event, known);
    event.sensor = readName(record.sensor);
    event.username = readText(record.username);

    const session = readName(record.session);
    if (session !== null) {
      event.session = session;
      if (id === "cowrie.session.connect") {
        remember(session, event);
      } else {
        const endpoints = recall(session);
        if (endpoints !== undefined) fillEndpoints(event, endpoints);
      }
    }
    if (id === "cowrie.session.closed") {
      event.duration = readDuration(record);
      if (session !== null) sessions.delete(session);
    }
    event.app_protocol ??= known?.app_protocol ?? null;
    event.attacker_ip = event.source_ip;
    event.details = readDetails(id, record);
    return [event];
  };
}

function isCowrieId(id: unknown): id is string {
  return typeof id === "string" && id.startsWith("cowrie.");
}

/** Null when all is well. */
function setEndpoints(event: Event, record: JsonObject): Rejected | null {
  const {src_ip, dst_ip} = record;
  if (!isTextOrAbsent(src_ip)) return rejectField("src_ip", src_ip, "an address as text");
  if (!isTextOrAbsent(dst_ip)) return rejectField("dst_ip", dst_ip, "an address or host name as text");
  const source_port = readPort(record.src_port);
  if (source_port === undefined) return rejectField("src_port", record.src_port, expectedPort);
  const destination_port = readPort(record.dst_port);
  if (destination_port === undefined) return rejectField("dst_port", record.dst_port, expectedPort);
  event.source_ip = readAddress(src_ip) ?? readName(src_ip);
  event.destination_ip = readAddress(dst_ip) ?? readName(dst_ip);
  event.source_port = source_port;
  event.destination_port = destination_port;
  event.protocol = "TCP";
  const protocol = record.protocol;
  if (typeof protocol === "string" && protocol !== "") event.app_protocol = upperCase(protocol);
  event.direction = "inbound";
  return null;
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || value === null || typeof value === "string";
}

/** What the record itself says wins: a forwarded connection's destination is its target, not the honeypot. */
function fillEndpoints(event: Event, endpoints: Endpoints): void {
  event.source_ip ??= endpoints.source_ip;
  event.source_port ??= endpoints.source_port;
  // Host and port belong together: the port of one with the host of the other would be a service nobody named.
  if (event.destination_ip === null && event.destination_port === null) {
    event.destination_ip = endpoints.destination_ip;
    event.destination_port = endpoints.destination_port;
  }
  event.app_protocol ??= endpoints.app_protocol;
}

function setMeaning(event: Event, known: CowrieEvent | undefined): void {
  // Nobody has business with a honeypot, so that an event id of a newer Cowrie is an attack too, of unknown type.
  event.label = "Attack";
  if (known === undefined) return;
  event.attack_type = known.attack_type;
  if (known.action !== undefined) {
    event.action = known.action;
    event.action_inferred = true;
  }
}

/** Seconds: a float, the same as text (early 2026), or `duration_ms` (since mid-2026). */
function readDuration(record: JsonObject): number | null {
  const duration = readAmount(record.duration);
  if (duration !== null) return duration;
  const milliseconds = readAmount(record.duration_ms);
  return milliseconds === null ? null : milliseconds / 1000;
}

function readDetails(id: string, record: JsonObject): Partial<Details> | null {
  const details: Partial<Details> = {};
  let some = false;

  const password = readText(record.password);
  if (password !== null) {
    details.password = password;
    some = true;
  }
  const input = readText(record.input);
  if (input !== null) {
    details.command = input;
    details.payload = input;
    some = true;
  }
  // The message of a login spells out the password, which pages mask; that of a command repeats its input.
  const message = password === null && input === null ? readMessage(record.message) : null;
  if (message !== null) {
    details.message = message;
    some = true;
  }
  if (id === "cowrie.client.kex") {
    const hassh = readName(record.hassh);
    if (hassh !== null) {
      details.hassh = hassh;
      some = true;
    }
  } else if (id.startsWith("cowrie.session.file_")) {
    const url = readName(record.url);
    const file = readName(record.destfile) ?? readName(record.filename) ?? readName(record.outfile);
    const hash = readName(record.shasum);
    if (url !== null) details.http_url = url;
    if (file !== null) details.file_name = file;
    if (hash !== null) details.file_hash = hash;
    some ||= url !== null || file !== null || hash !== null;
  } else if (typeof record.data === "string" && record.data !== "") {
    details.payload = cleanText(record.data);
    some = true;
  }
  return some ? details : null;
}

/** Some versions write a list, which may be empty. */
function readMessage(value: unknown): string | null {
  if (!Array.isArray(value)) return readName(value);
  const parts: string[] = [];
  for (const part of value) {
    const text = readName(part);
    if (text !== null) parts.push(text);
  }
  return parts.length === 0 ? null : parts.join(" ");
}
