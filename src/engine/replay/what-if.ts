import {type Severity, severities} from "../event.js";
import {lowerBound} from "../lower-bound.js";
import {burstFinder} from "./burst-events.js";
import {actions, pickColumns, type ReplayColumns} from "./columns.js";
import type {RecordedBurst, Recording} from "./recording.js";
import type {Replay} from "./replay.js";
import type {Scene} from "./scene.js";
import {sum, tally} from "./tallies.js";
import {positionAt} from "./tape.js";

/**
 * A recording without what a scene leaves out: the very one where that is nothing.
 *
 * A storyline keeps events, and with them the alerts and lines that appear with them; bursts are of all events and stay. Sources taken
 * to be blocked leave with their events, the alerts about them, their sessions, and the bursts that would have been no more than usual.
 */
export function filterRecording(
  recording: Recording,
  {only, without}: Pick<Scene, "only" | "without">
): Recording {
  if (only === "all" && without.length === 0) return recording;
  const {columns} = recording;
  const gone = new Set(without);
  const isGone = Uint8Array.from(columns.names.addresses, address => (gone.has(address) ? 1 : 0));
  const kept = keptEvents(columns, only, isGone);
  const alerts = recording.alerts.filter(
    ({attacker_ip, source_ip}) => !gone.has(attacker_ip ?? "") && !gone.has(source_ip ?? "")
  );
  const sessions = recording.sessions.filter(({source_ip}) => !gone.has(source_ip ?? ""));
  const bursts = remainingBursts(recording, isGone);
  const isWhole =
    kept.length === columns.times.length &&
    alerts.length === recording.alerts.length &&
    sessions.length === recording.sessions.length;
  return isWhole ? recording : {columns: pickColumns(columns, kept), alerts, bursts, sessions};
}

/** The events that a scene keeps, ascending. */
function keptEvents(
  {sources, severities: levels, actions: codes}: ReplayColumns,
  only: Scene["only"],
  isGone: Uint8Array
): Int32Array {
  const blocked = actions.indexOf("blocked");
  const kept = new Int32Array(sources.length);
  let count = 0;
  for (let event = 0; event < sources.length; event++) {
    if (only === "suspicious" && !levels[event]) continue;
    if (only === "blocked" && codes[event] !== blocked) continue;
    // An event without a source, -1, is beyond the list and stays.
    if (isGone[sources[event] ?? -1]) continue;
    kept[count++] = event;
  }
  return kept.slice(0, count);
}

/** Bursts that have more events than expected even without some sources. */
function remainingBursts({bursts, columns}: Recording, isGone: Uint8Array): readonly RecordedBurst[] {
  if (bursts.length === 0 || !isGone.includes(1)) return bursts;
  const burstOf = burstFinder(bursts);
  const lost = new Uint32Array(bursts.length);
  for (let event = 0; event < columns.times.length; event++) {
    if (!isGone[columns.sources[event] ?? -1]) continue;
    const index = burstOf(columns.datasets[event] ?? -1, columns.times[event] ?? 0);
    if (index >= 0) lost[index] = (lost[index] ?? 0) + 1;
  }
  return bursts.filter(({events, expected}, i) => lost[i] === 0 || events - (lost[i] ?? 0) > expected);
}

/** What would not have happened. All counts are of what is left out, up to a moment. */
export interface Difference {
  readonly events: number;
  /** Events of some severity. */
  readonly anomalous: number;
  /** Events that were let in, as far as their outcome is known: logins that succeeded, traffic that was let through. */
  readonly allowed: number;
  readonly alerts: Readonly<Record<Severity, number>>;
  /** Lines of sessions on honeypots and servers. */
  readonly lines: number;
  /** When the first and the last event left out happened, in the order logged, milliseconds in UTC; null without any. */
  readonly first: number | null;
  readonly last: number | null;
}

/**
 * What of a replay is missing in another up to a time, in time that does not grow with their lengths.
 * @param left a replay of some of the same events, such as `filterRecording` gives; where both should tell of one storyline, `whole` is
 * filtered by it as well
 * @param time milliseconds in UTC, on the clock of `whole`
 */
export function compareWithout(whole: Replay, left: Replay, time: number): Difference {
  const to = positionAt(whole.tape, time);
  const rows = whole.recording.columns.rows;
  const leftRows = left.recording.columns.rows;
  // By places in the table: without an event that ran ahead, the clock of what is left may show less at the same moment.
  const leftTo = to === 0 ? 0 : lowerBound(leftRows, (rows[to - 1] ?? 0) + 1);
  const isMissing = to > leftTo;
  // Both are in order of their places, so where they first differ, and last, is found by halving.
  const first = firstWhere(leftTo, i => rows[i] !== leftRows[i]);
  const last = to - 1 - firstWhere(leftTo, i => rows[to - 1 - i] !== leftRows[leftTo - 1 - i]);
  const times = whole.recording.columns.times;
  return {
    events: to - leftTo,
    anomalous: lowerBound(whole.anomalous, to) - lowerBound(left.anomalous, leftTo),
    allowed: allowedBefore(whole, to) - allowedBefore(left, leftTo),
    alerts: missingAlerts(whole, to, left, leftTo),
    lines: lowerBound(whole.shell.positions, to + 1) - lowerBound(left.shell.positions, leftTo + 1),
    first: isMissing ? (times[first] ?? null) : null,
    last: isMissing ? (times[last] ?? null) : null
  };
}

/** The first number from 0 for which something holds that holds for all after it; `limit` where it holds for none below. */
function firstWhere(limit: number, holds: (i: number) => boolean): number {
  let low = 0;
  let high = limit;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function allowedBefore({protocols}: Replay, position: number): number {
  return sum(tally(protocols, 0, position)).all.allowed;
}

function missingAlerts(whole: Replay, to: number, left: Replay, leftTo: number): Difference["alerts"] {
  const shown = lowerBound(whole.alerts.positions, to + 1);
  const leftShown = lowerBound(left.alerts.positions, leftTo + 1);
  return Object.fromEntries(
    severities.map((severity, i) => [
      severity,
      (whole.alerts.counts[i]?.[shown] ?? 0) - (left.alerts.counts[i]?.[leftShown] ?? 0)
    ])
  ) as Record<Severity, number>;
}
