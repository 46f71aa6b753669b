import {detectors} from "../detect/detectors.js";
import type {IncidentAlert} from "./alert.js";
import {type Chain, cutChains} from "./chains.js";
import {type CrowdSort, findCrowds} from "./crowds.js";
import {type IncidentOptions, incidentDefaults} from "./defaults.js";
import {familyOf, isTechnique, listed, unexplained, unusual} from "./families.js";
import {inferTechnique, isReputation} from "./infer-technique.js";

/** The alerts of one incident. */
export interface IncidentGroup {
  /** source: one source's doing; distributed: many sources at once; background: many sources, all the time. */
  readonly kind: "source" | "distributed" | "background";
  readonly family: string;
  /** What is the same in another run over the same alerts, and no other incident's: an id is made of it. */
  readonly key: string;
  /** Indices of alerts, ascending. */
  readonly alerts: readonly number[];
}

/** Detectors that know that something is unusual, not what it is, unless they name a technique: models, and what finds patterns. */
export const models: ReadonlySet<string> = new Set([
  ...detectors.map(({name}) => name as string),
  ...["sequence", "burst", "beacon"]
]);
const grave = 3;

/** The technique an alert is a sign of: what its detector says, else what its signature's name or category says. */
export const techniqueOf = (alert: IncidentAlert): string | null =>
  alert.technique ?? (alert.detector === "signature" ? inferTechnique(alert.finding, alert.category) : null);

function familyOfAlert(alert: IncidentAlert): string {
  const technique = techniqueOf(alert);
  if (technique) return familyOf(technique);
  if (models.has(alert.detector)) return unusual;
  return alert.detector === "indicator" || isReputation(alert.finding) ? listed : unexplained + alert.finding;
}

/**
 * Groups alerts into incidents; every alert is in exactly one. One incident is what one source does with one technique. Where
 * at least `crowd` sources do the same, they are one incident: with the same payload, else against the same target,
 * else of the same finding. Grave alerts (high and critical) form crowds of their own, so that nobody hides among strangers, and
 * whoever keeps coming back for days is told by itself. What a model or a reputation list says of a source belongs to
 * what the source did at that time, and is an incident of its own only where nothing else is known.
 * @param alerts in order of `from`, then of id; 100,000 take well under a second
 */
export function groupAlerts(
  alerts: readonly IncidentAlert[],
  options: IncidentOptions = incidentDefaults
): IncidentGroup[] {
  const families = alerts.map(familyOfAlert);
  const hosts = findHosts(alerts, families, options.corroboration);
  const levels = alerts.map(alert => alert.level);
  // What corroborates an alert makes it as grave, and lets it last as long.
  const lasting = [...alerts];
  for (const [index, host] of hosts) {
    levels[host] = Math.max(levels[host] ?? 0, levels[index] ?? 0);
    const to = Math.max(lasting[host]?.to ?? 0, alerts[index]?.to ?? 0);
    lasting[host] = {...(lasting[host] as IncidentAlert), to};
  }

  const standing = alerts.map((_, index) => index).filter(index => !hosts.has(index));
  const bySource = collect(standing, index => {
    const {actor, target, honeypot} = alerts[index] as IncidentAlert;
    return [actor || `?${target ?? ""}`, families[index], honeypot].join("\n");
  });
  const chains = [...bySource.values()].flatMap(members => cutChains(lasting, members, options));

  const found: Omit<IncidentGroup, "key">[] = [];
  const owner = new Int32Array(alerts.length).fill(-1);
  function add(kind: IncidentGroup["kind"], members: readonly number[]): void {
    for (const index of members) owner[index] = found.length;
    found.push({kind, family: families[members[0] ?? 0] ?? unusual, alerts: members});
  }

  const isGrave = new Uint8Array(alerts.length);
  for (const chain of chains) {
    if (isPersistent(chain)) add("source", chain.alerts);
    else if (chain.alerts.some(index => (levels[index] ?? 0) >= grave))
      for (const index of chain.alerts) isGrave[index] = 1;
  }
  function isPersistent({alerts: members, visits, span}: Chain): boolean {
    const first = members[0] ?? 0;
    if (alerts[first]?.honeypot || !isTechnique(families[first] ?? "")) return false;
    return visits >= options.persistentVisits && span >= options.persistentSpan;
  }

  const observed = [...new Set(alerts.map(alert => Math.floor(alert.from / 3_600_000)))].sort(
    (a, b) => a - b
  );
  function pool(sort: CrowdSort, sameness: (alert: IncidentAlert, index: number) => string | null): void {
    const left = standing.filter(index => owner[index] === -1);
    const likes = collect(left, index => {
      const same = sameness(alerts[index] as IncidentAlert, index);
      return same === null ? null : [isGrave[index], families[index], same].join("\n");
    });
    for (const members of likes.values())
      for (const crowd of findCrowds(alerts, members, sort, observed, options)) add(crowd.kind, crowd.alerts);
  }
  const isChatter = (index: number) => families[index]?.startsWith(unexplained) ?? false;
  pool("attack", alert => alert.payload);
  pool("target", (alert, index) => (isChatter(index) ? null : alert.target));
  pool("background", (alert, index) => (isChatter(index) ? alert.finding : null));
  // Whatever the target: quiet findings. Of a campus host or account that is known to do something, each is told.
  const isTold = (alert: IncidentAlert, index: number) =>
    alert.internal && isTechnique(families[index] ?? "");
  pool("target", (alert, index) => (isGrave[index] || isTold(alert, index) ? null : alert.finding));
  for (const chain of chains) {
    const left = chain.alerts.filter(index => owner[index] === -1);
    if (left.length) add("source", left);
  }

  const members: number[][] = found.map(() => []);
  for (let index = 0; index < alerts.length; ++index)
    members[owner[hosts.get(index) ?? index] ?? 0]?.push(index);
  return found
    .map((group, i) => ({...group, key: keyOf(alerts, group), alerts: members[i] ?? []}))
    .sort((a, b) => (a.alerts[0] ?? 0) - (b.alerts[0] ?? 0) || (a.key < b.key ? -1 : 1));
}

/** Its first alert names a group: no alert is in two, and later alerts do not change it. */
function keyOf(
  alerts: readonly IncidentAlert[],
  {kind, family, alerts: members}: Omit<IncidentGroup, "key">
) {
  return [kind, family, alerts[members[0] ?? 0]?.alertId].join("|");
}

/**
 * For alerts that say nothing of what was done (a model's, a list's), the alert of the same source that does: the
 * gravest within `reach`, the earliest of equals.
 */
function findHosts(
  alerts: readonly IncidentAlert[],
  families: readonly string[],
  reach: number
): Map<number, number> {
  const known = collect(
    alerts.map((_, index) => index),
    index => (isTechnique(families[index] ?? "") && alerts[index]?.actor) || null
  );
  const longest = alerts.reduce((most, {from, to}) => Math.max(most, to - from), 0);
  const hosts = new Map<number, number>();
  for (const [index, alert] of alerts.entries()) {
    if (families[index] !== unusual && families[index] !== listed) continue;
    const candidates = known.get(alert.actor) ?? [];
    let best = -1;
    let level = 0;
    for (let i = firstFrom(alerts, candidates, alert.from - reach - longest); i < candidates.length; ++i) {
      const at = candidates[i] ?? -1;
      const candidate = alerts[at];
      if (!candidate || candidate.from > alert.to + reach) break;
      if (candidate.to < alert.from - reach || candidate.level <= level) continue;
      best = at;
      level = candidate.level;
    }
    if (best >= 0) hosts.set(index, best);
  }
  return hosts;
}

/** Position of the first member that begins at `time` or later. */
function firstFrom(alerts: readonly IncidentAlert[], members: readonly number[], time: number): number {
  let low = 0;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((alerts[members[middle] ?? 0]?.from ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Indices by key, in order; those without a key are left out. */
function collect(
  indices: readonly number[],
  keyOfIndex: (index: number) => string | null
): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const index of indices) {
    const key = keyOfIndex(index);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(index);
    else groups.set(key, [index]);
  }
  return groups;
}
