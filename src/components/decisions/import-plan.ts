import type {Decision} from "../../engine/decisions/decision.js";
import {parseDecisions} from "../../engine/decisions/parse-decisions.js";

/** What accepting a file would do. */
export interface ImportPlan {
  /** Decisions that are new here. */
  readonly added: readonly Decision[];
  /** How many are known already. */
  readonly known: number;
  /** What would be left out, and why: one sentence each. */
  readonly refused: readonly string[];
}

/** Milliseconds by which a clock may go ahead. */
const tolerance = 86_400_000;

/** @param now milliseconds since 1970 */
export function planImport(text: string, known: readonly Decision[], now: number): ImportPlan {
  const {decisions, refused} = parseDecisions(text, {latest: now + tolerance});
  const byId = new Map(known.map(decision => [decision.id, JSON.stringify(decision)]));
  const added: Decision[] = [];
  const conflicts: string[] = [];
  let same = 0;
  for (const decision of decisions) {
    const here = byId.get(decision.id);
    if (here === undefined) added.push(decision);
    else if (here === JSON.stringify(decision)) same++;
    else conflicts.push(`decision ${decision.id} is known here and says something else, which stays`);
  }
  return {added, known: same, refused: [...refused, ...conflicts]};
}
