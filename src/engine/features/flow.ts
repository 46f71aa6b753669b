import type {EventBlock} from "./event-block.js";
import {linear, log} from "./feature-spec.js";
import {measured} from "./measured.js";

/** What one flow carried. `writeFlow` writes these columns, in this order. */
export const flowSpecs = [
  log("duration", "s", "duration"),
  log("bytes_sent", "bytes", "bytes sent by the source"),
  log("bytes_received", "bytes", "bytes sent back by the destination"),
  log("packets_sent", "packets", "packets sent by the source"),
  log("packets_received", "packets", "packets sent back by the destination"),
  log("total_bytes", "bytes", "bytes in both directions"),
  log("total_packets", "packets", "packets in both directions"),
  log("bytes_per_second", "bytes/s", "bytes in both directions per second of the flow"),
  log("packets_per_second", "packets/s", "packets in both directions per second of the flow"),
  log("bytes_per_packet", "bytes", "mean size of a packet"),
  linear("byte_ratio", "share", "share of the bytes that the source sent"),
  linear("packet_ratio", "share", "share of the packets that the source sent"),
  linear("flag_syn", "0/1", "SYN flag seen"),
  linear("flag_ack", "0/1", "ACK flag seen"),
  linear("flag_fin", "0/1", "FIN flag seen"),
  linear("flag_rst", "0/1", "RST flag seen"),
  linear("flag_psh", "0/1", "PSH flag seen"),
  linear("flag_urg", "0/1", "URG flag seen")
] as const;

/** Writes the columns of event `i` at `at` and returns where the next column goes. */
export function writeFlow(block: EventBlock, i: number, rows: Float32Array, at: number): number {
  const duration = measured(block.duration, i);
  const bytesSent = measured(block.bytes_sent, i);
  const bytesReceived = measured(block.bytes_received, i);
  const packetsSent = measured(block.packets_sent, i);
  const packetsReceived = measured(block.packets_received, i);
  const bytes = bytesSent + bytesReceived;
  const packets = packetsSent + packetsReceived;
  // A rate over no time (less than any sensor's clock ticks) and a share of nothing are not zero and not infinite; they are not measured.
  const seconds = duration >= 1e-6 ? duration : Number.NaN;
  rows[at] = duration;
  rows[at + 1] = bytesSent;
  rows[at + 2] = bytesReceived;
  rows[at + 3] = packetsSent;
  rows[at + 4] = packetsReceived;
  rows[at + 5] = bytes;
  rows[at + 6] = packets;
  rows[at + 7] = bytes / seconds;
  rows[at + 8] = packets / seconds;
  rows[at + 9] = packets > 0 ? bytes / packets : Number.NaN;
  rows[at + 10] = bytes > 0 ? bytesSent / bytes : Number.NaN;
  rows[at + 11] = packets > 0 ? packetsSent / packets : Number.NaN;
  rows[at + 12] = measured(block.flag_syn, i);
  rows[at + 13] = measured(block.flag_ack, i);
  rows[at + 14] = measured(block.flag_fin, i);
  rows[at + 15] = measured(block.flag_rst, i);
  rows[at + 16] = measured(block.flag_psh, i);
  rows[at + 17] = measured(block.flag_urg, i);
  return at + 18;
}
