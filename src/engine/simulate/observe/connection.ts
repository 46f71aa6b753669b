import type {Random} from "../random.js";

/** What became of a TCP connection. UDP and ICMP use only answered and unanswered. */
export type Outcome = "answered" | "refused" | "unanswered" | "reset";

/** Which sensors a connection passes: the main border's Suricata, the research park's QRadar, or both. */
export type Vantage = "main" | "research" | "both";

/** One connection as it was on the wire, before any sensor wrote about it. */
export interface Connection {
  /** Milliseconds in UTC. */
  readonly start: number;
  /** Seconds. */
  readonly duration: number;
  readonly client: string;
  readonly clientPort: number;
  readonly server: string;
  readonly serverPort: number;
  readonly transport: "TCP" | "UDP" | "ICMP";
  /** Suricata's name: http, tls, dns, ssh, smb, smtp, imap, ntp; "failed" when nothing was recognised. */
  readonly app: string;
  readonly bytesOut: number;
  readonly bytesIn: number;
  readonly packetsOut: number;
  readonly packetsIn: number;
  readonly outcome: Outcome;
  readonly vantage?: Vantage;
  /** First bytes each side sent, where a sensor keeps them. */
  readonly payload?: {readonly source: string; readonly destination: string};
}

/** A port that a client's system picks for itself. */
export const clientPort = (random: Random): number => random.integer(32768, 60999);

/** How much a kind of exchange moves: medians, spread over a log-normal. */
export interface Shape {
  readonly bytesOut: number;
  readonly bytesIn: number;
  /** Seconds. */
  readonly duration: number;
  readonly spread: number;
}

/**
 * Bytes and packets of one answered connection. Packets follow from bytes: full segments one way, an acknowledgement
 * for every second one the other way, and the handshake for TCP.
 */
export function exchange(
  random: Random,
  shape: Shape,
  transport: "TCP" | "UDP"
): Pick<Connection, "duration" | "bytesOut" | "bytesIn" | "packetsOut" | "packetsIn" | "outcome"> {
  const out = Math.round(random.lognormal(shape.bytesOut, shape.spread));
  const back = Math.round(random.lognormal(shape.bytesIn, shape.spread));
  const duration = Math.max(0.0008, random.lognormal(shape.duration, shape.spread));
  if (transport === "UDP") {
    const packetsOut = Math.max(1, Math.ceil(out / 1200));
    const packetsIn = Math.max(1, Math.ceil(back / 1200));
    return {duration, bytesOut: out, bytesIn: back, packetsOut, packetsIn, outcome: "answered"};
  }
  const [dataOut, dataIn] = [Math.ceil(out / 1400), Math.ceil(back / 1400)];
  const packetsOut = 4 + dataOut + Math.floor(dataIn / 2);
  const packetsIn = 3 + dataIn + Math.floor(dataOut / 2);
  return {
    duration,
    bytesOut: out + packetsOut * 54,
    bytesIn: back + packetsIn * 54,
    packetsOut,
    packetsIn,
    outcome: "answered"
  };
}

/** A connection attempt nobody answered, or that the server's system refused. */
export function knock(
  random: Random,
  outcome: "refused" | "unanswered"
): Pick<Connection, "duration" | "bytesOut" | "bytesIn" | "packetsOut" | "packetsIn" | "outcome"> {
  return outcome === "refused"
    ? {duration: random.between(0.01, 0.25), bytesOut: 60, bytesIn: 54, packetsOut: 1, packetsIn: 1, outcome}
    : {duration: random.between(0, 3), bytesOut: 120, bytesIn: 0, packetsOut: 2, packetsIn: 0, outcome};
}
