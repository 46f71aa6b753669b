import type {Decision} from "./decision.js";

/** By time, then by id: the one order of an audit trail, wherever its parts were written. Times are compared as text, being ISO 8601 in UTC. */
export function compareDecisions(a: Decision, b: Decision): number {
  return compareText(a.at, b.at) || compareText(a.id, b.id);
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Several trails as one, in order, each decision once: of two with one id the first given stays. Merging is associative and merging
 * anything twice changes nothing; where no id has two meanings the order of the trails does not matter either.
 */
export function mergeDecisions(...trails: readonly (readonly Decision[])[]): Decision[] {
  const byId = new Map<string, Decision>();
  for (const trail of trails) {
    for (const decision of trail) if (!byId.has(decision.id)) byId.set(decision.id, decision);
  }
  return [...byId.values()].sort(compareDecisions);
}
