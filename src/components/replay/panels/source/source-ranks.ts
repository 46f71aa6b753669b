import type {Severity} from "../../../../engine/event.js";
import {severities} from "../../../../engine/event.js";
import {lowerBound} from "../../../../engine/lower-bound.js";
import type {Replay} from "../../../../engine/replay/replay.js";
import {attackerOf} from "../../../../engine/replay/source-depth.js";
import {indexSeverities} from "../alerts/alert-pick.js";

/** A source with the gravest of its alerts in a stretch. */
export interface RankedSource {
  readonly address: string;
  /** A country code, or "campus"; null where it has none. */
  readonly place: string | null;
  readonly severity: Severity;
  /** Alerts of that severity. */
  readonly alerts: number;
}

interface Attackers {
  readonly names: readonly string[];
  readonly places: readonly (string | null)[];
  /** Of each alert, an index into `names`; -1 without an address. */
  readonly of: Int32Array;
}

const known = new WeakMap<Replay, Attackers>();

function attackersOf(replay: Replay): Attackers {
  const before = known.get(replay);
  if (before !== undefined) return before;
  const numbers = new Map<string, number>();
  const of = Int32Array.from(replay.alerts.list, alert => {
    const address = attackerOf(alert);
    if (address === null) return -1;
    const number = numbers.get(address) ?? numbers.size;
    numbers.set(address, number);
    return number;
  });
  const {addresses, places} = replay.recording.columns.names;
  const placeOf = new Map(addresses.map((address, i) => [address, places[i] ?? null]));
  const names = [...numbers.keys()];
  const attackers = {names, places: names.map(name => placeOf.get(name) ?? null), of};
  known.set(replay, attackers);
  return attackers;
}

/**
 * The sources with the gravest alerts among those from `from` to `to` - 1: by severity, then by the number of alerts of it, then by which
 * came first. Milder alerts are looked at only as long as too few have graver ones.
 */
export function rankSources(replay: Replay, from: number, to: number, most: number): readonly RankedSource[] {
  const {names, places: homes, of} = attackersOf(replay);
  const index = indexSeverities(replay.alerts.list);
  const isRanked = new Set<number>();
  const ranked: RankedSource[] = [];
  for (const severity of [...severities].reverse()) {
    if (ranked.length >= most) break;
    const places = index[severity];
    const counts = new Map<number, number>();
    const end = lowerBound(places, to);
    for (let i = lowerBound(places, from); i < end; i++) {
      const attacker = of[places[i] ?? 0] ?? -1;
      if (attacker >= 0 && !isRanked.has(attacker)) counts.set(attacker, (counts.get(attacker) ?? 0) + 1);
    }
    // Entries stand in the order in which they were first counted, and sorting keeps that among equals.
    const next = [...counts].sort((a, b) => b[1] - a[1]).slice(0, most - ranked.length);
    for (const [attacker, alerts] of next) {
      isRanked.add(attacker);
      ranked.push({address: names[attacker] ?? "", place: homes[attacker] ?? null, severity, alerts});
    }
  }
  return ranked;
}
