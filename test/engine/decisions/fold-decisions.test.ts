import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {Act, Decision} from "../../../src/engine/decisions/decision.js";
import {type DecisionState, foldDecisions} from "../../../src/engine/decisions/fold-decisions.js";
import {arbitraryAct, arbitraryDecisions} from "./arbitrary-decisions.js";
import {decide, later} from "./decide.js";

const alert = {kind: "alert", id: "0123456789abcdef"} as const;
const source = {kind: "source", id: "203.0.113.7"} as const;

const fold = (...acts: readonly Act[]) => foldDecisions(decide(...acts), later);

/** All that can be seen of a state. */
function seen(state: DecisionState) {
  const {targets, blocked, suppressions, expired, marks, saved, validUntil} = state;
  // Of a target that nothing holds any more, it makes no difference that something once did.
  const held = targets
    .filter(t => t.at !== null || t.starred || t.tags.length > 0 || t.notes.length > 0)
    .map(({target, ...rest}) => ({key: `${target.kind} ${target.id}`, ...rest}))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return {held, blocked, suppressions, expired, marks, saved, validUntil};
}

describe("foldDecisions", () => {
  it("finds everything open where nothing has been decided", () => {
    const state = fold();
    expect(state.statusOf(alert)).toEqual({status: "open", note: null, at: null, by: null});
    expect(state.isStarred(alert)).toBe(false);
    expect(state.tagsOf(alert)).toEqual([]);
    expect(state.isBlocked("203.0.113.7")).toBe(false);
    expect(state.validUntil).toBe(Number.POSITIVE_INFINITY);
  });

  it("goes by the latest status, and forgets the note when something is opened again", () => {
    const acts: Act[] = [
      {kind: "acknowledge", target: alert},
      {kind: "close", target: alert, note: "a scanner of ours"}
    ];
    expect(fold(...acts).statusOf(alert)).toEqual({
      status: "closed",
      note: "a scanner of ours",
      at: "2026-03-01T00:01:00.000Z",
      by: "analyst"
    });
    expect(fold(...acts, {kind: "reopen", target: alert}).statusOf(alert)).toMatchObject({
      status: "open",
      note: null
    });
  });

  it("tells kinds of targets with one id apart, and one source however it is written", () => {
    const state = fold(
      {kind: "star", target: {kind: "incident", id: alert.id}},
      {kind: "tag", target: {kind: "source", id: "2001:DB8:0::1"}, tag: "vpn"}
    );
    expect(state.isStarred(alert)).toBe(false);
    expect(state.isStarred({kind: "incident", id: alert.id})).toBe(true);
    expect(state.tagsOf({kind: "source", id: "2001:db8::1"})).toEqual(["vpn"]);
  });

  it("keeps stars, tags and notes", () => {
    const state = fold(
      {kind: "star", target: source},
      {kind: "tag", target: source, tag: "b"},
      {kind: "tag", target: source, tag: "a"},
      {kind: "tag", target: source, tag: "a"},
      {kind: "untag", target: source, tag: "b"},
      {kind: "note", target: source, text: "one"},
      {kind: "note", target: source, text: "two"}
    );
    expect(state.isStarred(source)).toBe(true);
    expect(state.tagsOf(source)).toEqual(["a"]);
    expect(state.notesOf(source).map(({text}) => text)).toEqual(["one", "two"]);
  });

  it("blocks an address by its own block or by a range, the narrowest first", () => {
    const state = fold(
      {kind: "block", address: "203.0.113.0/24", reason: "the network"},
      {kind: "block", address: "203.0.113.7", reason: "the host"}
    );
    expect(state.blockOf("203.0.113.7")?.reason).toBe("the host");
    expect(state.blockOf("::ffff:203.0.113.8")?.reason).toBe("the network");
    expect(state.isBlocked("203.0.114.1")).toBe(false);
    expect(state.isBlocked("not an address")).toBe(false);
  });

  it("unblocks what is within what is unblocked, and nothing wider", () => {
    const blocks: Act[] = [
      {kind: "block", address: "203.0.113.0/24", reason: "the network"},
      {kind: "block", address: "203.0.113.7", reason: "the host"}
    ];
    expect(fold(...blocks, {kind: "unblock", address: "203.0.113.7"}).isBlocked("203.0.113.7")).toBe(true);
    expect(fold(...blocks, {kind: "unblock", address: "203.0.113.0/24"}).blocked).toEqual([]);
  });

  it("suppresses what all that is named holds for", () => {
    const state = fold({
      kind: "suppress",
      match: {address: "203.0.113.0/24", finding: "Port scan"},
      reason: "our scanner"
    });
    const found = {attacker_ip: "203.0.113.9", detector: "sigma", rule: "x", finding: "Port scan"};
    expect(state.isSuppressed(found)?.reason).toBe("our scanner");
    expect(state.isSuppressed({...found, attacker_ip: "198.51.100.1"})).toBeNull();
    expect(state.isSuppressed({...found, attacker_ip: null})).toBeNull();
    expect(state.isSuppressed({...found, finding: "Flood"})).toBeNull();
  });

  it("lets blocks and suppressions run out at their very time, and says when the next one does", () => {
    const at = Date.parse("2026-03-05T00:00:00.000Z");
    const decisions = decide(
      {kind: "block", address: "203.0.113.7", reason: "x", expires: new Date(at).toISOString()},
      {kind: "suppress", match: {finding: "y"}, reason: "x", expires: new Date(at + 1).toISOString()}
    );
    const before = foldDecisions(decisions, at - 1);
    expect([before.blocked.length, before.suppressions.length, before.validUntil]).toEqual([1, 1, at]);
    const between = foldDecisions(decisions, at);
    expect([between.blocked.length, between.expired.blocked.length, between.validUntil]).toEqual([
      0,
      1,
      at + 1
    ]);
    const after = foldDecisions(decisions, at + 1);
    expect([after.suppressions.length, after.expired.suppressions.length]).toEqual([0, 1]);
    expect(after.validUntil).toBe(Number.POSITIVE_INFINITY);
  });

  it("takes suppressions, marks and what was saved away by their ids", () => {
    const made: Act[] = [
      {kind: "suppress", match: {finding: "y"}, reason: "x"},
      {kind: "mark", from: "2026-03-01T00:00:00.000Z", to: "2026-03-01T01:00:00.000Z", text: "outage"},
      {kind: "save", what: "view", name: "mine", address: "alerts.html"}
    ];
    const state = fold(...made);
    expect([state.suppressions.length, state.marks.length, state.saved.length]).toEqual([1, 1, 1]);
    expect(state.marks[0]).toMatchObject({
      from: Date.UTC(2026, 2, 1),
      to: Date.UTC(2026, 2, 1, 1),
      text: "outage"
    });
    const gone = fold(
      ...made,
      {kind: "unsuppress", decision: "d0"},
      {kind: "unmark", decision: "d1"},
      {kind: "unsave", decision: "d2"}
    );
    expect([gone.suppressions.length, gone.marks.length, gone.saved.length]).toEqual([0, 0, 0]);
  });

  it("does not depend on the order in which decisions are given", () => {
    fc.assert(
      fc.property(arbitraryDecisions, fc.infiniteStream(fc.nat()), (decisions, lots) => {
        const shuffled = [...decisions]
          .map(decision => ({decision, lot: lots.next().value}))
          .sort((a, b) => a.lot - b.lot)
          .map(({decision}) => decision);
        expect(seen(foldDecisions(shuffled, later))).toEqual(seen(foldDecisions(decisions, later)));
      })
    );
  });
});

describe("undoing", () => {
  const last = "2027-01-01T00:00:00.000Z";
  const undo = (id: string, decision: string, at: string): Decision => ({
    id,
    at,
    by: "analyst",
    act: {kind: "undo", decision}
  });
  /** Decisions of which none undoes or names the one that is added after them. */
  const withOneMore = fc.tuple(arbitraryDecisions, arbitraryAct).map(([decisions, act]) => ({
    decisions,
    added: {id: "added", at: "2026-12-01T00:00:00.000Z", by: "analyst", act} satisfies Decision
  }));

  it("leaves everything as if the decision had never been made", () => {
    fc.assert(
      fc.property(withOneMore, ({decisions, added}) => {
        const undone = foldDecisions([...decisions, added, undo("undo", "added", last)], later);
        expect(seen(undone)).toEqual(seen(foldDecisions(decisions, later)));
        expect(undone.undoneBy("added")).toEqual(["undo"]);
      })
    );
  });

  it("can be undone, as often as wanted", () => {
    fc.assert(
      fc.property(withOneMore, fc.integer({min: 1, max: 9}), ({decisions, added}, times) => {
        const undoings = Array.from({length: times}, (_, i) =>
          undo(`undo${i}`, i === 0 ? "added" : `undo${i - 1}`, `2027-01-01T00:00:0${i}.000Z`)
        );
        const state = foldDecisions([...decisions, added, ...undoings], later);
        const expected = times % 2 === 1 ? decisions : [...decisions, added];
        expect(seen(state)).toEqual(seen(foldDecisions(expected, later)));
      })
    );
  });

  it("does nothing to what is decided later, or not known", () => {
    const star: Decision = {id: "star", at: last, by: "analyst", act: {kind: "star", target: source}};
    const state = foldDecisions(
      [undo("a", "star", "2026-01-01T00:00:00.000Z"), undo("b", "nowhere", last), star],
      later
    );
    expect(state.isStarred(source)).toBe(true);
    expect(state.undoneBy("star")).toEqual([]);
  });

  it("ends, whatever undoes what", () => {
    const circle = [undo("a", "b", last), undo("b", "a", last), undo("c", "c", last)];
    const state = foldDecisions(circle, later);
    expect(state.undoneBy("a")).toEqual(["b"]);
    expect(state.undoneBy("b")).toEqual([]);
    expect(state.undoneBy("c")).toEqual([]);
  });

  it("holds until every undoing of a decision is undone", () => {
    const decisions = decide(
      {kind: "star", target: source},
      {kind: "undo", decision: "d0"},
      {kind: "undo", decision: "d0"},
      {kind: "undo", decision: "d1"}
    );
    expect(foldDecisions(decisions, later).isStarred(source)).toBe(false);
    const all = [...decisions, undo("e", "d2", last)];
    expect(foldDecisions(all, later).isStarred(source)).toBe(true);
  });
});
