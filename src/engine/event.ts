/**
 * The one unified event. Every source maps its records to it; every table, page and export uses its names.
 * What a source does not measure is null here and "not measured" on a page, never 0.
 */
export interface Event {
  /** When it happened, milliseconds since 1970 in UTC. For a flow, when the flow started. */
  event_time: number;
  /** When the sensor wrote the record, milliseconds in UTC: the order that trailing windows run in. */
  logged_time: number;
  dataset: Dataset;
  /** The source's own name of what happened: "cowrie.login.failed", "flow", "alert", "sshd.failed". */
  event_type: string;
  source_ip: string | null;
  /** 0-65535. */
  source_port: number | null;
  /** An address, or a host name where the source logs one (a proxied connection's target). */
  destination_ip: string | null;
  destination_port: number | null;
  /** Transport protocol, upper case: TCP, UDP, ICMP, IPV6-ICMP. */
  protocol: string | null;
  /** Application protocol, upper case: SSH, HTTP, SMB, DNS. */
  app_protocol: string | null;
  /** As the source itself tells it; campus prefixes, where known, decide over it when events are enriched. */
  direction: Direction;
  /** Seconds. */
  duration: number | null;
  bytes_sent: number | null;
  bytes_received: number | null;
  packets_sent: number | null;
  packets_received: number | null;
  flag_syn: boolean | null;
  flag_ack: boolean | null;
  flag_fin: boolean | null;
  flag_rst: boolean | null;
  flag_psh: boolean | null;
  flag_urg: boolean | null;
  action: Action | null;
  /** True where `action` was inferred from what happened; false where the source recorded it. Null without an action. */
  action_inferred: boolean | null;
  /** The party a finding about this event would be about; usually the source. */
  attacker_ip: string | null;
  signature: string | null;
  username: string | null;
  session: string | null;
  label: Label | null;
  attack_type: string | null;
  origin: Origin;
  sensor: string | null;
  /** What only some protocols have. Null when the record has none of it. */
  details: Partial<Details> | null;
}

export interface Details {
  password: string | null;
  message: string | null;
  command: string | null;
  payload: string | null;
  http_method: string | null;
  http_host: string | null;
  http_url: string | null;
  http_status: number | null;
  http_user_agent: string | null;
  /** Seconds. */
  response_time: number | null;
  dns_query: string | null;
  dns_rcode: string | null;
  tls_sni: string | null;
  ja3: string | null;
  hassh: string | null;
  file_name: string | null;
  file_hash: string | null;
  signature_id: number | null;
  signature_category: string | null;
  /** As the source counts it. Suricata: 1 is the most severe, 3 the least, 4 informational. */
  signature_severity: number | null;
}

export const datasets = [
  "iscx",
  "cowrie",
  "dionaea",
  "suricata",
  "authlog",
  "weblog",
  "zeek",
  "textlog"
] as const;
export type Dataset = (typeof datasets)[number];
export type Direction = "inbound" | "outbound" | "internal" | "unknown";
export type Action = "allowed" | "blocked";
export type Label = "Normal" | "Attack";
export type Origin = "recorded" | "simulated" | "injected";

/** From the least to the most severe. */
export const severities = ["none", "low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

/** An event of which nothing is known yet but when, and from which dataset. Sources fill in what they measure. */
export function createEvent(dataset: Dataset, event_type: string, event_time: number): Event {
  return {
    event_time,
    logged_time: event_time,
    dataset,
    event_type,
    source_ip: null,
    source_port: null,
    destination_ip: null,
    destination_port: null,
    protocol: null,
    app_protocol: null,
    direction: "unknown",
    duration: null,
    bytes_sent: null,
    bytes_received: null,
    packets_sent: null,
    packets_received: null,
    flag_syn: null,
    flag_ack: null,
    flag_fin: null,
    flag_rst: null,
    flag_psh: null,
    flag_urg: null,
    action: null,
    action_inferred: null,
    attacker_ip: null,
    signature: null,
    username: null,
    session: null,
    label: null,
    attack_type: null,
    origin: "recorded",
    sensor: null,
    details: null
  };
}
