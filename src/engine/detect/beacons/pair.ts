import type {Span} from "./duration-score.js";

/** What is known of one campus host's connections to one destination. */
export interface Pair {
  readonly id: string;
  readonly dataset: string;
  readonly source: string;
  /** Name (TLS server name or HTTP host) or address. */
  readonly destination: string;
  readonly kind: "name" | "address";
  /** The most frequent address and port. */
  readonly address: string;
  readonly port: number | null;
  /** "443/TCP", in order of their text. */
  readonly ports: readonly string[];
  readonly protocol: string | null;
  readonly appProtocol: string | null;
  /** Begin of each connection, whole seconds in UTC, in order. */
  readonly times: Float64Array;
  /** Bytes sent by the source, in the order of `times`; NaN where the log has none. */
  readonly sizes: Float64Array;
  /** Campus hosts that call this destination. */
  readonly callers: number;
  /** When any of them first did, seconds in UTC. */
  readonly firstSeen: number;
  /** Campus hosts that use the most frequent port of this pair for anything outside. */
  readonly portCallers: number;
}

/** What is known of the recording that pairs of one dataset come from. */
export interface Recording {
  /**
   * First and last connection of all between two gaps of a day or more, seconds in UTC, in order. Nothing was recorded in
   * a gap, so that it is no sign of silence; logs of different years may well be read together.
   */
  readonly segments: readonly Span[];
  /** Campus hosts in it. */
  readonly hosts: number;
  /** Seconds between two times that the log can tell apart: 1, or 60 where it has minutes only. */
  readonly resolution: number;
}
