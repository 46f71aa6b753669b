import {type Severity, severities} from "../event.js";
import type {AlertTrack} from "./replay.js";

/** By source: events played once its first alert of each severity has appeared, by index into `severities`; infinite for none. */
type FirstAlerts = ReadonlyMap<string, readonly number[]>;

/** Made once per track, which never changes. */
const indexes = new WeakMap<AlertTrack, FirstAlerts>();

/** The gravest alert about a source so far; null without any. */
export function severityOfSource(
  alerts: AlertTrack,
  source: string | null,
  position: number
): Severity | null {
  let index = indexes.get(alerts);
  if (index === undefined) {
    index = firstAlerts(alerts);
    indexes.set(alerts, index);
  }
  const first = source === null ? undefined : index.get(source);
  return severities.findLast((_, i) => (first?.[i] ?? Number.POSITIVE_INFINITY) <= position) ?? null;
}

function firstAlerts({list, positions}: AlertTrack): FirstAlerts {
  const index = new Map<string, number[]>();
  for (const [i, {severity, attacker_ip, source_ip}] of list.entries()) {
    for (const source of new Set([attacker_ip, source_ip])) {
      if (source === null) continue;
      const first = index.get(source) ?? severities.map(() => Number.POSITIVE_INFINITY);
      const level = severities.indexOf(severity);
      // Alerts come in the order in which they appear.
      first[level] = Math.min(first[level] ?? Number.POSITIVE_INFINITY, positions[i] ?? 0);
      index.set(source, first);
    }
  }
  return index;
}
