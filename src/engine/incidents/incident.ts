import {currentId, tacticsOf} from "../attack/techniques.js";
import type {IncidentAlert} from "./alert.js";
import type {Family} from "./families.js";
import {type IncidentGroup, techniqueOf} from "./group-alerts.js";
import {incidentLevel} from "./incident-level.js";

/** What detectors said of an incident, each finding once. */
export interface IncidentFinding {
  readonly detector: string;
  readonly finding: string;
  readonly alerts: number;
  /** Of the gravest of them, 1 to 4. */
  readonly level: number;
}

/** An incident, as campaigns and sentences are made of it. Times are milliseconds in UTC. */
export interface Incident {
  readonly key: string;
  readonly kind: IncidentGroup["kind"];
  readonly family: string;
  /** ATT&CK id; null where nothing says what was done. */
  readonly technique: string | null;
  /** Key of the tactic that the technique serves here. */
  readonly tactic: string | null;
  /** Who did it, sorted; one of a source's incident. */
  readonly actors: readonly string[];
  /** Whether all of them are of the campus. */
  readonly internal: boolean;
  /** Whether what was done was done to honeypots only. */
  readonly honeypot: boolean;
  /** Whom the alerts' strongest events were against, sorted. */
  readonly targets: readonly string[];
  /** What all its alerts that say what was done delivered or typed; null when not the same. */
  readonly payload: string | null;
  readonly from: number;
  readonly to: number;
  /** As `incidentLevel` says, 1 to 4. */
  readonly level: number;
  /** Gravest first. */
  readonly findings: readonly IncidentFinding[];
  /** Indices of alerts, ascending. */
  readonly alerts: readonly number[];
}

/**
 * Says of each group of alerts what it is as an incident. Where some alerts say what was done, those that only say that it is
 * unusual, or who it was, do not count for what was done and where.
 */
export function describeGroups(
  alerts: readonly IncidentAlert[],
  groups: readonly IncidentGroup[]
): Incident[] {
  return groups.map(group => {
    const members = group.alerts.map(index => alerts[index] as IncidentAlert);
    const technique = chooseTechnique(members, group.kind !== "source");
    const doing = members.filter(alert => techniqueOf(alert) !== null);
    const payloads = new Set(doing.map(({payload}) => payload));
    const [payload = null] = payloads.size === 1 ? payloads : [];
    const honeypot = (doing.length > 0 ? doing : members).every(alert => alert.honeypot);
    return {
      key: group.key,
      kind: group.kind,
      family: group.family,
      technique,
      tactic: technique && tacticOf(technique, group.family),
      actors: [...new Set(members.map(({actor}) => actor))].filter(actor => actor !== "").sort(),
      internal: members.every(({internal}) => internal),
      honeypot,
      targets: [...new Set(members.flatMap(({target}) => target ?? []))].sort(),
      payload,
      from: members.reduce((least, {from}) => Math.min(least, from), Number.POSITIVE_INFINITY),
      to: members.reduce((most, {to}) => Math.max(most, to), Number.NEGATIVE_INFINITY),
      level: incidentLevel(members, honeypot),
      findings: collectFindings(members),
      alerts: group.alerts
    };
  });
}

/**
 * Whether many sources at once can be one hand's. Everybody visits a honeypot, so there they are only when they bring or
 * type the same.
 */
export const isOneHand = ({honeypot, payload}: Incident): boolean => !honeypot || payload !== null;

/** Techniques that serve several tactics, by what they most often mean in what networks and logins show. */
const usualTactics: Partial<Record<Family, string>> = {
  login: "initial-access",
  privilege: "privilege-escalation",
  scanning: "reconnaissance"
};

function tacticOf(technique: string, family: string): string | null {
  const tactics = tacticsOf(technique);
  const usual = usualTactics[family as Family];
  return (usual && tactics.includes(usual) ? usual : tactics[0]) ?? null;
}

/**
 * The technique of the gravest alerts that name one; of these, sub-techniques first, then what most name. Of many sources it is
 * what most alerts name: one grave alert does not speak for a thousand.
 */
function chooseTechnique(members: readonly IncidentAlert[], many: boolean): string | null {
  const found = new Map<string, {level: number; alerts: number}>();
  for (const alert of members) {
    const named = techniqueOf(alert);
    if (!named) continue;
    const technique = currentId(named);
    const {level = 0, alerts = 0} = found.get(technique) ?? {};
    found.set(technique, {level: Math.max(level, alert.level), alerts: alerts + 1});
  }
  const sorted = [...found].sort(
    ([a, x], [b, y]) =>
      (many ? y.alerts - x.alerts : y.level - x.level) ||
      Number(b.includes(".")) - Number(a.includes(".")) ||
      y.alerts - x.alerts ||
      y.level - x.level ||
      (a < b ? -1 : 1)
  );
  return sorted[0]?.[0] ?? null;
}

function collectFindings(members: readonly IncidentAlert[]): IncidentFinding[] {
  const found = new Map<string, {detector: string; finding: string; alerts: number; level: number}>();
  for (const {detector, finding, level} of members) {
    const key = `${detector}\n${finding}`;
    const known = found.get(key);
    if (!known) found.set(key, {detector, finding, alerts: 1, level});
    else {
      known.alerts += 1;
      known.level = Math.max(known.level, level);
    }
  }
  return [...found.values()].sort(
    (a, b) => b.level - a.level || b.alerts - a.alerts || (a.finding < b.finding ? -1 : 1)
  );
}
