import {campusOffset} from "../rhythm.js";
import {minutesOnly} from "./time.js";

/** One flow as a QRadar export in the ISCX 2012 layout has it. */
export interface IscxFlow {
  appName: string;
  totalSourceBytes: number;
  totalDestinationBytes: number;
  totalSourcePackets: number;
  totalDestinationPackets: number;
  sourcePayload: string;
  destinationPayload: string;
  direction: "L2R" | "R2L" | "L2L" | "R2R";
  /** Comma-joined, "S,P,A,F"; empty where the protocol has none. */
  sourceFlags: string;
  destinationFlags: string;
  source: string;
  sourcePort: number;
  destination: string;
  destinationPort: number;
  protocolName: "tcp_ip" | "udp_ip" | "icmp_ip";
  /** Milliseconds in UTC. */
  start: number;
  stop: number;
  label: "Normal" | "Attack";
}

export const iscxHeader =
  "generated,appName,totalSourceBytes,totalDestinationBytes,totalDestinationPackets,totalSourcePackets," +
  "sourcePayloadAsBase64,sourcePayloadAsUTF,destinationPayloadAsBase64,destinationPayloadAsUTF,direction," +
  "sourceTCPFlagsDescription,destinationTCPFlagsDescription,source,protocolName,sourcePort,destination," +
  "destinationPort,startDateTime,stopDateTime,Label";

/** One CSV row of 21 columns. Times are minutes on the campus clock without a zone, as QRadar exported them. */
export function formatIscx(flow: IscxFlow, generated: string): string {
  const start = flow.start + campusOffset(flow.start);
  // Where clocks go back meanwhile, the stop would read as before the start, which nobody can make sense of.
  const stop = Math.max(start, flow.stop + campusOffset(flow.stop));
  return [
    generated,
    flow.appName,
    flow.totalSourceBytes,
    flow.totalDestinationBytes,
    flow.totalDestinationPackets,
    flow.totalSourcePackets,
    flow.sourcePayload && btoa(flow.sourcePayload),
    quoted(flow.sourcePayload),
    flow.destinationPayload && btoa(flow.destinationPayload),
    quoted(flow.destinationPayload),
    flow.direction,
    quoted(flow.sourceFlags),
    quoted(flow.destinationFlags),
    flow.source,
    flow.protocolName,
    flow.sourcePort,
    flow.destination,
    flow.destinationPort,
    minutesOnly(start, 0),
    minutesOnly(stop, 0),
    flow.label
  ].join(",");
}

/** QRadar's UTF columns show control characters as dots, so that a record stays on one line. */
function quoted(text: string): string {
  const visible = text.replace(/[^\x20-\x7e]/g, ".");
  return /[",]/.test(visible) ? `"${visible.replaceAll('"', '""')}"` : visible;
}
