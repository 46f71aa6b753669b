import {lowerBound} from "../../../../engine/lower-bound.js";
import type {RecordedAlert} from "../../../../engine/replay/recording.js";

/** Alerts of a list that have something in common. */
export interface AlertGroup {
  readonly key: string;
  /** Their places in the list, ascending. */
  readonly places: Int32Array;
}

/** A group at a moment, with at least one alert. */
export interface CountedGroup {
  readonly key: string;
  readonly count: number;
  /** The latest of its alerts, as a place in the list. */
  readonly latest: number;
}

/** One pass over a list, to be kept as long as the list is. */
export function groupAlerts(
  list: readonly RecordedAlert[],
  keyOf: (alert: RecordedAlert) => string
): readonly AlertGroup[] {
  const groups = new Map<string, number[]>();
  for (const [place, alert] of list.entries()) {
    const key = keyOf(alert);
    const places = groups.get(key);
    if (places === undefined) groups.set(key, [place]);
    else places.push(place);
  }
  return [...groups].map(([key, places]) => ({key, places: Int32Array.from(places)}));
}

/** How many of the first so many alerts each group has; those without any are left out. In the order in which they began. */
export function countGroups(groups: readonly AlertGroup[], alerts: number): CountedGroup[] {
  const counted: CountedGroup[] = [];
  for (const {key, places} of groups) {
    if ((places[0] ?? alerts) >= alerts) continue;
    const count = lowerBound(places, alerts);
    counted.push({key, count, latest: places[count - 1] ?? 0});
  }
  return counted;
}

/** Remembers what was made of the list that was asked about last. */
export function rememberLast<T extends object, R>(make: (input: T) => R): (input: T) => R {
  let known: {readonly input: T; readonly result: R} | null = null;
  return input => {
    if (known?.input !== input) known = {input, result: make(input)};
    return known.result;
  };
}
