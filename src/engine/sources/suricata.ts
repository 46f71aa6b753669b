import type {Event} from "../event.js";
import {createEvent} from "../event.js";
import type {JsonObject} from "./fields.js";
import {
  cleanText,
  expectedAddress,
  expectedPort,
  expectedTime,
  isObject,
  mostly,
  readAddress,
  readAmount,
  readName,
  readPort,
  rejectField,
  upperCase
} from "./fields.js";
import type {Mapping, Source, SourceContext} from "./source.js";
import {meaningOf} from "./suricata-attacks.js";
import {setSuricataDetails} from "./suricata-details.js";
import {microsecondsOf, parseTimestamp} from "./timestamp.js";

/**
 * Suricata's eve.json, versions 2 to 8: one record per flow, alert, transaction, file or anomaly.
 * https://docs.suricata.io/en/latest/output/eve/eve-json-format.html
 *
 * `event_type` is Suricata's own. Counts come from `flow`, which an alert carries too, as of the moment it fired.
 */
export const suricata: Source<unknown> = {
  dataset: "suricata",
  container: "json",
  recognises: sample => mostly(sample, isEve),
  open: context => record => mapSuricata(record, context)
};

/** Records about the engine itself, with the reason an analyst is told. */
const ignoredTypes: ReadonlyMap<string, string> = new Map([
  ["stats", "statistics of the engine"],
  ["engine", "messages of the engine"]
]);

/** Where the record names no application protocol, its type does, if it is one of these. */
const protocolOfType: ReadonlyMap<string, string> = new Map(
  (
    "dns mdns http http2 doh2 websocket tls quic ssh smb dcerpc krb5 ldap smtp pop3 imap ftp tftp nfs rfb rdp telnet " +
    "snmp sip rtp mqtt ike dhcp modbus dnp3 enip pgsql"
  )
    .split(" ")
    .map(type => [type, type.toUpperCase()] as const)
);
/** Old alerts name no application protocol but carry its object. */
const protocolObjects = ["http", "tls", "ssh", "dns", "smtp", "smb"];

function isEve(record: JsonObject): boolean {
  const type = record.event_type;
  if (typeof type !== "string" || typeof record.timestamp !== "string") return false;
  if (ignoredTypes.has(type)) return isObject(record[type]);
  return typeof record.src_ip === "string" && (typeof record.proto === "string" || isObject(record[type]));
}

function mapSuricata(record: unknown, context: SourceContext): Mapping {
  if (!isObject(record)) return {rejected: "not a JSON object; expected a Suricata EVE record"};
  const type = record.event_type;
  if (typeof type !== "string" || type === "")
    return rejectField("event_type", type, "flow, alert or the like");
  const ignored = ignoredTypes.get(type);
  if (ignored !== undefined) return {ignored};

  const time = typeof record.timestamp === "string" ? parseTimestamp(record.timestamp, context) : null;
  if (time === null) return rejectField("timestamp", record.timestamp, expectedTime);
  const source_ip = readAddress(record.src_ip);
  if (source_ip === undefined) return rejectField("src_ip", record.src_ip, expectedAddress);
  const destination_ip = readAddress(record.dest_ip);
  if (destination_ip === undefined) return rejectField("dest_ip", record.dest_ip, expectedAddress);
  const source_port = readPort(record.src_port);
  if (source_port === undefined) return rejectField("src_port", record.src_port, expectedPort);
  const destination_port = readPort(record.dest_port);
  if (destination_port === undefined) return rejectField("dest_port", record.dest_port, expectedPort);

  const event = createEvent("suricata", cleanText(type), time);
  event.source_ip = source_ip;
  event.destination_ip = destination_ip;
  const protocol = readProtocol(record.proto);
  event.protocol = protocol;
  // Some sensors write a port of 0, or the ICMP type, where ICMP has no port.
  if (protocol !== "ICMP" && protocol !== "IPV6-ICMP") {
    event.source_port = source_port;
    event.destination_port = destination_port;
  }
  event.app_protocol = readAppProtocol(type, record);
  event.session = readFlowId(record.flow_id);
  event.sensor = readName(record.host);
  event.attacker_ip = source_ip;

  if (type === "flow") {
    const flow = record.flow;
    if (isObject(flow) && !setTimes(event, flow, context)) {
      return rejectField("flow.start", flow.start, expectedTime);
    }
  } else if (type === "netflow") {
    const netflow = record.netflow;
    if (isObject(netflow)) {
      if (!setTimes(event, netflow, context))
        return rejectField("netflow.start", netflow.start, expectedTime);
      // Netflow records go one way: what came back is a record of its own.
      event.bytes_sent = readAmount(netflow.bytes);
      event.packets_sent = readAmount(netflow.pkts);
    }
  } else {
    setSuricataDetails(event, record);
    setVerdict(event, record);
  }
  if (isObject(record.flow)) setCounts(event, record.flow);
  if (isObject(record.tcp)) setFlags(event, record.tcp.tcp_flags);
  return [event];
}

function readProtocol(value: unknown): string | null {
  if (value === "TCP" || value === "UDP") return value;
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? upperCase(value) : null;
}

/** "failed" and "unknown" are how Suricata says that it does not know. */
function readAppProtocol(type: string, record: JsonObject): string | null {
  const named = record.app_proto;
  if (typeof named === "string" && named !== "") {
    if (named !== "failed" && named !== "unknown") return upperCase(named);
    if (type === "flow") return null;
  }
  const protocol = protocolOfType.get(type);
  if (protocol !== undefined) return protocol;
  if (type === "flow" || type === "netflow") return null;
  if (type === "ftp_data") return "FTP-DATA";
  if (type === "anomaly" && isObject(record.anomaly)) {
    const layer = record.anomaly.app_proto;
    if (typeof layer === "string" && layer !== "failed" && layer !== "unknown") return upperCase(layer);
  }
  for (const name of protocolObjects) if (isObject(record[name])) return name.toUpperCase();
  return null;
}

/** Ids past 2^53 lose digits in JSON.parse: two flows might share what is left, and none is better than a wrong one. */
function readFlowId(value: unknown): string | null {
  return Number.isSafeInteger(value) ? String(value) : null;
}

/** False where the start is no time. An end that is none, or before the start, leaves the duration unmeasured. */
function setTimes(event: Event, flow: JsonObject, context: SourceContext): boolean {
  const {start, end} = flow;
  if (start === undefined || start === null) return true;
  const startTime = typeof start === "string" ? parseTimestamp(start, context) : null;
  if (startTime === null || typeof start !== "string") return false;
  event.event_time = startTime;
  const endTime = typeof end === "string" ? parseTimestamp(end, context) : null;
  if (endTime === null || typeof end !== "string") return true;
  const microseconds = (endTime - startTime) * 1000 + microsecondsOf(end) - microsecondsOf(start);
  if (microseconds >= 0) event.duration = microseconds / 1e6;
  return true;
}

function setCounts(event: Event, flow: JsonObject): void {
  event.bytes_sent ??= readAmount(flow.bytes_toserver);
  event.bytes_received ??= readAmount(flow.bytes_toclient);
  event.packets_sent ??= readAmount(flow.pkts_toserver);
  event.packets_received ??= readAmount(flow.pkts_toclient);
}

/** `tcp_flags` is the hexadecimal union of the flags of all packets, both ways. RFC 9293, section 3.1. */
function setFlags(event: Event, value: unknown): void {
  if (typeof value !== "string" || value.length !== 2) return;
  const high = hexDigit(value.charCodeAt(0));
  const low = hexDigit(value.charCodeAt(1));
  if (high < 0 || low < 0) return;
  const flags = high * 16 + low;
  event.flag_fin = (flags & 0x01) !== 0;
  event.flag_syn = (flags & 0x02) !== 0;
  event.flag_rst = (flags & 0x04) !== 0;
  event.flag_psh = (flags & 0x08) !== 0;
  event.flag_ack = (flags & 0x10) !== 0;
  event.flag_urg = (flags & 0x20) !== 0;
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 0x20;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** What was decided about the packet, what the signature says, which way it went and whom it is about. */
function setVerdict(event: Event, record: JsonObject): void {
  const {alert, direction} = record;
  if (direction === "to_server") event.direction = "inbound";
  else if (direction === "to_client" || isReply(record)) event.direction = "outbound";

  if (record.event_type === "drop") setAction(event, "blocked");
  if (!isObject(alert)) return;
  const {action, signature, category} = alert;
  if (event.action === null && (action === "allowed" || action === "blocked")) setAction(event, action);

  const name = readName(signature);
  event.signature = name;
  const meaning = meaningOf(name ?? "", typeof category === "string" ? category : "");
  event.label = meaning.label;
  event.attack_type = meaning.attack_type;
  // An alert on a reply (to_client, or the response to an attack) is about the client, its destination.
  const isResponse = name?.includes("ATTACK_RESPONSE") ?? false;
  if (event.destination_ip !== null && (event.direction === "outbound" || isResponse)) {
    event.attacker_ip = event.destination_ip;
  }
}

function setAction(event: Event, action: "allowed" | "blocked"): void {
  event.action = action;
  event.action_inferred = false;
}

/** Since version 7 `flow` names its endpoints, client first: a packet whose source is the server's is a reply. */
function isReply(record: JsonObject): boolean {
  const flow = record.flow;
  if (!isObject(flow) || typeof flow.dest_ip !== "string") return false;
  return (
    flow.dest_ip === record.src_ip && flow.dest_port === record.src_port && flow.src_ip === record.dest_ip
  );
}
