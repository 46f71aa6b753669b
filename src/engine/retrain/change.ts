import type {JudgedRows} from "./judge-rows.js";

/** Alerts of which a list shows the gravest. */
export const mostListed = 50;

/** An alert that only one of two forests raises: what one attacker did of one kind within one hour. */
export interface AlertChange {
  /** The row that tells it: the one of the highest score, the first of equals. */
  readonly row: number;
  /** Its score, by the published forest and the retrained one. */
  readonly before: number;
  readonly after: number;
  /** Flagged rows in it. */
  readonly events: number;
}

/** What is flagged by one of two forests and not by the other. */
export interface Change {
  readonly events: number;
  readonly alerts: number;
  /** The gravest first. */
  readonly gravest: readonly AlertChange[];
}

/** Distinct alerts among flagged rows. @param alert by row, the number of the alert that it would belong to */
export function countAlerts(flagged: Uint8Array, alert: Int32Array): number {
  return new Set(alert.filter((_, row) => flagged[row])).size;
}

/** What `to` flags and `from` does not. An alert is new where none of its rows was flagged. */
export function findChange(
  from: JudgedRows,
  to: JudgedRows,
  alert: Int32Array,
  {before, after}: {readonly before: Float64Array; readonly after: Float64Array}
): Change {
  const known = new Set(alert.filter((_, row) => from.flagged[row]));
  const ranked = to.scores ?? to.raw;
  const found = new Map<number, {row: number; events: number}>();
  let events = 0;
  to.flagged.forEach((isFlagged, row) => {
    if (!isFlagged) return;
    if (!from.flagged[row]) ++events;
    const own = alert[row] ?? 0;
    if (known.has(own)) return;
    const one = found.get(own);
    if (one === undefined) found.set(own, {row, events: 1});
    else {
      ++one.events;
      if ((ranked[row] ?? 0) > (ranked[one.row] ?? 0)) one.row = row;
    }
  });
  const gravest = [...found.values()]
    .sort((a, b) => (ranked[b.row] ?? 0) - (ranked[a.row] ?? 0) || b.events - a.events || a.row - b.row)
    .slice(0, mostListed)
    .map(({row, events}) => ({row, events, before: before[row] ?? 0, after: after[row] ?? 0}));
  return {events, alerts: found.size, gravest};
}
