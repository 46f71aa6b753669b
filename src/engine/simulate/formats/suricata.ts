import {isoMicroseconds} from "./time.js";

export type EveEventType =
  | "flow"
  | "alert"
  | "dns"
  | "http"
  | "tls"
  | "ssh"
  | "smb"
  | "smtp"
  | "fileinfo"
  | "anomaly"
  | "stats";

/**
 * One eve.json record without its timestamp, keys in the order Suricata 6 and 7 write them.
 * https://docs.suricata.io/en/latest/output/eve/eve-json-format.html
 */
export interface EveBody {
  flow_id?: number;
  in_iface?: string;
  event_type: EveEventType;
  src_ip?: string;
  src_port?: number;
  dest_ip?: string;
  dest_port?: number;
  proto?: string;
  icmp_type?: number;
  icmp_code?: number;
  tx_id?: number;
  alert?: EveAlert;
  dns?: Record<string, unknown>;
  http?: Record<string, unknown>;
  tls?: Record<string, unknown>;
  ssh?: Record<string, unknown>;
  smb?: Record<string, unknown>;
  smtp?: Record<string, unknown>;
  fileinfo?: Record<string, unknown>;
  anomaly?: Record<string, unknown>;
  stats?: Record<string, unknown>;
  app_proto?: string;
  payload_printable?: string;
  flow?: EveFlow;
  tcp?: EveTcp;
  host?: string;
}

export interface EveAlert {
  action: "allowed" | "blocked";
  gid: number;
  signature_id: number;
  rev: number;
  signature: string;
  category: string;
  severity: number;
}

export interface EveFlow {
  pkts_toserver: number;
  pkts_toclient: number;
  bytes_toserver: number;
  bytes_toclient: number;
  start: string;
  end?: string;
  age?: number;
  state?: "new" | "established" | "closed";
  reason?: "timeout" | "shutdown";
  alerted?: boolean;
}

export interface EveTcp {
  tcp_flags: string;
  tcp_flags_ts: string;
  tcp_flags_tc: string;
  syn?: boolean;
  fin?: boolean;
  rst?: boolean;
  psh?: boolean;
  ack?: boolean;
  state: string;
}

/** A time as eve.json writes it; the simulated sensor's clock is on UTC. */
export function eveTime(time: number): string {
  return `${isoMicroseconds(time)}+0000`;
}

/** One line of eve.json. */
export function formatSuricata(time: number, body: EveBody): string {
  return `{"timestamp":"${eveTime(time)}",${JSON.stringify(body).slice(1)}`;
}
