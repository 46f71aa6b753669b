import type {Decision} from "./decision.js";

/**
 * What has been undone, by the undoings in force that did it. An undo counts while it is not itself undone, and only against what was
 * decided before it, so that undoings can never go round in a circle.
 * @param decisions in order, as `compareDecisions` has it
 */
export function findUndone(decisions: readonly Decision[]): ReadonlyMap<string, readonly string[]> {
  const before = new Map(decisions.map(({id}, i) => [id, i]));
  const undone = new Map<string, string[]>();
  // From the newest back: whether an undo is in force depends on what came after it alone.
  for (let i = decisions.length - 1; i >= 0; i--) {
    const {id, act} = decisions[i] as Decision;
    if (act.kind !== "undo" || undone.has(id)) continue;
    const target = before.get(act.decision);
    if (target === undefined || target >= i) continue;
    const undoings = undone.get(act.decision);
    if (undoings === undefined) undone.set(act.decision, [id]);
    else undoings.push(id);
  }
  return undone;
}
