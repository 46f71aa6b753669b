import {type EveAlert, type EveBody, type EveTcp, eveTime} from "../formats/suricata.js";
import type {Random} from "../random.js";
import type {Emit, Truth} from "../record.js";
import {isResearchPark} from "../world.js";
import type {Connection, Vantage} from "./connection.js";
import {iscxFlow} from "./iscx-flow.js";

/** A connection the border has seen: what further records of the same flow refer to. */
export interface Flow {
  readonly id: number;
  readonly connection: Connection;
}

/** The campus border: turns connections into what Suricata and QRadar would have written about them. */
export class Border {
  constructor(
    private readonly random: Random,
    private readonly emit: Emit,
    private readonly truth: Truth | null
  ) {}

  /** A whole connection. Suricata logs its flow when it has ended and timed out, QRadar when it ended. */
  connect(connection: Connection, alert?: EveAlert): Flow {
    const flow = {id: this.random.bits() * 262144 + (this.random.bits() >>> 14), connection};
    const vantage = this.vantage(connection);
    const end = connection.start + connection.duration * 1000;
    if (vantage !== "research") {
      if (alert) this.alert(flow, alert, connection.start + Math.min(connection.duration * 400, 800));
      this.put(end + this.timeout(connection), flow, "flow", {
        ...(connection.transport === "ICMP" ? {} : {app_proto: connection.app}),
        flow: {...counts(connection), ...lifetime(connection, end), alerted: alert !== undefined},
        ...(connection.transport === "TCP" ? {tcp: tcpState(connection)} : {})
      });
    }
    if (vantage !== "main") {
      this.emit({
        format: "iscx",
        time: end,
        truth: this.truth,
        body: iscxFlow(connection, this.truth !== null)
      });
    }
    return flow;
  }

  /** What Suricata's parser for the flow's protocol wrote, `after` seconds into it. Nothing where only QRadar looks. */
  transaction(flow: Flow, after: number, type: EveBody["event_type"], fields: Partial<EveBody>): void {
    if (this.vantage(flow.connection) === "research") return;
    this.put(flow.connection.start + after * 1000, flow, type, fields);
  }

  /** An alert that fires within the flow. */
  alert(flow: Flow, alert: EveAlert, time: number, fields: Partial<EveBody> = {}): void {
    if (this.vantage(flow.connection) === "research") return;
    const {pkts_toserver, bytes_toserver} = counts(flow.connection);
    this.put(time, flow, "alert", {
      alert,
      ...fields,
      ...(flow.connection.transport === "ICMP" ? {} : {app_proto: flow.connection.app}),
      flow: {
        pkts_toserver: Math.min(pkts_toserver, 4),
        pkts_toclient: Math.min(flow.connection.packetsIn, 3),
        bytes_toserver: Math.min(bytes_toserver, 900),
        bytes_toclient: Math.min(flow.connection.bytesIn, 700),
        start: eveTime(flow.connection.start)
      }
    });
  }

  private vantage(connection: Connection): Vantage {
    if (connection.vantage) return connection.vantage;
    return isResearchPark(connection.client) || isResearchPark(connection.server) ? "research" : "main";
  }

  private put(time: number, flow: Flow, type: EveBody["event_type"], fields: Partial<EveBody>): void {
    const {client, clientPort, server, serverPort, transport} = flow.connection;
    // A file that a server sent is reported in the direction it went.
    const reversed = type === "fileinfo";
    const [source, target] = reversed ? [server, client] : [client, server];
    const [sourcePort, targetPort] = reversed ? [serverPort, clientPort] : [clientPort, serverPort];
    const ports = transport === "ICMP" ? [{}, {}] : [{src_port: sourcePort}, {dest_port: targetPort}];
    this.emit({
      format: "suricata",
      time,
      truth: this.truth,
      body: {
        flow_id: flow.id,
        in_iface: "eth0",
        event_type: type,
        src_ip: source,
        ...ports[0],
        dest_ip: target,
        ...ports[1],
        proto: transport,
        ...(transport === "ICMP" ? {icmp_type: 8, icmp_code: 0} : {}),
        ...fields
      }
    });
  }

  /** How long Suricata keeps a flow before it logs it, milliseconds. */
  private timeout(connection: Connection): number {
    if (connection.transport !== "TCP") return this.random.between(30_000, 40_000);
    return connection.outcome === "unanswered" ? 30_000 : this.random.between(1_000, 11_000);
  }
}

function counts(c: Connection): {
  pkts_toserver: number;
  pkts_toclient: number;
  bytes_toserver: number;
  bytes_toclient: number;
} {
  return {
    pkts_toserver: c.packetsOut,
    pkts_toclient: c.packetsIn,
    bytes_toserver: c.bytesOut,
    bytes_toclient: c.bytesIn
  };
}

function lifetime(
  c: Connection,
  end: number
): {
  start: string;
  end: string;
  age: number;
  state: "new" | "established" | "closed";
  reason: "timeout";
} {
  const oneWay = c.outcome === "unanswered";
  const state = oneWay ? "new" : c.transport === "TCP" ? "closed" : "established";
  return {start: eveTime(c.start), end: eveTime(end), age: Math.round(c.duration), state, reason: "timeout"};
}

function tcpState(c: Connection): EveTcp {
  switch (c.outcome) {
    case "unanswered":
      return {tcp_flags: "02", tcp_flags_ts: "02", tcp_flags_tc: "00", syn: true, state: "syn_sent"};
    case "refused":
      return {
        tcp_flags: "16",
        tcp_flags_ts: "02",
        tcp_flags_tc: "14",
        syn: true,
        rst: true,
        ack: true,
        state: "closed"
      };
    case "reset":
      return {
        tcp_flags: "1e",
        tcp_flags_ts: "1e",
        tcp_flags_tc: "1a",
        syn: true,
        rst: true,
        psh: true,
        ack: true,
        state: "closed"
      };
    case "answered":
      return {
        tcp_flags: "1b",
        tcp_flags_ts: "1b",
        tcp_flags_tc: "1b",
        syn: true,
        fin: true,
        psh: true,
        ack: true,
        state: "closed"
      };
  }
}
