/** What an event is to the models: there is one model per family, because a pooled one would see mostly missing values. */
export const families = ["none", "flow", "honeypot", "login"] as const;
export type Family = (typeof families)[number];
/** Families that have a model. Events of "none" (an alert, a TLS handshake) still count in their source's window. */
export const modelFamilies = ["flow", "honeypot", "login"] as const;
export type ModelFamily = (typeof modelFamilies)[number];

/** Codes of `EventBlock.direction`. */
export const directionCodes = {unknown: 0, inbound: 1, outbound: 2, internal: 3} as const;

/**
 * Events as columns, in the order they were logged. A column may be longer than `length`.
 * In float columns NaN is "not measured"; identities and codes are dense non-negative integers with -1 for none,
 * and mean the same in every block that one `createFeatures` sees.
 */
export interface EventBlock {
  length: number;
  /** Milliseconds in UTC. Trailing windows run in logged time; hour and day are those of event time. */
  logged_time: Float64Array;
  event_time: Float64Array;
  /** Index into `families`. */
  family: Uint8Array;
  source: Int32Array;
  destination: Int32Array;
  user: Int32Array;
  destination_port: Float64Array;
  protocol: Int32Array;
  app_protocol: Int32Array;
  /** Seconds. */
  duration: Float64Array;
  bytes_sent: Float64Array;
  bytes_received: Float64Array;
  packets_sent: Float64Array;
  packets_received: Float64Array;
  /** 0, 1 or NaN, as are the other flags. */
  flag_syn: Float64Array;
  flag_ack: Float64Array;
  flag_fin: Float64Array;
  flag_rst: Float64Array;
  flag_psh: Float64Array;
  flag_urg: Float64Array;
  /** Of a login: 1 accepted, 0 failed; NaN for what is not a login. */
  outcome: Float64Array;
  /** HTTP status. */
  status: Float64Array;
  /** Seconds. */
  response_time: Float64Array;
  /** One of `directionCodes`. */
  direction: Uint8Array;
  /** 0, 1 or NaN. */
  source_private: Float64Array;
  destination_private: Float64Array;
}

/** A block of events about which nothing is known yet: no identities, no measurements, family "none". */
export function createEventBlock(length: number): EventBlock {
  const numbers = () => new Float64Array(length).fill(Number.NaN);
  const codes = () => new Int32Array(length).fill(-1);
  return {
    length,
    logged_time: numbers(),
    event_time: numbers(),
    family: new Uint8Array(length),
    source: codes(),
    destination: codes(),
    user: codes(),
    destination_port: numbers(),
    protocol: codes(),
    app_protocol: codes(),
    duration: numbers(),
    bytes_sent: numbers(),
    bytes_received: numbers(),
    packets_sent: numbers(),
    packets_received: numbers(),
    flag_syn: numbers(),
    flag_ack: numbers(),
    flag_fin: numbers(),
    flag_rst: numbers(),
    flag_psh: numbers(),
    flag_urg: numbers(),
    outcome: numbers(),
    status: numbers(),
    response_time: numbers(),
    direction: new Uint8Array(length),
    source_private: numbers(),
    destination_private: numbers()
  };
}
