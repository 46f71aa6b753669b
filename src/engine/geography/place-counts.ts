import {type Severity, severities} from "../event.js";

/** What is counted of each severity. */
export const counted = ["events", "blocked", "allowed", "alerts"] as const;
export type Counted = (typeof counted)[number];

/** Counts by severity: of severity `s`, as a place in `severities`, `counted[c]` is at `s * counted.length + c`. */
export type SeverityCounts = Float64Array;

export const noCounts = (): SeverityCounts => new Float64Array(severities.length * counted.length);

/** Which events are shown, by their severity: all, those that have any, or those of medium and above. */
export const leasts = {all: "none", anomalous: "low", suspicious: "medium"} as const satisfies Record<
  string,
  Severity
>;
export type Least = keyof typeof leasts;

export interface CountFilter {
  readonly least: Least;
  readonly blockedOnly: boolean;
}

/** What a filter leaves of counts. */
export interface PlaceCounts {
  readonly events: number;
  readonly blocked: number;
  readonly allowed: number;
  /** Events of medium severity and above. */
  readonly suspicious: number;
  /** An alert has no outcome, so `blockedOnly` leaves all of them. */
  readonly alerts: number;
  /** Events of each severity, in the order of `severities`. */
  readonly bySeverity: readonly number[];
  readonly alertsBySeverity: readonly number[];
}

const width = counted.length;
const firstOf = (least: Least) => severities.indexOf(leasts[least]);
const suspiciousFrom = severities.indexOf("medium");

/** How many events a filter leaves, without all the rest. */
export function eventsLeft(counts: SeverityCounts, {least, blockedOnly}: CountFilter): number {
  let sum = 0;
  for (let s = firstOf(least); s < severities.length; s++)
    sum += counts[s * width + (blockedOnly ? 1 : 0)] ?? 0;
  return sum;
}

export function countLeft(counts: SeverityCounts, {least, blockedOnly}: CountFilter): PlaceCounts {
  const first = firstOf(least);
  const of = (s: number, c: number) => (s < first ? 0 : (counts[s * width + c] ?? 0));
  const bySeverity = severities.map((_, s) => of(s, blockedOnly ? 1 : 0));
  const alertsBySeverity = severities.map((_, s) => of(s, 3));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    events: sum(bySeverity),
    blocked: sum(severities.map((_, s) => of(s, 1))),
    allowed: blockedOnly ? 0 : sum(severities.map((_, s) => of(s, 2))),
    suspicious: sum(bySeverity.slice(suspiciousFrom)),
    alerts: sum(alertsBySeverity),
    bySeverity,
    alertsBySeverity
  };
}

/** Adds one row's counts to a place's. */
export function addCounts(
  to: SeverityCounts,
  severity: string | null | undefined,
  row: Readonly<Record<Counted, number>>
): void {
  // The tables' text is not typed, so that it is compared and not cast.
  const s = severities.findIndex(name => name === severity);
  if (s < 0) throw new Error(`invalid severity: "${severity}"; expected ${severities.join(", ")}`);
  counted.forEach((name, c) => {
    to[s * width + c] = (to[s * width + c] ?? 0) + row[name];
  });
}

/** The most severe of what has been counted; none where nothing was. */
export function worstSeverity(bySeverity: readonly number[]): Severity {
  return severities.findLast((_, s) => (bySeverity[s] ?? 0) > 0) ?? "none";
}
