import {createEvent, type Event} from "../event.js";
import {
  cleanText,
  expectedAddress,
  expectedPort,
  expectedTime,
  readAddress,
  readAmount,
  readName,
  readNumber,
  readPort,
  rejectField
} from "./fields.js";
import type {Mapping, SourceContext} from "./source.js";
import {parseTimestamp} from "./timestamp.js";
import {setZeekFlags, zeekApplication} from "./zeek-names.js";

/** One record of conn.log under Zeek's names, whichever form it was written in; undefined where it is unset. */
export interface ZeekConn {
  readonly ts: unknown;
  readonly uid: unknown;
  readonly orig_h: unknown;
  readonly orig_p: unknown;
  readonly resp_h: unknown;
  readonly resp_p: unknown;
  readonly proto: unknown;
  readonly service: unknown;
  readonly duration: unknown;
  readonly orig_bytes: unknown;
  readonly resp_bytes: unknown;
  readonly conn_state: unknown;
  readonly local_orig: unknown;
  readonly local_resp: unknown;
  readonly history: unknown;
  readonly orig_pkts: unknown;
  readonly orig_ip_bytes: unknown;
  readonly resp_pkts: unknown;
  readonly resp_ip_bytes: unknown;
  /** The sensor, where a collector has added its name. */
  readonly system: unknown;
}

/** Seconds since 1970 of the years that `parseTimestamp` takes; a larger number counts milliseconds. */
const firstSecond = Date.UTC(1969, 0) / 1000;
const endSecond = Date.UTC(2200, 0) / 1000;

/**
 * A flow, as other sensors log it: bytes are those of whole IP packets, which do not depend on sequence numbers; where they
 * are not logged, those of the payload. `message` is the connection's state and history, which Zeek's users read first.
 */
export function mapZeekConn(conn: ZeekConn, context: SourceContext): Mapping {
  const start = readTime(conn.ts, context);
  if (start === null) {
    return rejectField("ts", conn.ts, `seconds since 1970 or ${expectedTime}`);
  }
  const source_ip = readAddress(conn.orig_h);
  if (source_ip === undefined || source_ip === null)
    return rejectField("id.orig_h", conn.orig_h, expectedAddress);
  const destination_ip = readAddress(conn.resp_h);
  if (destination_ip === undefined || destination_ip === null)
    return rejectField("id.resp_h", conn.resp_h, expectedAddress);
  const source_port = readPort(conn.orig_p);
  if (source_port === undefined) return rejectField("id.orig_p", conn.orig_p, expectedPort);
  const destination_port = readPort(conn.resp_p);
  if (destination_port === undefined) return rejectField("id.resp_p", conn.resp_p, expectedPort);

  const event = createEvent("zeek", "flow", start);
  event.source_ip = source_ip;
  event.destination_ip = destination_ip;
  event.attacker_ip = source_ip;
  event.protocol = readProtocol(conn.proto, source_ip);
  // Of ICMP, Zeek's ports are the type and the code; of what it does not know, zero.
  if (event.protocol !== null && event.protocol !== "ICMP" && event.protocol !== "IPV6-ICMP") {
    event.source_port = source_port;
    event.destination_port = destination_port;
  }
  event.app_protocol = typeof conn.service === "string" ? zeekApplication(conn.service) : null;
  event.duration = readAmount(conn.duration);
  // Written when it had ended.
  if (event.duration !== null && event.duration < endSecond) {
    event.logged_time = start + Math.ceil(event.duration * 1000);
  }
  event.bytes_sent = readAmount(conn.orig_ip_bytes) ?? readAmount(conn.orig_bytes);
  event.bytes_received = readAmount(conn.resp_ip_bytes) ?? readAmount(conn.resp_bytes);
  event.packets_sent = readAmount(conn.orig_pkts);
  event.packets_received = readAmount(conn.resp_pkts);
  event.direction = readDirection(conn.local_orig, conn.local_resp);
  event.session = readName(conn.uid);
  event.sensor = readName(conn.system);
  setState(event, conn);
  return [event];
}

function readTime(ts: unknown, context: SourceContext): number | null {
  const number = readNumber(ts);
  if (number === null) return typeof ts === "string" ? parseTimestamp(ts, context) : null;
  const seconds = number >= endSecond ? number / 1000 : number;
  if (seconds < firstSecond || seconds >= endSecond) return null;
  // A double holds seconds since 1970 to the microsecond; below that, .834 of one is .833999.
  return Math.floor(Math.round(seconds * 1e6) / 1000);
}

function readProtocol(proto: unknown, source: string): string | null {
  if (proto === "tcp") return "TCP";
  if (proto === "udp") return "UDP";
  // Zeek calls both versions by one name.
  if (proto === "icmp") return source.includes(":") ? "IPV6-ICMP" : "ICMP";
  if (typeof proto !== "string" || proto === "" || proto === "unknown_transport") return null;
  return cleanText(proto).toUpperCase();
}

/** As the sensor's own list of local networks tells it; unknown where neither end is in it, or there is none. */
function readDirection(orig: unknown, resp: unknown): Event["direction"] {
  const from = readFlag(orig);
  const to = readFlag(resp);
  if (from && to) return "internal";
  return from ? "outbound" : to ? "inbound" : "unknown";
}

const readFlag = (value: unknown) => value === true || value === "T" || value === "true";

/**
 * A connection that was answered with a reset (REJ) was refused, and counts as blocked. One that was not answered at all (S0)
 * may have met a firewall, an empty address or a lost packet; nothing is inferred from it, nor from one that broke off.
 */
function setState(event: Event, {conn_state, history}: ZeekConn): void {
  const state = readName(conn_state);
  const packets = readName(history);
  if (packets !== null && event.protocol === "TCP") setZeekFlags(event, packets);
  if (state === "REJ") {
    event.action = "blocked";
    event.action_inferred = true;
  }
  if (state === null && packets === null) return;
  event.details = {message: packets === null ? state : `${state ?? "-"} ${packets}`};
}
