import type {Beacon} from "./beacon.js";
import type {FanOut} from "./fan-out.js";

/** What is explained. */
export type Explained = Omit<Beacon, "reason" | "remarks">;

/** Characters of a name, which the caller's software chose, that a sentence shows. */
const longestName = 100;

/** What a pair did, in one sentence with its figures. */
export function explainBeacon(beacon: Explained): string {
  const {destination, period, regularity} = beacon;
  const name = destination.length > longestName ? `${destination.slice(0, longestName)}…` : destination;
  const span = formatSeconds((beacon.last_time - beacon.first_time) / 1000);
  const score =
    beacon.rita_score === null
      ? "RITA's score could not be measured"
      : `RITA's beacon score ${beacon.rita_score.toFixed(3)}`;
  if (period === null || regularity === null) {
    return `${beacon.connections} connections to ${name} within ${span}; ${score}.`;
  }
  const spread = beacon.interval_deviation ?? 0;
  const give = spread === 0 ? "without any spread" : `half of them within ${formatSeconds(spread)} of it`;
  return (
    `${beacon.calls} calls to ${name} over ${span}, one every ${formatSeconds(period)}, ${give}; ` +
    `${Math.floor(regularity * 100)}% of the intervals near their median; ${score}.`
  );
}

/** A sentence for each sub-score that says something; empty where none does. */
export function remarkOnBeacon(beacon: Explained, fanOut: FanOut, hosts: number): string {
  const remarks: string[] = [];
  if (beacon.gate !== null) remarks.push(`No beacon: ${beacon.gate}.`);
  if (beacon.low_and_slow > 0) {
    remarks.push("Low and slow: an hour or more between calls, which only days of logs show.");
  }
  if (beacon.rare_destination >= 0.5) {
    remarks.push(
      `${beacon.callers} of ${hosts} campus hosts ${beacon.callers === 1 ? "calls" : "call"} this destination.`
    );
  }
  if (fanOut.destinations > 1) remarks.push(`This host calls ${fanOut.destinations} destinations regularly.`);
  if (fanOut.hosts > 1) remarks.push(`${fanOut.hosts} hosts call this destination regularly.`);
  if (beacon.unusual_port === 1) {
    remarks.push(`${beacon.app_protocol} is unusual on port ${beacon.destination_port}.`);
  } else if (beacon.unusual_port > 0) {
    remarks.push(`Hardly any host uses port ${beacon.destination_port}.`);
  }
  return remarks.join(" ");
}

const units = [
  {name: "day", seconds: 86_400},
  {name: "hour", seconds: 3600},
  {name: "minute", seconds: 60}
] as const;

/** "5 minutes", "1.5 hours": in the largest unit that it is at least one and a half of. */
export function formatSeconds(seconds: number): string {
  const unit = units.find(u => seconds >= 1.5 * u.seconds) ?? {name: "second", seconds: 1};
  const value = Math.round((seconds / unit.seconds) * 10) / 10;
  return `${value} ${unit.name}${value === 1 ? "" : "s"}`;
}
