import type {IncidentAlert} from "./alert.js";
import {cutAt, median, spanOf} from "./chains.js";
import type {IncidentOptions} from "./defaults.js";

/** What many sources did alike. */
export interface Crowd {
  /** distributed: an attack with a beginning and an end; background: what goes on all the time. */
  readonly kind: "distributed" | "background";
  readonly alerts: readonly number[];
}

/**
 * What its members have in common decides what a crowd is. attack: always distributed, as of one payload; background:
 * always background, as of sensors' chatter; target: by how long it lasts, with surges taken out.
 */
export type CrowdSort = "attack" | "background" | "target";

const hour = 3_600_000;

/**
 * Finds crowds among the alerts about one thing (a target and technique, say): at least `crowd` sources with no pause of
 * a day. What lasts longer than `background` is the background of its target, and hours with several times as many
 * sources as usual are taken out of it as attacks of their own, so that a stuffing does not drown among strangers.
 * @param members indices into `alerts`, in order of time
 * @param observed hours since 1970 in which there was any alert at all, in order: hours without logs say nothing of what is usual
 * @returns crowds; alerts of `members` that are in none are left to their sources
 */
export function findCrowds(
  alerts: readonly IncidentAlert[],
  members: readonly number[],
  sort: CrowdSort,
  observed: readonly number[],
  options: IncidentOptions
): Crowd[] {
  const crowds: Crowd[] = [];
  const isCrowd = (part: readonly number[]) => countSources(alerts, part) >= options.crowd;
  for (const part of cutAt(alerts, members, options.longestGap)) {
    if (!isCrowd(part)) continue;
    const isShort = sort === "target" && spanOf(alerts, part) <= options.background;
    if (isShort || sort !== "target") {
      crowds.push({kind: sort === "background" ? "background" : "distributed", alerts: part});
      continue;
    }
    const surging = findSurges(alerts, part, observed, options);
    const rest: number[] = part.filter(index => !surging.has(hourOf(alerts[index])));
    const surges = part.filter(index => surging.has(hourOf(alerts[index])));
    for (const surge of cutAt(alerts, surges, options.gap)) {
      if (isCrowd(surge)) crowds.push({kind: "distributed", alerts: surge});
      else rest.push(...surge);
    }
    rest.sort((a, b) => a - b);
    if (isCrowd(rest)) crowds.push({kind: "background", alerts: rest});
  }
  return crowds;
}

/** Distinct sources of some alerts. */
export function countSources(alerts: readonly IncidentAlert[], members: readonly number[]): number {
  const sources = new Set<string>();
  for (const index of members) sources.add(alerts[index]?.actor ?? "");
  return sources.size;
}

const hourOf = (alert: IncidentAlert | undefined): number => Math.floor((alert?.from ?? 0) / hour);

/** Hours with far more sources than the median hour around. */
function findSurges(
  alerts: readonly IncidentAlert[],
  members: readonly number[],
  observed: readonly number[],
  options: IncidentOptions
): Set<number> {
  const sources = new Map<number, Set<string>>();
  for (const index of members) {
    const alert = alerts[index];
    if (!alert) continue;
    const at = hourOf(alert);
    const inHour = sources.get(at) ?? new Set();
    sources.set(at, inHour.add(alert.actor));
  }
  const hours = [...sources.keys()];
  const around = options.longestGap / hour;
  const from = (hours[0] ?? 0) - around;
  const to = (hours.at(-1) ?? 0) + around;
  const usual = median(observed.filter(at => at >= from && at <= to).map(at => sources.get(at)?.size ?? 0));
  const many = Math.max(options.crowd, usual * options.surge);
  return new Set(hours.filter(at => (sources.get(at)?.size ?? 0) >= many));
}
