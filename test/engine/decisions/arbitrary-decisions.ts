import fc from "fast-check";
import {type Act, type Decision, targetKinds} from "../../../src/engine/decisions/decision.js";

const targets = fc.record({
  kind: fc.constantFrom(...targetKinds),
  id: fc.constantFrom("203.0.113.7", "198.51.100.9")
});
const ranges = fc.constantFrom("203.0.113.7", "203.0.113.0/24", "2001:db8::/32", "198.51.100.9");
const ids = fc.integer({min: 0, max: 30}).map(n => `d${n}`);
const times = fc
  .integer({min: 0, max: 40})
  .map(minute => new Date(Date.UTC(2026, 2, 1, 0, minute)).toISOString());
/** Anything that somebody may write, hostile characters among it, but for what is refused. */
const texts = fc
  .string({unit: "grapheme", minLength: 1, maxLength: 40})
  .map(text => text.replace(/\p{Cc}|\p{Zl}|\p{Zp}/gu, "").trim())
  .filter(text => text !== "");

/** Any act, about few things and few decisions, so that acts meet. */
export const arbitraryAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("acknowledge", "close"),
    target: targets,
    note: texts
  }) as fc.Arbitrary<Act>,
  fc.record({kind: fc.constantFrom("reopen", "star", "unstar"), target: targets}) as fc.Arbitrary<Act>,
  fc.record({
    kind: fc.constantFrom("tag", "untag"),
    target: targets,
    tag: fc.constantFrom("a", "b")
  }) as fc.Arbitrary<Act>,
  fc.record({kind: fc.constant("note"), target: targets, text: texts}) as fc.Arbitrary<Act>,
  fc.record({kind: fc.constant("block"), address: ranges, reason: texts}) as fc.Arbitrary<Act>,
  fc.record({kind: fc.constant("unblock"), address: ranges}) as fc.Arbitrary<Act>,
  fc.record({
    kind: fc.constant("suppress"),
    match: fc.record({address: ranges}),
    reason: texts
  }) as fc.Arbitrary<Act>,
  fc.record({
    kind: fc.constant("mark"),
    from: fc.constant("2026-03-01T00:00:00.000Z"),
    to: fc.constant("2026-03-01T01:00:00.000Z"),
    text: texts
  }) as fc.Arbitrary<Act>,
  fc.record({
    kind: fc.constant("save"),
    what: fc.constantFrom("view", "search"),
    name: texts,
    address: fc.constant("alerts.html?severity=high")
  }) as fc.Arbitrary<Act>,
  fc.record({
    kind: fc.constantFrom("unsuppress", "unmark", "unsave", "undo"),
    decision: ids
  }) as fc.Arbitrary<Act>
);

export const arbitraryDecisions: fc.Arbitrary<readonly Decision[]> = fc.uniqueArray(
  fc.record({id: ids, at: times, by: texts, act: arbitraryAct}),
  {selector: ({id}) => id, maxLength: 31}
);
