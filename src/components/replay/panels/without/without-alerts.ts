import {lowerBound} from "../../../../engine/lower-bound.js";
import type {RecordedAlert} from "../../../../engine/replay/recording.js";
import type {Replay} from "../../../../engine/replay/replay.js";

/** The alerts that one replay has and another lacks. */
export interface MissingAlerts {
  /** In the order in which they appear. */
  readonly list: readonly RecordedAlert[];
  /** Of each: events played, of the whole, once it has appeared; ascending, from 1. */
  readonly positions: Int32Array;
  /** Of these alerts: the first of each incident of which no alert is left, ascending. */
  readonly incidentStarts: Int32Array;
}

const known = new WeakMap<Replay, {readonly whole: Replay; readonly missing: MissingAlerts}>();

/** One pass over both, which is remembered for as long as the second is. */
export function missingAlerts(whole: Replay, left: Replay): MissingAlerts {
  const before = known.get(left);
  if (before?.whole === whole) return before.missing;
  const missing = findMissing(whole, left);
  known.set(left, {whole, missing});
  return missing;
}

function findMissing({alerts}: Replay, left: Replay): MissingAlerts {
  const kept = new Set(left.alerts.list.map(({alert_id}) => alert_id));
  const seen = new Set(left.alerts.list.map(({incident_id}) => incident_id));
  const list: RecordedAlert[] = [];
  const positions: number[] = [];
  const starts: number[] = [];
  for (const [place, alert] of alerts.list.entries()) {
    if (kept.has(alert.alert_id)) continue;
    const {incident_id} = alert;
    if (incident_id !== null && !seen.has(incident_id)) {
      seen.add(incident_id);
      starts.push(list.length);
    }
    list.push(alert);
    positions.push(alerts.positions[place] ?? 0);
  }
  return {list, positions: Int32Array.from(positions), incidentStarts: Int32Array.from(starts)};
}

/** How many of them have appeared once so many events of the whole are played, and how many incidents they began. */
export function missingAt(
  {positions, incidentStarts}: MissingAlerts,
  position: number
): {readonly alerts: number; readonly incidents: number} {
  const alerts = lowerBound(positions, position + 1);
  return {alerts, incidents: lowerBound(incidentStarts, alerts)};
}
