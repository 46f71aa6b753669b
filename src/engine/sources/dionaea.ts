import type {Details, Event} from "../event.js";
import {createEvent} from "../event.js";
import {dionaeaIncidents} from "./dionaea-incidents.js";
import {dionaeaConnectionTypes, dionaeaServices, dionaeaTransports} from "./dionaea-services.js";
import type {JsonObject} from "./fields.js";
import {
  expectedAddress,
  expectedPort,
  expectedTime,
  isObject,
  mostly,
  readAddress,
  readName,
  readPort,
  readText,
  rejectField,
  upperCase
} from "./fields.js";
import type {Mapping, Rejected, Source, SourceContext} from "./source.js";
import {parseTimestamp} from "./timestamp.js";

/**
 * Dionaea's connections, a honeypot of many services, in three dialects: its own `log_json` (T-Pot), rows of its SQLite
 * database (flat, https://github.com/eval2A/dionaeaToJSON), and a Modern Honey Network export by mongoexport.
 *
 * `event_type` is one of `dionaea.connection` (with `.accept`, `.connect`, `.listen`, `.reject`, `.pending` where the type
 * is logged), `.login` (one event per pair of credentials), `.command`, `.download`, `.offer`, `.sip`, `.dcerpc`,
 * `.shellcode`, `.fingerprint`, `.resolve`. A `log_json` record yields its connection first, then logins, then FTP
 * commands, all at the connection's time, the only one it has.
 *
 * `src_*` is the remote side whichever side connected; Dionaea connects only where an attack made it do so.
 */
export const dionaea: Source<unknown> = {
  dataset: "dionaea",
  container: "json",
  recognises: sample => mostly(sample, record => dialectOf(record) !== null),
  open: context => record => mapDionaea(record, context)
};

interface Dialect {
  readonly source_ip: string;
  readonly source_port: string;
  readonly destination_ip: string;
  readonly destination_port: string;
}

/** The dialects' names of the same four fields. */
const nested: Dialect = {
  source_ip: "src_ip",
  source_port: "src_port",
  destination_ip: "dst_ip",
  destination_port: "dst_port"
};
const flat: Dialect = {
  source_ip: "remote_host",
  source_port: "remote_port",
  destination_ip: "local_host",
  destination_port: "local_port"
};
const exported: Dialect = {
  source_ip: "source_ip",
  source_port: "source_port",
  destination_ip: "destination_ip",
  destination_port: "destination_port"
};

function dialectOf(record: JsonObject): Dialect | null {
  const connection = record.connection;
  if (isObject(connection)) {
    return typeof connection.protocol === "string" && typeof connection.transport === "string"
      ? nested
      : null;
  }
  if (typeof connection === "number" && typeof record.connection_protocol === "string") return flat;
  return record.honeypot === "dionaea" && typeof record.protocol === "string" ? exported : null;
}

function mapDionaea(record: unknown, context: SourceContext): Mapping {
  if (!isObject(record)) return {rejected: "not a JSON object; expected a Dionaea record"};
  const dialect = dialectOf(record);
  if (dialect === null) {
    return {
      rejected:
        "no Dionaea connection; expected connection{protocol, transport}, connection_protocol or honeypot"
    };
  }
  const time =
    dialect === exported ? readMongoTime(record.timestamp, context) : readTime(record.timestamp, context);
  if (time === null) return rejectField("timestamp", record.timestamp, expectedTime);

  const event = createEvent("dionaea", "dionaea.connection", time);
  const rejected = setEndpoints(event, record, dialect);
  if (rejected !== null) return rejected;
  if (dialect === nested && isObject(record.connection)) return mapNested(event, record, record.connection);
  return dialect === flat ? mapFlat(event, record) : mapExported(event, record);
}

function readTime(value: unknown, context: SourceContext): number | null {
  return typeof value === "string" ? parseTimestamp(value, context) : null;
}

/** Where `parseTimestamp` ends too. */
const endOfTime = Date.UTC(2200, 0, 1);

/** `{"$date": TEXT}`, `{"$date": MILLISECONDS}` or, in canonical mode, `{"$date": {"$numberLong": "MILLISECONDS"}}`. */
function readMongoTime(value: unknown, context: SourceContext): number | null {
  if (!isObject(value)) return readTime(value, context);
  const date = value.$date;
  const time = isObject(date) ? Number(readName(date.$numberLong) ?? Number.NaN) : date;
  if (typeof time !== "number") return readTime(time, context);
  return Number.isSafeInteger(time) && time >= 0 && time < endOfTime ? time : null;
}

/** Null when all is well. */
function setEndpoints(event: Event, record: JsonObject, dialect: Dialect): Rejected | null {
  const source_ip = readAddress(record[dialect.source_ip]);
  if (source_ip === undefined) return rejectEndpoint(record, dialect.source_ip, expectedAddress);
  const destination_ip = readAddress(record[dialect.destination_ip]);
  if (destination_ip === undefined) return rejectEndpoint(record, dialect.destination_ip, expectedAddress);
  const source_port = readPort(unwrap(record[dialect.source_port]));
  if (source_port === undefined) return rejectEndpoint(record, dialect.source_port, expectedPort);
  const destination_port = readPort(unwrap(record[dialect.destination_port]));
  if (destination_port === undefined) return rejectEndpoint(record, dialect.destination_port, expectedPort);
  if (source_ip === null && destination_ip === null) {
    return {
      rejected: `missing ${dialect.source_ip} and ${dialect.destination_ip}; expected ${expectedAddress}`
    };
  }
  event.source_ip = source_ip;
  event.source_port = source_port;
  event.destination_ip = destination_ip;
  event.destination_port = destination_port;
  event.attacker_ip = source_ip;
  event.direction = "inbound";
  return null;
}

function rejectEndpoint(record: JsonObject, field: string, expected: string): Rejected {
  return rejectField(field, record[field], expected);
}

/** mongoexport's canonical mode wraps numbers. */
function unwrap(value: unknown): unknown {
  return isObject(value) ? (value.$numberInt ?? value.$numberLong ?? value) : value;
}

/** What the service is and what became of the connection. */
function setService(event: Event, name: unknown, transport: unknown, type: unknown): void {
  if (typeof transport === "string" && transport !== "") {
    event.protocol = dionaeaTransports.get(transport) ?? upperCase(transport);
  }
  const service = typeof name === "string" ? dionaeaServices.get(name) : undefined;
  event.attack_type = service?.attack_type ?? null;
  if (service !== undefined) event.app_protocol = service.app_protocol;
  else if (typeof name === "string" && name !== "") event.app_protocol = upperCase(name);
  if (typeof type === "string") event.event_type = dionaeaConnectionTypes.get(type) ?? event.event_type;
  // The honeypot opening a port is no attack yet, unlike anything that arrives there.
  if (type === "listen") event.attack_type = null;
  else event.label = "Attack";
  if (type === "reject") {
    event.action = "blocked";
    event.action_inferred = true;
  }
}

function mapNested(event: Event, record: JsonObject, connection: JsonObject): Mapping {
  setService(event, connection.protocol, connection.transport, connection.type);
  event.sensor = readName(record.sensor);
  const {credentials, ftp} = record;
  if (credentials === undefined && ftp === undefined) return [event];

  const events = [event];
  forEachPair(credentials, "username", "password", (username, password) => {
    const login = derive(event, "dionaea.login");
    login.attack_type = "Brute Force";
    login.username = username;
    if (password !== null) login.details = {password};
    events.push(login);
  });
  forEachPair(isObject(ftp) ? ftp.commands : undefined, "command", "arguments", (name, argument) => {
    const command = derive(event, "dionaea.command");
    setFtpCommand(command, name, argument);
    events.push(command);
  });
  return events;
}

/** An event of the same connection. */
function derive(connection: Event, event_type: string): Event {
  const event = createEvent("dionaea", event_type, connection.event_time);
  event.source_ip = connection.source_ip;
  event.source_port = connection.source_port;
  event.destination_ip = connection.destination_ip;
  event.destination_port = connection.destination_port;
  event.protocol = connection.protocol;
  event.app_protocol = connection.app_protocol;
  event.direction = connection.direction;
  event.attacker_ip = connection.attacker_ip;
  event.label = "Attack";
  event.attack_type = connection.attack_type;
  event.sensor = connection.sensor;
  return event;
}

/** Parallel lists, `{a: [..], b: [..]}` (T-Pot's `flat_data`), or a list of pairs, `[{a, b}]`; lengths may differ. */
function forEachPair(
  value: unknown,
  first: string,
  second: string,
  take: (first: string | null, second: string | null) => void
): void {
  if (Array.isArray(value)) {
    for (const pair of value) if (isObject(pair)) take(readText(pair[first]), readWords(pair[second]));
  } else if (isObject(value)) {
    const firsts = listOf(value[first]);
    const seconds = listOf(value[second]);
    const length = Math.max(firsts.length, seconds.length);
    for (let i = 0; i < length; i++) take(readText(firsts[i]), readWords(seconds[i]));
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The arguments of a command are a list where they have not been joined. */
function readWords(value: unknown): string | null {
  if (!Array.isArray(value)) return readText(value);
  return value.map(word => readText(word) ?? "").join(" ");
}

/** The argument of PASS is a password, which pages mask, and so does not belong in the command. */
function setFtpCommand(event: Event, name: string | null, argument: string | null): void {
  const details: Partial<Details> = {};
  const upper = name?.toUpperCase();
  if (upper === "USER") event.username = argument;
  if (upper === "PASS" && argument !== null) details.password = argument;
  const words = upper === "PASS" ? [name] : [name, argument];
  const command = words.filter(word => word !== null && word !== "").join(" ");
  if (command !== "") details.command = command;
  if (Object.keys(details).length > 0) event.details = details;
}

function mapFlat(event: Event, record: JsonObject): Mapping {
  setService(event, record.connection_protocol, record.connection_transport, record.connection_type);
  event.session = readName(record.connection);
  const id = record.eventid;
  if (id === "connection") return [event];
  const incident = typeof id === "string" ? dionaeaIncidents.get(id) : undefined;
  if (incident === undefined)
    return rejectField("eventid", id, "connection, login, download, or another table of Dionaea");
  event.event_type = incident.event_type;
  event.attack_type = incident.attack_type ?? event.attack_type;
  event.label = "Attack";
  const details: Partial<Details> = {};
  incident.read(details, record, event);
  if (Object.keys(details).length > 0) event.details = details;
  return [event];
}

/** The export does not say how a connection came about, but the pcap module logs only those that were refused. */
function mapExported(event: Event, record: JsonObject): Mapping {
  setService(event, record.protocol, record.transport, record.protocol === "pcap" ? "reject" : undefined);
  event.sensor = readName(record.identifier);
  return [event];
}
