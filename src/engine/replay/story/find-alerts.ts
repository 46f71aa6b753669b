import type {RecordedAlert} from "../recording.js";
import type {Replay} from "../replay.js";
import {timeAt} from "../tape.js";
import {type Found, hour, minute} from "./found.js";
import {count, plainText} from "./plain-words.js";

export const defaults = {
  /** Sources told of that call regularly. */
  beacons: 2,
  /** What is shown before and after a grave alert. */
  before: 10 * minute,
  after: 20 * minute,
  /** How long a beacon is watched: long enough for several calls. */
  watched: 3 * hour
} as const;

/** The first critical alert; without any the first high one; null without either. */
export function findFirstGrave(replay: Replay): Found | null {
  const {list, positions} = replay.alerts;
  for (const severity of ["critical", "high"] as const) {
    const index = list.findIndex(alert => alert.severity === severity);
    const alert = list[index];
    if (alert === undefined) continue;
    const time = timeAt(replay.tape, positions[index] ?? 0);
    const all = list.filter(other => other.severity === severity).length;
    const source = sourceOf(alert);
    const finding = plainText(alert.finding, 120);
    const which = all === 1 ? `the only ${severity} alert` : `the first of ${count(all)} ${severity} alerts`;
    return {
      title: `The first ${severity} alert`,
      caption: finding === null ? `This is ${which}.` : `“${finding}” is ${which}.`,
      from: time - defaults.before,
      to: time + defaults.after,
      scene: {view: "alerts", span: hour, ...(source === null ? {} : {source})}
    };
  }
  return null;
}

/** The first alert of each source that calls somewhere regularly, in order of time. */
export function findBeacons(replay: Replay): readonly Found[] {
  const seen = new Set<string | null>();
  return replay.alerts.list
    .flatMap((alert, index) => {
      const source = alert.source_ip ?? alert.attacker_ip;
      if (alert.detector !== "beacon" || seen.has(source)) return [];
      seen.add(source);
      const time = timeAt(replay.tape, replay.alerts.positions[index] ?? 0);
      return {
        title: "A beacon is discovered",
        caption: "A host calls the same destination again and again, as regularly as only a program does.",
        from: time - defaults.before,
        to: time + defaults.watched,
        scene: {view: "source" as const, span: hour, ...(source === null ? {} : {source})}
      };
    })
    .slice(0, defaults.beacons);
}

/** Whom an alert is about. */
export const sourceOf = ({attacker_ip, source_ip}: RecordedAlert): string | null => attacker_ip ?? source_ip;
