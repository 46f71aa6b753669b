import type {Severity} from "../../../../engine/event.js";
import {severities} from "../../../../engine/event.js";
import {lowerBound} from "../../../../engine/lower-bound.js";
import type {RecordedAlert} from "../../../../engine/replay/recording.js";
import type {AlertOrder} from "../../../../engine/replay/scene.js";

/** Places in a list of alerts by severity, each ascending, so that a few can be picked of any stretch without a look at the rest. */
export type SeverityIndex = Readonly<Record<Severity, Int32Array>>;

export interface AlertPick {
  /** Of the list, half-open. */
  readonly from: number;
  readonly to: number;
  /** Only alerts of these; all where none is named. */
  readonly only: ReadonlySet<Severity>;
  readonly order: AlertOrder;
  /** Alerts at most. */
  readonly most: number;
}

const indexes = new WeakMap<readonly RecordedAlert[], SeverityIndex>();

/** One pass over a list, which is remembered for as long as the list is. */
export function indexSeverities(list: readonly RecordedAlert[]): SeverityIndex {
  const known = indexes.get(list);
  if (known !== undefined) return known;
  const places = Object.fromEntries(severities.map(severity => [severity, [] as number[]])) as Record<
    Severity,
    number[]
  >;
  for (const [place, {severity}] of list.entries()) places[severity].push(place);
  const index = Object.fromEntries(
    severities.map(severity => [severity, Int32Array.from(places[severity])])
  ) as Record<Severity, Int32Array>;
  indexes.set(list, index);
  return index;
}

/** Places in the list, in the order wanted: the latest first, and within a severity too where the gravest come first. */
export function pickAlerts(index: SeverityIndex, {from, to, only, order, most}: AlertPick): number[] {
  const lists = severities
    .filter(severity => only.size === 0 || only.has(severity))
    .map(severity => index[severity]);
  // Each list's next to be taken is the one before its end.
  const ends = lists.map(list => lowerBound(list, to));
  const lastOf = (i: number) => {
    const place = lists[i]?.[(ends[i] ?? 0) - 1] ?? -1;
    return place >= from ? place : -1;
  };
  const picked: number[] = [];
  while (picked.length < most) {
    let best = -1;
    for (let i = lists.length - 1; i >= 0; i--) {
      if (lastOf(i) < 0) continue;
      if (best < 0 || (order === "latest" && lastOf(i) > lastOf(best))) best = i;
    }
    if (best < 0) break;
    picked.push(lastOf(best));
    ends[best] = (ends[best] ?? 0) - 1;
  }
  return picked;
}
