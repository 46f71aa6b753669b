import {formatUnit} from "../../engine/explain/format-unit.js";
import type {FeatureSpec} from "../../engine/features/feature-spec.js";
import {notMeasured} from "../format.js";

/** Features whose name, its underscores aside, is not how one would say it. */
const names: Readonly<Record<string, string>> = {
  byte_ratio: "source's share of bytes",
  packet_ratio: "source's share of packets",
  hour: "hour of the day",
  business_hours: "in business hours",
  weekend: "at a weekend",
  internal: "inside the campus",
  common_port: "to a common port",
  source_private: "source is private",
  destination_private: "destination is private",
  login_failed: "login failed",
  source_request_rate: "source's records",
  source_error_rate: "source's HTTP errors",
  source_response_time: "source's response time",
  source_regularity: "source's regularity",
  source_destinations: "source's destinations",
  source_ports: "source's ports",
  source_protocols: "source's protocols",
  source_failed_logins: "source's failed logins",
  source_successful_logins: "source's good logins",
  user_request_rate: "user's records",
  user_error_rate: "user's HTTP errors",
  user_response_time: "user's response time",
  user_regularity: "user's regularity",
  user_destinations: "user's destinations",
  user_ports: "user's ports",
  user_protocols: "user's protocols",
  user_failed_logins: "user's failed logins",
  user_successful_logins: "user's good logins",
  user_addresses: "user's addresses"
};

/** A feature's name as a label: "bytes sent", "SYN flag", "source's destinations". */
export function featureLabel(name: string): string {
  if (name.startsWith("flag_")) return `${name.slice("flag_".length).toUpperCase()} flag`;
  return names[name] ?? name.replaceAll("_", " ");
}

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const directions = ["", "inbound", "outbound", "internal"];

/** A feature's value as text with its unit: "87.7 MB", "yes", "03:00", "Monday"; null is "not measured". */
export function featureValue(value: number | null, {name, unit}: Pick<FeatureSpec, "name" | "unit">): string {
  if (value === null || Number.isNaN(value)) return notMeasured;
  if (name === "hour") return `${String(Math.floor(value)).padStart(2, "0")}:00`;
  if (name === "day_of_week") return days[value] ?? String(value);
  if (name === "direction") return directions[value] ?? String(value);
  // The label already says what is counted.
  if (["addresses", "ports", "protocols", "packets"].includes(unit))
    return Math.round(value).toLocaleString("en-US");
  if (unit === "1/min") return `${Number(value.toPrecision(3))}/min`;
  return formatUnit(value, unit);
}

const counted: ReadonlySet<string> = new Set([
  "0/1",
  "0-23",
  "0-6",
  "1-3",
  "bytes",
  "packets",
  "logins",
  "addresses",
  "ports",
  "protocols"
]);

/** Whether a feature takes whole numbers only. */
export function isWhole({name, unit}: Pick<FeatureSpec, "name" | "unit">): boolean {
  return counted.has(unit) && name !== "bytes_per_packet";
}

/** What a unit means, for readers: "0/1" is yes or no. */
export function unitText(unit: string): string {
  const texts: Readonly<Record<string, string>> = {
    "0/1": "yes or no",
    "0-23": "hour, 0 to 23",
    "0-6": "day, 0 to 6",
    "1-3": "1, 2 or 3",
    "0-1": "0 to 1",
    s: "seconds",
    share: "share, 0 to 1",
    "1/min": "per minute",
    "bytes/s": "bytes per second",
    "packets/s": "packets per second"
  };
  return texts[unit] ?? unit;
}
