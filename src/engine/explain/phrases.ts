import type {FeatureSpec} from "../features/feature-spec.js";
import {formatUnit} from "./format-unit.js";

/** One feature of one event, beside what is usual for events of its kind; null is not known. */
export interface Fact {
  readonly spec: FeatureSpec;
  readonly value: number;
  readonly low: number | null;
  readonly median: number | null;
  readonly high: number | null;
  /** Of 0/1 features the share of ones. */
  readonly mean: number | null;
}

/** From this many times the usual value on, how many times it is is worth saying. */
const telling = 1.5;
/** A share of events of the kind that have it, below which a flag is unusual. */
const rareShare = 0.05;

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const directions = ["", "inbound", "outbound", "internal"];

/** How a sentence says what was measured, with its value for the braces. */
const measures: Readonly<Record<string, string>> = {
  duration: "it lasted {}",
  bytes_sent: "it sent {}",
  bytes_received: "it received {}",
  packets_sent: "it sent {}",
  packets_received: "it received {}",
  total_bytes: "it carried {} in both directions",
  total_packets: "it took {} in both directions",
  bytes_per_second: "it carried {}",
  packets_per_second: "it carried {}",
  bytes_per_packet: "its packets had {} on average",
  byte_ratio: "its source sent {} of the bytes",
  packet_ratio: "its source sent {} of the packets",
  source_failed_logins: "its source had {} failed logins lately",
  source_successful_logins: "its source had {} successful logins lately",
  source_request_rate: "its source caused {} lately",
  source_error_rate: "{} of the answers to its source were HTTP errors lately",
  source_response_time: "answers to its source took {} on average lately",
  source_regularity: "its source kept a rhythm of {} lately, 1 being clockwork",
  source_destinations: "its source reached {} lately",
  source_ports: "its source reached {} lately",
  source_protocols: "its source spoke {} lately",
  user_failed_logins: "its user had {} failed logins lately",
  user_successful_logins: "its user had {} successful logins lately",
  user_request_rate: "its user caused {} lately",
  user_error_rate: "{} of the answers to its user were HTTP errors lately",
  user_response_time: "answers to its user took {} on average lately",
  user_regularity: "its user kept a rhythm of {} lately, 1 being clockwork",
  user_destinations: "its user reached {} lately",
  user_ports: "its user reached {} lately",
  user_protocols: "its user spoke {} lately",
  user_addresses: "its user came from {} lately"
};

/** What a mark says where an event has it, and where it has not. */
const marks: Readonly<Record<string, readonly [has: string, lacks: string]>> = {
  flag_syn: ["it carried a SYN flag", "it carried no SYN flag"],
  flag_ack: ["it carried an ACK flag", "it carried no ACK flag"],
  flag_fin: ["it was ended with a FIN flag", "it was never ended with a FIN flag"],
  flag_rst: ["it was cut off with an RST flag", "it carried no RST flag"],
  flag_psh: ["it carried a PSH flag", "it carried no PSH flag"],
  flag_urg: ["it carried an URG flag", "it carried no URG flag"],
  login_failed: ["the login failed", "the login was accepted"],
  weekend: ["it was on a weekend", "it was on a working day"],
  business_hours: ["it was within business hours", "it was outside business hours"],
  source_private: ["its source has a private address", "its source has a public address"],
  destination_private: ["its destination has a private address", "its destination has a public address"],
  internal: ["it stayed inside the campus", "it crossed the campus border"],
  common_port: ["it went to a common port", "it went to an uncommon port"]
};

/** Names of all features that can be put into words. */
export const speakable: ReadonlySet<string> = new Set([
  ...Object.keys(measures),
  ...Object.keys(marks),
  "hour",
  "day_of_week",
  "direction"
]);

/**
 * What is unusual about one measure, as the middle of a sentence: "it sent 87.7 MB, 41 times the usual 2.1 MB". Null where it
 * is not measured, or much as usual by itself.
 * @param kind what it is compared with, in the plural: "SSH flows"
 */
export function phrase(fact: Fact, kind: string): string | null {
  const {spec, value, low, high} = fact;
  if (Number.isNaN(value)) return null;
  const mark = marks[spec.name];
  if (mark !== undefined) return phraseOfMark(fact, mark, kind);
  const outside = (low !== null && value < low) || (high !== null && value > high);
  if (spec.name === "hour")
    return outside
      ? `it came at ${clock(value)} local time, when nine of ten ${kind} come from ${clock(low)} to ${clock(high)}`
      : null;
  if (spec.name === "day_of_week") {
    const day = days[value];
    return outside && day !== undefined ? `it came on a ${day}` : null;
  }
  if (spec.name === "direction") {
    const [own, most] = [directions[value], directions[fact.median ?? 0]];
    return own && most && own !== most ? `it was ${own}, where most ${kind} are ${most}` : null;
  }
  const template = measures[spec.name];
  return template === undefined ? null : phraseOfMeasure(fact, template, outside, kind);
}

/** What one measure was, as the end of a sentence and beside nothing: "it sent 87.7 MB". Null where it is not measured. */
export function plainPhrase({spec, value}: Pick<Fact, "spec" | "value">): string | null {
  if (Number.isNaN(value)) return null;
  const mark = marks[spec.name];
  if (mark !== undefined) return value > 0 ? mark[0] : mark[1];
  if (spec.name === "hour") return `it came at ${clock(value)} local time`;
  if (spec.name === "day_of_week") return days[value] === undefined ? null : `it came on a ${days[value]}`;
  if (spec.name === "direction") return directions[value] ? `it was ${directions[value]}` : null;
  return measures[spec.name]?.replace("{}", formatUnit(value, spec.unit)) ?? null;
}

function phraseOfMark({value, mean}: Fact, [has, lacks]: readonly [string, string], kind: string) {
  if (mean === null) return null;
  const share = value > 0 ? mean : 1 - mean;
  if (share > rareShare) return null;
  return `${value > 0 ? has : lacks}, as ${share === 0 ? "no" : percent(share)} ${kind} do`;
}

function phraseOfMeasure(
  {spec, value, low, median, high}: Fact,
  template: string,
  outside: boolean,
  kind: string
): string | null {
  const own = template.replace("{}", formatUnit(value, spec.unit));
  if (median === null) return null;
  if (spec.scale === "log" && median > 0) {
    const ratio = value / median;
    if (ratio >= telling && (outside || ratio >= 2))
      return `${own}, ${times(ratio)} the usual ${formatUnit(median, spec.unit)}`;
    if (value === 0 && outside)
      return `${own}, where half of all ${kind} have ${formatUnit(median, spec.unit)} or more`;
    if (ratio <= 1 / telling && (outside || ratio <= 0.5))
      return `${own}, a ${ordinal(1 / ratio)} of the usual ${formatUnit(median, spec.unit)}`;
  }
  if (!outside) return null;
  if (median === 0 && low === 0 && high === 0) return `${own}, where ${kind} usually have none`;
  const side = high !== null && value > high ? "more" : "less";
  return `${own}, ${side} than 95% of ${kind} (usual: ${formatUnit(median, spec.unit)})`;
}

const times = (ratio: number) =>
  `${ratio < 10 ? Number(ratio.toPrecision(2)) : Math.round(ratio).toLocaleString("en-US")} times`;
const percent = (share: number) => (share < 0.01 ? "fewer than 1% of" : `${Math.round(100 * share)}% of`);
const clock = (hour: number | null) => `${String(hour ?? 0).padStart(2, "0")}:00`;

function ordinal(ratio: number): string {
  const n = Math.round(ratio);
  if (n <= 2) return "half";
  if (n === 3) return "third";
  return `${n.toLocaleString("en-US")}th`;
}
