import type {IncidentAlert} from "./alert.js";
import type {IncidentOptions} from "./defaults.js";

/** What one source did with one technique without a pause that would make it two things. */
export interface Chain {
  /** Indices of alerts, in order of time; at least one. */
  readonly alerts: readonly number[];
  /** Visits, which are more than `gap` apart. */
  readonly visits: number;
  /** From its first event to its last, milliseconds. */
  readonly span: number;
}

/**
 * Cuts the alerts of one source and technique into chains. A pause of up to `gap` never cuts. A source that has come
 * back several times has a rhythm, and is waited for as its own median absence suggests, up to a day: whoever
 * guesses a few passwords a day for a week is one incident, while two attacks on two days are two.
 * @param members indices into `alerts`, in order of time
 */
export function cutChains(
  alerts: readonly IncidentAlert[],
  members: readonly number[],
  options: IncidentOptions
): Chain[] {
  const absences = findAbsences(alerts, members, options.gap);
  const patience = absences.length >= options.returns ? median(absences) * options.patience : 0;
  const gap = Math.max(options.gap, Math.min(options.longestGap, patience));
  return cutAt(alerts, members, gap).map(part => ({
    alerts: part,
    visits: findAbsences(alerts, part, options.gap).length + 1,
    span: spanOf(alerts, part)
  }));
}

/** Cuts alerts in order of time wherever nothing happens for longer than `gap`. */
export function cutAt(alerts: readonly IncidentAlert[], members: readonly number[], gap: number): number[][] {
  const parts: number[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const index of members) {
    const alert = alerts[index];
    if (!alert) continue;
    if (alert.from > end + gap) parts.push([]);
    parts.at(-1)?.push(index);
    end = Math.max(end, alert.to);
  }
  return parts;
}

export function spanOf(alerts: readonly IncidentAlert[], members: readonly number[]): number {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const index of members) {
    const alert = alerts[index];
    if (!alert) continue;
    from = Math.min(from, alert.from);
    to = Math.max(to, alert.to);
  }
  return Math.max(0, to - from);
}

/** Pauses longer than `gap`, milliseconds. */
function findAbsences(alerts: readonly IncidentAlert[], members: readonly number[], gap: number): number[] {
  const absences: number[] = [];
  let end = Number.POSITIVE_INFINITY;
  for (const index of members) {
    const alert = alerts[index];
    if (!alert) continue;
    if (alert.from - end > gap) absences.push(alert.from - end);
    end = end === Number.POSITIVE_INFINITY ? alert.to : Math.max(end, alert.to);
  }
  return absences;
}

/** The lower of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? 0;
}
