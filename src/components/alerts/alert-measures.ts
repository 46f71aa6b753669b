import {formatBytes, formatCount, notMeasured} from "../format.js";
import {html} from "../html.js";
import {logText} from "../log-text.js";
import type {EventMeasures} from "./alert-evidence.js";

const flags = ["syn", "ack", "fin", "rst", "psh", "urg"] as const;

/** What was measured of an event, as terms and values: sizes only where the source measures any. */
export function measuredPairs(
  measures: EventMeasures
): readonly (readonly [term: string, value: string | Node])[] {
  const {sensor, direction, duration, bytes_sent, bytes_received, packets_sent, packets_received} = measures;
  const sizes: readonly (readonly [string, string, boolean])[] = [
    ["Bytes sent", exactBytes(bytes_sent), bytes_sent !== null],
    ["Bytes received", exactBytes(bytes_received), bytes_received !== null],
    ["Packets sent", formatCount(packets_sent), packets_sent !== null],
    ["Packets received", formatCount(packets_received), packets_received !== null],
    [
      "Duration",
      duration === null
        ? notMeasured
        : `${duration.toLocaleString("en-US", {maximumFractionDigits: duration < 10 ? 3 : 1})} s`,
      duration !== null
    ],
    ["TCP flags seen", flagsText(measures), flags.some(flag => measures[`flag_${flag}`] !== null)]
  ];
  const hasSizes = sizes.some(([, , isMeasured]) => isMeasured);
  return [
    ["Seen by", sensor === null ? "sensor not named" : logText(sensor, 120)],
    ["Direction", direction ?? "unknown"],
    ...(hasSizes
      ? sizes.map(([term, value]) => [term, value] as const)
      : [["Bytes, packets, duration", notMeasured] as const])
  ];
}

/** What the source itself says of the event, which may disagree with the alert; null when it says nothing. */
export function labelNote({label}: EventMeasures): HTMLElement | null {
  if (label === null) return null;
  return html`<p class="alert-label" data-testid="alert-label">The log itself labels this event <strong>${logText(label, 40)}</strong>.</p>`;
}

/** `87.7 MB (87,712,345 bytes)`. */
function exactBytes(value: number | null): string {
  if (value === null || value < 1000) return value === null ? notMeasured : `${formatCount(value)} bytes`;
  return `${formatBytes(value)} (${formatCount(value)} bytes)`;
}

function flagsText(measures: EventMeasures): string {
  const known = flags.filter(flag => measures[`flag_${flag}`] !== null);
  if (known.length === 0) return notMeasured;
  return (
    known
      .filter(flag => measures[`flag_${flag}`])
      .map(flag => flag.toUpperCase())
      .join(", ") || "none"
  );
}
