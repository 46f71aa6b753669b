import type {Severity} from "../../../../engine/event.js";
import {severities} from "../../../../engine/event.js";
import {lowerBound} from "../../../../engine/lower-bound.js";
import type {Moment} from "../../../../engine/replay/clock.js";
import type {AlertTrack} from "../../../../engine/replay/replay.js";

/** A simulated attack among the events. */
export interface InjectedAttack {
  /** Of the scenario. */
  readonly title: string;
  /** When it begins and when it is over, milliseconds in UTC. */
  readonly from: number;
  readonly to: number;
}

/** What one detector has said of an attack so far. */
export interface DetectorReaction {
  readonly detector: string;
  /** When its first alert's event happened, milliseconds in UTC; null while it has said nothing. */
  readonly first: number | null;
  /** Milliseconds from the attack's beginning to its first alert; null where either is not known. */
  readonly after: number | null;
  readonly alerts: number;
  readonly gravest: Severity | null;
}

/** How detectors have reacted at a moment to the attack that began last. */
export interface Reaction {
  /** Null where only alerts tell of it. */
  readonly attack: InjectedAttack | null;
  /** Before its beginning nothing can be noticed; without a known attack, before its first alert. */
  readonly state: "to come" | "under way" | "over";
  /** Those that noticed it, the quickest first; then, by name, those that did not, of all that raise alerts in this recording. */
  readonly detectors: readonly DetectorReaction[];
  readonly noticed: number;
}

/** What a track's injected alerts are of; made once per track, which never changes. */
interface InjectedTrack {
  readonly detectors: readonly string[];
  /** Indexes into the track's list, ascending. */
  readonly injected: readonly number[];
  readonly positions: Int32Array;
  /** When the last injected alert's event happened. */
  readonly last: number;
}

const tracks = new WeakMap<AlertTrack, InjectedTrack>();

function injectedTrack(alerts: AlertTrack): InjectedTrack {
  let track = tracks.get(alerts);
  if (track === undefined) {
    const {list, positions} = alerts;
    const injected = list.flatMap(({origin}, i) => (origin === "injected" ? [i] : []));
    track = {
      detectors: [...new Set(list.map(({detector}) => detector))].sort(),
      injected,
      positions: Int32Array.from(injected, i => positions[i] ?? 0),
      last: injected.reduce((last, i) => Math.max(last, list[i]?.time ?? last), Number.NEGATIVE_INFINITY)
    };
    tracks.set(alerts, track);
  }
  return track;
}

/** Whether there is anything to react to. */
export function hasInjected(alerts: AlertTrack, attacks: readonly InjectedAttack[]): boolean {
  return attacks.length > 0 || injectedTrack(alerts).injected.length > 0;
}

/**
 * How detectors have reacted at a moment. An alert belongs to the attack that began last before its event; a function of its arguments
 * alone.
 * @param all the alerts of the whole recording, which tell what detectors there are
 * @param alerts those that are told of
 * @param attacks in order of their beginning; none where they are not known
 */
export function reactionAt(
  all: AlertTrack,
  alerts: AlertTrack,
  attacks: readonly InjectedAttack[],
  {position, time}: Pick<Moment, "position" | "time">
): Reaction {
  const begun = attacks.filter(({from}) => from <= time);
  const attack = begun.at(-1) ?? attacks[0] ?? null;
  const next = attacks[begun.length]?.from ?? Number.POSITIVE_INFINITY;
  const {injected, positions, last} = injectedTrack(alerts);
  const found = new Map<string, DetectorReaction>();
  const to = lowerBound(positions, position + 1);
  for (let i = 0; i < to; i++) {
    const alert = alerts.list[injected[i] ?? 0];
    if (alert === undefined || alert.time >= next || (attack !== null && alert.time < attack.from)) continue;
    found.set(alert.detector, addAlert(found.get(alert.detector), alert, attack));
  }
  const noticed = [...found.values()].sort(
    (a, b) => (a.first ?? 0) - (b.first ?? 0) || (a.detector < b.detector ? -1 : 1)
  );
  const silent = injectedTrack(all)
    .detectors.filter(detector => !found.has(detector))
    .map(detector => ({detector, first: null, after: null, alerts: 0, gravest: null}));
  return {
    attack,
    state: stateOf(attack, time, {isNoticed: noticed.length > 0, last}),
    detectors: [...noticed, ...silent],
    noticed: noticed.length
  };
}

function addAlert(
  before: DetectorReaction | undefined,
  {detector, time, severity}: AlertTrack["list"][number],
  attack: InjectedAttack | null
): DetectorReaction {
  const first = Math.min(before?.first ?? time, time);
  const rank = (of: Severity | null) => (of === null ? -1 : severities.indexOf(of));
  return {
    detector,
    first,
    after: attack === null ? null : first - attack.from,
    alerts: (before?.alerts ?? 0) + 1,
    gravest: rank(before?.gravest ?? null) > rank(severity) ? (before?.gravest ?? null) : severity
  };
}

function stateOf(
  attack: InjectedAttack | null,
  time: number,
  {isNoticed, last}: {readonly isNoticed: boolean; readonly last: number}
): Reaction["state"] {
  if (attack === null ? !isNoticed : time < attack.from) return "to come";
  return time >= (attack === null ? last : attack.to) ? "over" : "under way";
}
