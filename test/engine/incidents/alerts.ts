import type {IncidentAlert} from "../../../src/engine/incidents/alert.js";

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

let made = 0;

/** An alert of a stranger who guessed a password at the bastion, except for what is said. */
export function alert(about: Partial<IncidentAlert> = {}): IncidentAlert {
  const from = about.from ?? 0;
  return {
    alertId: String(++made).padStart(8, "0"),
    actor: "198.18.0.1",
    internal: false,
    detector: "login",
    finding: "Passwords tried by a stranger",
    technique: "T1110",
    category: null,
    level: 1,
    from,
    to: from + minute,
    target: "bastion",
    payload: null,
    honeypot: false,
    ...about
  };
}

/** In the order that alerts are grouped in. */
export const inOrder = (alerts: readonly IncidentAlert[]): IncidentAlert[] =>
  [...alerts].sort((a, b) => a.from - b.from || (a.alertId < b.alertId ? -1 : 1));

/** Addresses of many strangers. */
export const strangers = (count: number): string[] =>
  Array.from({length: count}, (_, i) => `100.${64 + (i >> 8)}.${i & 255}.7`);
