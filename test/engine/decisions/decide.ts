import type {Act, Decision} from "../../../src/engine/decisions/decision.js";

/** Decisions one minute after the other, named d0, d1, …. */
export function decide(...acts: readonly Act[]): Decision[] {
  return acts.map((act, i) => ({
    id: `d${i}`,
    at: new Date(Date.UTC(2026, 2, 1, 0, i)).toISOString(),
    by: "analyst",
    act
  }));
}

export const later = Date.UTC(2026, 2, 2);
