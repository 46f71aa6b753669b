import type {Value} from "./batch-column.js";
import type {Details, Event} from "./event.js";
import {type Column, details, events} from "./tables.js";

/** One row to be: an event and where it stands in its file. */
export interface Entry {
  readonly event: Event;
  readonly record: number;
  /** Number of the event within its record, from 0. */
  readonly part: number;
  /** The record as it stands in the file. */
  readonly raw: string;
}

export interface BatchColumn extends Pick<Column, "name" | "type"> {
  readonly read: (entry: Entry) => Value;
}

/*
 * A function of its own per column: each then always looks at the same place of the same kind of object, which the
 * JavaScript engine compiles to a load; one loop over names would search for every value, and take five times as long.
 */
const ofEvent: Readonly<Record<Exclude<keyof Event, "details">, (event: Event) => Value>> = {
  event_time: event => event.event_time,
  dataset: event => event.dataset,
  event_type: event => event.event_type,
  source_ip: event => event.source_ip,
  source_port: event => event.source_port,
  destination_ip: event => event.destination_ip,
  destination_port: event => event.destination_port,
  protocol: event => event.protocol,
  app_protocol: event => event.app_protocol,
  direction: event => event.direction,
  duration: event => event.duration,
  bytes_sent: event => event.bytes_sent,
  bytes_received: event => event.bytes_received,
  packets_sent: event => event.packets_sent,
  packets_received: event => event.packets_received,
  flag_syn: event => event.flag_syn,
  flag_ack: event => event.flag_ack,
  flag_fin: event => event.flag_fin,
  flag_rst: event => event.flag_rst,
  flag_psh: event => event.flag_psh,
  flag_urg: event => event.flag_urg,
  action: event => event.action,
  action_inferred: event => event.action_inferred,
  attacker_ip: event => event.attacker_ip,
  signature: event => event.signature,
  username: event => event.username,
  session: event => event.session,
  label: event => event.label,
  attack_type: event => event.attack_type,
  origin: event => event.origin,
  sensor: event => event.sensor,
  logged_time: event => event.logged_time
};

const ofDetails: Readonly<Record<keyof Details, (details: Partial<Details>) => Value | undefined>> = {
  password: details => details.password,
  message: details => details.message,
  command: details => details.command,
  payload: details => details.payload,
  http_method: details => details.http_method,
  http_host: details => details.http_host,
  http_url: details => details.http_url,
  http_status: details => details.http_status,
  http_user_agent: details => details.http_user_agent,
  response_time: details => details.response_time,
  dns_query: details => details.dns_query,
  dns_rcode: details => details.dns_rcode,
  tls_sni: details => details.tls_sni,
  ja3: details => details.ja3,
  hassh: details => details.hassh,
  file_name: details => details.file_name,
  file_hash: details => details.file_hash,
  signature_id: details => details.signature_id,
  signature_category: details => details.signature_category,
  signature_severity: details => details.signature_severity
};

const isEventColumn = (name: string): name is keyof typeof ofEvent => name in ofEvent;
const isDetailColumn = (name: string): name is keyof Details => name in ofDetails;

/** Columns of a batch but its ids: those of `events` and `details` that parsing knows, then what places a row in its file. */
export const batchColumns: readonly BatchColumn[] = [
  ...events.columns.flatMap(({name, type}) => {
    if (!isEventColumn(name)) return [];
    const read = ofEvent[name];
    return [{name, type, read: (entry: Entry) => read(entry.event)}];
  }),
  ...details.columns.flatMap(({name, type}) => {
    if (!isDetailColumn(name)) return [];
    const read = ofDetails[name];
    return [
      {name, type, read: ({event}: Entry) => (event.details === null ? null : (read(event.details) ?? null))}
    ];
  }),
  {name: "record", type: "BIGINT", read: ({record}) => record},
  {name: "part", type: "INTEGER", read: ({part}) => part},
  {name: "raw", type: "VARCHAR", read: ({raw}) => raw}
];
