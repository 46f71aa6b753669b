import {detectors} from "../detect/detectors.js";
import type {IncidentAlert} from "./alert.js";
import type {Family} from "./families.js";
import type {Incident} from "./incident.js";

const [medium, high, critical] = [2, 3, 4] as const;

/** Detectors that know how rare something is, and nothing of what it is. */
const statistical: ReadonlySet<string> = new Set([
  ...detectors.map(({name}) => name as string),
  ...["sequence", "burst"]
]);

/** What is grave because it succeeded: until then it was noise at the door. */
const graverWithSuccess: ReadonlySet<string> = new Set<Family>(["guessing", "lateral", "exploit"]);

/**
 * How severe an incident is, 1 to 4: as its gravest alert, but what is merely rare calls for somebody at once only where something else
 * says high as well, and what happens to honeypots alone is at most medium.
 */
export function incidentLevel(alerts: readonly IncidentAlert[], honeypot: boolean): number {
  const gravest = (kind: boolean) =>
    alerts.reduce(
      (most, {detector, level}) => (statistical.has(detector) === kind ? Math.max(most, level) : most),
      0
    );
  const known = gravest(false);
  const level = Math.max(known, Math.min(gravest(true), known >= high ? critical : high));
  return honeypot ? Math.min(level, medium) : level;
}

/** The same once it is known whether a login was accepted meanwhile: guessing that got in is one level graver. */
export function levelWithSuccess(
  {level, family, honeypot}: Pick<Incident, "level" | "family" | "honeypot">,
  succeeded: boolean | null
): number {
  const isGraver = succeeded === true && !honeypot && level >= medium && graverWithSuccess.has(family);
  return isGraver ? Math.min(critical, level + 1) : level;
}
